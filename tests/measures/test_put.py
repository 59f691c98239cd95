"""Putting an answer to a decider."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from rugdekking.audit.models import Entry
from rugdekking.cases.operations import NotYourCase
from rugdekking.cases.operations.at_work import NotConfirmedYet
from rugdekking.cases.queries import reports_of
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.keys import operations as keys
from rugdekking.keys.models import Wrap
from rugdekking.keys.rings import NoKey, StaffRing
from rugdekking.measures import operations as measures
from rugdekking.measures import queries
from rugdekking.measures.models import Answer, Nature
from rugdekking.measures.operations import NoMandate
from rugdekking.measures.operations.rows import NotAnAnswerHere
from rugdekking.measures.sealing import TextMissing
from rugdekking.measures.status import State
from rugdekking.notify.models import Mail
from rugdekking.organisations.roles import Role
from rugdekking.reports.models import Report
from rugdekking.reports.texts import CodePasted
from rugdekking.vault.secrets import CannotOpen
from tests import make
from tests.measures.props import BEHAVIOUR, CRITICISM, GROUND, REMEDY, heard, put, request, talked, weighed


def test_the_decider_reads_the_proposal_its_ground_and_the_hearing_and_not_the_case(cast: make.Cast) -> None:
    case = weighed(cast)
    answer = heard(case, cast)

    read = measures.look(answer, ring=cast.bas, at=make.MIDDAY)

    assert (read.behaviour, read.ground, read.remedy) == (BEHAVIOUR, GROUND, REMEDY)
    assert "boos" in read.hearing
    with pytest.raises(NoKey):
        cast.bas.open(case.key_id)


def test_the_handler_reads_what_was_put(cast: make.Cast) -> None:
    case = weighed(cast)
    put(case, cast)

    (read,) = queries.open_answers(queries.answers_in(case), cast.greet)

    assert (read.measure.code, read.behaviour, read.reason) == ("written_warning", BEHAVIOUR, "")


def test_a_look_of_the_decider_is_logged_in_that_role(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast)

    measures.look(answer, ring=cast.bas, at=make.MIDDAY)

    looked = Entry.objects.get(subject=answer.pk, action="decision.looked")
    assert (looked.actor, looked.role) == (cast.bas.membership.pk, Role.DECIDER)


def test_nobody_else_opens_or_finds_a_request(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast)

    for ring in (cast.nora, cast.tim, cast.ada):
        assert queries.open_answers([answer], ring) == []
        assert queries.requests_for(ring.membership) == []
        assert queries.request_for(ring.membership, answer.pk) is None
        with pytest.raises(NoMandate):
            measures.look(answer, ring=ring, at=make.MIDDAY)


def test_a_decider_of_another_organisation_finds_nothing(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast)
    other = make.cast(kind=make.Kind.PROVINCIE)

    assert queries.request_for(other.bas.membership, answer.pk) is None
    with pytest.raises(NoMandate):
        measures.look(answer, ring=other.bas, at=make.MIDDAY)


def test_criticism_leads_to_no_measure_however_it_is_asked(cast: make.Cast) -> None:
    case = weighed(cast, CRITICISM)

    for code in ("written_warning", "oral_warning", "stop_talk", "final_warning"):
        with pytest.raises(NotAnAnswerHere):
            put(case, cast, code)
    assert not Answer.objects.exists()


def test_the_database_takes_no_measure_on_emotion_alone(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast)

    with pytest.raises(IntegrityError, match="emotion_alone"), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(norm_crossing=False)


@pytest.mark.parametrize("left_out", ["behaviour", "ground", "remedy_text"])
def test_a_measure_without_behaviour_ground_or_remedy_is_not_put(cast: make.Cast, left_out: str) -> None:
    case = weighed(cast)
    asked = replace(request(cast.bas.membership), **{left_out: "  "})

    with pytest.raises(TextMissing):
        measures.put_to_decider(case, request=asked, ring=cast.greet, at=make.MIDDAY)


def test_an_access_code_is_refused_in_what_is_put(cast: make.Cast) -> None:
    case = weighed(cast)
    asked = replace(request(cast.bas.membership), ground=f"De code is {make.code().text}")

    with pytest.raises(CodePasted):
        measures.put_to_decider(case, request=asked, ring=cast.greet, at=make.MIDDAY)


def test_nothing_is_put_before_the_person_confirmed_what_the_desk_typed(cast: make.Cast) -> None:
    case = weighed(cast)
    (report,) = reports_of(case)
    Report.objects.filter(pk=report.pk).update(awaits_confirmation=True)

    with pytest.raises(NotConfirmedYet):
        put(case, cast)
    with pytest.raises(NotConfirmedYet):
        talked(case, cast)


def test_only_who_handles_the_case_puts_something(cast: make.Cast) -> None:
    case = weighed(cast)

    with pytest.raises(NotYourCase):
        measures.put_to_decider(case, request=request(cast.bas.membership), ring=cast.cor, at=make.MIDDAY)


def test_a_measure_waits_for_the_hearing_and_a_response_goes_straight_to_the_decider(cast: make.Cast) -> None:
    case = weighed(cast)

    measure, response = put(case, cast), put(case, cast, "norm_statement")

    kinds = dict(Clock.objects.filter(subject_id__in=[measure.pk, response.pk]).values_list("subject_id", "kind"))
    assert kinds == {measure.pk: ClockKind.HEARING, response.pk: ClockKind.DECISION}
    assert (measure.nature, response.nature) == (Nature.MEASURE, Nature.RESPONSE)
    assert list(Mail.objects.filter(subject_id=response.pk).values_list("address", flat=True)) == [
        cast.bas.membership.person.email
    ]


def test_a_decider_without_a_key_waits_visibly_and_gets_it_afterwards(cast: make.Cast) -> None:
    new = make.member(cast.desk, Role.DECIDER, name="Loes", title="burgemeester")
    case = weighed(cast)
    answer = measures.put_to_decider(case, request=request(new), ring=cast.greet, at=make.MIDDAY)
    assert Wrap.objects.get(key=answer.key_id, holder=new.pk).wrapped is None

    assert queries.without_key(case) == []
    made = keys.set_up_person(new.person, passphrase=make.PASSPHRASE, at=make.MIDDAY)
    assert queries.without_key(case) == [(answer, new)]
    measures.give_key(answer, ring=cast.greet, at=make.MIDDAY)

    assert queries.without_key(case) == []
    assert measures.look(answer, ring=StaffRing.of(new, made.secret), at=make.MIDDAY).ground == GROUND


def test_what_was_put_can_be_taken_back_and_the_decider_no_longer_opens_it(cast: make.Cast) -> None:
    case = weighed(cast)
    answer = put(case, cast)

    measures.withdraw(answer, ring=cast.greet, at=make.MIDDAY)

    assert answer.state == State.WITHDRAWN
    assert queries.requests_for(cast.bas.membership) == []
    assert queries.open_answers([answer], cast.bas) == []
    assert not Clock.objects.filter(subject_id=answer.pk, ended_at=None).exists()


@pytest.mark.parametrize("field", ["behaviour", "ground", "remedy_text"])
def test_a_text_that_was_changed_or_moved_does_not_open(cast: make.Cast, field: str) -> None:
    case = weighed(cast)
    first, second = put(case, cast), put(case, cast, "order_talk")
    Answer.objects.filter(pk=first.pk).update(**{field: getattr(second, field)}, key=second.key_id)

    with pytest.raises(CannotOpen):
        queries.open_answers(queries.answers_in(case), cast.greet)


def test_a_text_moved_to_another_column_does_not_open(cast: make.Cast) -> None:
    case = weighed(cast)
    answer = put(case, cast)
    Answer.objects.filter(pk=answer.pk).update(ground=answer.behaviour)

    with pytest.raises(CannotOpen):
        queries.open_answers(queries.answers_in(case), cast.greet)


def test_the_database_holds_none_of_the_words(cast: make.Cast) -> None:
    case = weighed(cast)
    put(case, cast)

    row = Answer.objects.filter(case=case).values().get()

    assert not any(b"balie" in bytes(value) for value in row.values() if isinstance(value, bytes | memoryview))
    assert not any("balie" in str(value) for value in row.values() if not isinstance(value, bytes | memoryview))
