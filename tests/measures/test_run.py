"""Measures with a term: put with a length and what remains possible, running from the day they were made known."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from django.db import IntegrityError, transaction

from rugdekking.audit.models import Entry
from rugdekking.cases import operations as cases
from rugdekking.cases.operations.at_work import NotThatDay
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.content.schema import Perpetrator
from rugdekking.measures import operations as measures
from rugdekking.measures import queries
from rugdekking.measures.models import Answer, Hearing, Remedy
from rugdekking.measures.operations import Decision, OutsideTheTerm
from rugdekking.measures.operations.rows import NotAnAnswerHere
from rugdekking.measures.sealing import TextMissing
from rugdekking.measures.status import State
from tests import make
from tests.measures.props import (
    BASIC_SERVICES,
    CRITICISM,
    SCOPE,
    THREAT,
    banned,
    decided,
    heard,
    put,
    request,
    served,
    weighed,
)

TODAY = make.MIDDAY.date()
# Two months later is a Sunday, so the Friday before it.
REVIEW = date(2026, 5, 8)
LAST_DAY = date(2026, 6, 9)
A_DAY = timedelta(days=1)


def clocks_of(answer: Answer) -> dict[str, tuple[date, str]]:
    found = Clock.objects.filter(subject_id=answer.pk, kind__in=["review", "measure_end", "objection"])
    return {clock.kind: (clock.due_at.date(), clock.outcome) for clock in found}


def yes(**more: Any) -> Decision:  # noqa: ANN401
    return Decision(approve=True, reason="Bedreigen mag niet.", motive="Er was eerder iets.", **more)


def test_a_ban_runs_from_the_day_it_was_made_known_until_its_last_day(cast: make.Cast) -> None:
    answer = banned(cast)

    assert answer.state == State.RUNNING
    assert (answer.begins_on, answer.review_on, answer.ends_on) == (TODAY, REVIEW, LAST_DAY)
    assert answer.latest_end == date(2027, 3, 9)
    assert clocks_of(answer) == {
        ClockKind.REVIEW: (REVIEW, Outcome.RUNNING),
        ClockKind.MEASURE_END: (LAST_DAY, Outcome.RUNNING),
    }
    (read,) = queries.open_answers([answer], cast.greet)
    assert (read.scope, read.basic_services) == (SCOPE, BASIC_SERVICES)
    assert queries.reaction_recorded(answer.case)


def test_six_weeks_to_object_run_where_the_law_gives_them(cast: make.Cast) -> None:
    case = weighed(cast)
    asked = request(cast.bas.membership, "building_ban", remedy=Remedy.OBJECTION)
    answer = measures.put_to_decider(case, request=asked, ring=cast.greet, at=make.MIDDAY)
    measures.hear(answer, view="Nee.", on=TODAY, ring=cast.greet, at=make.MIDDAY)
    measures.decide(answer, decision=yes(), ring=cast.bas, at=make.MIDDAY)
    measures.serve(answer, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY)
    assert clocks_of(answer)[ClockKind.OBJECTION] == (date(2026, 4, 21), Outcome.RUNNING)

    measures.end_due(at=make.MIDDAY + timedelta(weeks=7))

    assert clocks_of(answer)[ClockKind.OBJECTION] == (date(2026, 4, 21), Outcome.KEPT)
    answer.refresh_from_db()
    assert answer.state == State.RUNNING


@pytest.mark.parametrize("left_out", ["scope", "basic_services"])
def test_a_ban_says_where_it_holds_and_what_remains_possible(cast: make.Cast, left_out: str) -> None:
    asked = replace(request(cast.bas.membership, "building_ban"), **{left_out: " "})

    with pytest.raises(TextMissing):
        measures.put_to_decider(weighed(cast), request=asked, ring=cast.greet, at=make.MIDDAY)


@pytest.mark.parametrize("length", [0, 13])
def test_a_ban_lasts_no_shorter_and_no_longer_than_the_protocol_says(cast: make.Cast, length: int) -> None:
    asked = replace(request(cast.bas.membership, "building_ban"), length=length)

    with pytest.raises(OutsideTheTerm, match="van 1 maand tot en met 12 maanden"):
        measures.put_to_decider(weighed(cast), request=asked, ring=cast.greet, at=make.MIDDAY)


def test_a_ban_lasts_as_long_as_the_protocol_usually_asks_when_nobody_chooses(cast: make.Cast) -> None:
    asked = replace(request(cast.bas.membership, "building_ban"), length=None)

    answer = measures.put_to_decider(weighed(cast), request=asked, ring=cast.greet, at=make.MIDDAY)

    assert answer.length == 3


def test_a_decider_makes_it_shorter_and_never_longer(cast: make.Cast) -> None:
    answer = heard(weighed(cast), cast, "building_ban")

    for length in (4, 13):
        with pytest.raises(OutsideTheTerm, match="tot en met 3 maanden"):
            measures.decide(answer, decision=yes(length=length), ring=cast.bas, at=make.MIDDAY)
    measures.decide(answer, decision=yes(length=1), ring=cast.bas, at=make.MIDDAY)

    assert (answer.length, answer.ends_on) == (1, date(2026, 4, 9))


def test_a_ban_begins_soon_and_not_before_it_was_decided(cast: make.Cast) -> None:
    answer = heard(weighed(cast), cast, "building_ban")

    for day in (TODAY - A_DAY, TODAY + timedelta(weeks=5)):
        with pytest.raises(NotThatDay):
            measures.decide(answer, decision=yes(begins_on=day), ring=cast.bas, at=make.MIDDAY)
    measures.decide(answer, decision=yes(begins_on=TODAY + 6 * A_DAY), ring=cast.bas, at=make.MIDDAY)

    assert (answer.begins_on, answer.ends_on) == (date(2026, 3, 16), date(2026, 6, 15))


def test_a_no_gives_a_ban_no_days(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast, "building_ban")

    measures.decide(answer, decision=Decision(approve=False, reason="Te zwaar."), ring=cast.bas, at=make.MIDDAY)

    assert (answer.state, answer.begins_on, answer.ends_on) == (State.DECLINED, None, None)


def test_what_is_made_known_late_begins_later_and_ends_no_later(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast, "building_ban")
    later = make.MIDDAY + timedelta(days=20)

    measures.serve(answer, told="Brief.", on=later.date(), ring=cast.greet, at=later)

    assert (answer.begins_on, answer.ends_on) == (later.date(), LAST_DAY)


def test_what_is_made_known_after_its_last_day_never_begins(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast, "building_ban")
    summer = make.MIDDAY + timedelta(days=120)

    with pytest.raises(NotThatDay, match="al voorbij"):
        measures.serve(answer, told="Brief.", on=summer.date(), ring=cast.greet, at=summer)
    measures.withdraw(answer, ring=cast.greet, at=summer)
    assert answer.state == State.WITHDRAWN


def test_what_was_made_known_in_spring_and_is_written_down_in_summer_ends_at_once(cast: make.Cast) -> None:
    answer = decided(weighed(cast), cast, "building_ban")
    summer = make.MIDDAY + timedelta(days=120)

    measures.serve(answer, told="Brief.", on=TODAY, ring=cast.greet, at=summer)
    measures.end_due(at=summer)

    answer.refresh_from_db()
    assert (answer.state, answer.ended_on) == (State.ENDED, LAST_DAY)


@pytest.mark.parametrize("who", [Perpetrator.UNKNOWN, Perpetrator.COLLEAGUE, Perpetrator.OFFICE_HOLDER])
def test_somebody_unknown_or_of_the_own_organisation_gets_no_measure_with_a_term(
    cast: make.Cast, who: Perpetrator
) -> None:
    case = weighed(cast, msgspec.structs.replace(THREAT, perpetrator=who))

    proposals = measures.propose(case, ring=cast.greet, at=make.MIDDAY)

    assert not any(one.measure.term for one in (*proposals.proposed, *proposals.others))
    with pytest.raises(NotAnAnswerHere):
        put(case, cast, "building_ban")
    if who is not Perpetrator.UNKNOWN:
        assert proposals.find("integrity_route").strength == "always"


@pytest.mark.parametrize("who", [Perpetrator.GROUP, Perpetrator.COMPANY, Perpetrator.MINOR])
def test_a_group_a_company_and_a_minor_can_get_one(cast: make.Cast, who: Perpetrator) -> None:
    case = weighed(cast, msgspec.structs.replace(THREAT, perpetrator=who))

    assert served(case, cast, "building_ban").state == State.RUNNING


@pytest.mark.parametrize("facts", [CRITICISM, msgspec.structs.replace(THREAT, perpetrator=Perpetrator.COLLEAGUE)])
def test_a_ban_is_not_made_known_when_the_facts_turn_out_otherwise(cast: make.Cast, facts: Any) -> None:  # noqa: ANN401
    case = weighed(cast)
    answer = decided(case, cast, "building_ban")
    cases.record_facts(case, recorded=facts, ring=cast.greet, at=make.MIDDAY)

    with pytest.raises(NotAnAnswerHere):
        measures.serve(answer, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY)


def test_a_ban_runs_through_its_last_day_and_no_day_longer_also_when_the_worker_is_late(cast: make.Cast) -> None:
    answer = banned(cast)
    organisation = cast.desk.organisation_id

    def runs(day: date) -> bool:
        return answer in queries.running(on=day, organisation=organisation)

    assert [runs(day) for day in (TODAY - A_DAY, TODAY, LAST_DAY, LAST_DAY + A_DAY)] == [False, True, True, False]
    assert queries.stands(answer, on=LAST_DAY) == "loopt"
    assert queries.stands(answer, on=LAST_DAY + A_DAY) == "afgelopen"


def test_only_bans_of_the_own_organisation_and_case_are_found(cast: make.Cast) -> None:
    answer, other = banned(cast), weighed(cast)
    elsewhere = make.cast(kind=make.Kind.PROVINCIE)

    assert list(queries.running(on=TODAY, case=answer.case)) == [answer]
    assert not queries.running(on=TODAY, case=other)
    assert not queries.running(on=TODAY, organisation=elsewhere.desk.organisation_id)


def test_the_worker_ends_a_ban_the_day_after_its_last_and_stops_its_clocks(cast: make.Cast) -> None:
    answer = banned(cast)
    last_evening = make.MIDDAY + (LAST_DAY - TODAY) + timedelta(hours=10)
    assert measures.end_due(at=last_evening) == 0

    assert measures.end_due(at=last_evening + timedelta(hours=2)) == 1
    assert measures.end_due(at=last_evening + timedelta(hours=3)) == 0

    answer.refresh_from_db()
    assert (answer.state, answer.ended_on) == (State.ENDED, LAST_DAY)
    assert clocks_of(answer) == {
        ClockKind.REVIEW: (REVIEW, Outcome.STOPPED),
        ClockKind.MEASURE_END: (LAST_DAY, Outcome.KEPT),
    }
    assert Entry.objects.filter(subject=answer.pk, action="answer.ended", actor_kind="system").count() == 1


def test_a_ban_counts_for_repetition_while_it_runs_and_after(cast: make.Cast) -> None:
    answer = banned(cast)
    again = weighed(cast, msgspec.structs.replace(THREAT, earlier=(answer.case.reference,)))

    assert measures.propose(again, ring=cast.greet, at=make.MIDDAY).occurrence == 2
    measures.end_due(at=make.MIDDAY + timedelta(days=100))
    assert measures.propose(again, ring=cast.greet, at=make.MIDDAY + timedelta(days=100)).occurrence == 2


def test_a_second_threat_at_the_counter_within_a_year_gets_a_ban_proposed(cast: make.Cast) -> None:
    earlier = weighed(cast)
    served(earlier, cast)
    thrown = frozenset({"threat", "vandalism"})
    case = weighed(cast, msgspec.structs.replace(THREAT, categories=thrown, earlier=(earlier.reference,)))

    found = measures.propose(case, ring=cast.greet, at=make.MIDDAY).find("building_ban")

    assert found.strength == "in_principle"
    assert "na één eerdere maatregel binnen een jaar" in found.reason


def test_a_hearing_that_was_skipped_is_held_while_the_ban_runs(cast: make.Cast) -> None:
    answer = put(weighed(cast), cast, "building_ban")
    measures.skip_hearing(answer, reason="Er is gevaar.", later_on=TODAY + 5 * A_DAY, ring=cast.greet, at=make.MIDDAY)
    measures.decide(answer, decision=yes(), ring=cast.bas, at=make.MIDDAY)
    measures.serve(answer, told="Brief.", on=TODAY, ring=cast.greet, at=make.MIDDAY)

    measures.hear(answer, view="Hij heeft spijt.", on=TODAY, ring=cast.greet, at=make.MIDDAY)

    assert (answer.state, answer.hearing) == (State.RUNNING, Hearing.LATER)


BROKEN: Mapping[str, Mapping[str, Any]] = {
    "no_measure_is_decided_without_a_hearing": {
        "hearing": Hearing.NONE,
        "hearing_text": None,
        "heard_on": None,
        "hear_by": None,
    },
    "a_skipped_hearing_has_a_day": {"hearing": Hearing.SKIPPED, "hear_by": None},
    "a_measure_names_its_remedy": {"remedy_text": None},
    "a_decision_has_a_decider": {"reason": None},
    "a_served_answer_has_a_day": {"served_text": None},
    "a_term_says_where": {"scope": None},
    "a_term_says_where_and_what": {"basic_services": None},
    "a_term_says|a_decided_term": {"length": None},
    "a_measure_with_a_term_runs|a_decided_term": {"state": State.SERVED},
    "a_decided_term_has_a_begin_a_review_and_an_end": {"ends_on": None},
    "a_decided_term_has_a_begin_a_review": {"review_on": None},
    "a_decided_term_has_a_begin": {"latest_end": None},
    "a_decided_term": {"ends_on": date(2027, 3, 10)},
    "a_decided_term_has": {"review_on": LAST_DAY + A_DAY},
    "it_holds_no_earlier": {"served_on": TODAY + A_DAY},
    "what_stopped": {"state": State.ENDED},
    "what_stopped_has": {"state": State.LIFTED, "ended_on": LAST_DAY + A_DAY},
    "what_stopped_has_the_day": {"ended_on": TODAY},
}


def test_the_database_takes_no_running_ban_that_lacks_a_part(cast: make.Cast) -> None:
    answer = banned(cast)

    for sentence, columns in BROKEN.items():
        with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
            Answer.objects.filter(pk=answer.pk).update(**columns)


def test_the_database_lets_nobody_else_have_decided_it_and_no_warning_run(cast: make.Cast) -> None:
    ban, warning = banned(cast), served(weighed(cast), cast)

    with pytest.raises(IntegrityError, match="only_who_was_asked"), transaction.atomic():
        Answer.objects.filter(pk=ban.pk).update(decided_by=cast.nora.membership)
    with pytest.raises(IntegrityError, match="a_measure_with_a_term_runs"), transaction.atomic():
        Answer.objects.filter(pk=warning.pk).update(state=State.RUNNING)
