"""Correcting a report, and confirming what the desk typed."""

from datetime import timedelta

import pytest

from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.organisations.roles import Role
from rugdekking.reports import operations, queries
from rugdekking.reports.actors import NotYours
from rugdekking.reports.choices import Origin, Step
from rugdekking.reports.models import Report
from rugdekking.reports.operations.filing import NotByYou
from rugdekking.reports.operations.writing import NotASecondPerson, NothingToConfirm
from rugdekking.reports.queries import Mine
from rugdekking.reports.story import Contact, For, KeepOut, Story
from tests import make
from tests.reports.props import STORY, filed, mine

LATER = make.MIDDAY + timedelta(hours=3)


def typed(cast: make.Cast, story: Story = STORY) -> Mine:
    """A report that Greet typed on the phone, as the caller has it."""
    made = operations.type_for(story, ring=cast.greet, desk=cast.desk, origin=Origin.PHONE, at=make.MIDDAY)
    return mine(cast, made.first_use_code)


def test_what_the_desk_typed_waits_for_the_person(cast: make.Cast) -> None:
    report = typed(cast).report

    assert report.entered_by_desk
    assert not queries.confirmed(report)
    assert Clock.objects.filter(subject_id=report.pk, kind=ClockKind.CONFIRMATION).exists()


def test_the_person_reads_and_confirms_it_with_their_own_code(cast: make.Cast) -> None:
    own = typed(cast)

    operations.confirm(own.report, ring=own.ring, at=LATER)

    assert queries.confirmed(own.report)
    assert own.report.confirmed_how == "code"
    assert Clock.objects.get(subject_id=own.report.pk, kind=ClockKind.CONFIRMATION).outcome == Outcome.KEPT


def test_nobody_confirms_twice(cast: make.Cast) -> None:
    own = typed(cast)
    operations.confirm(own.report, ring=own.ring, at=LATER)

    with pytest.raises(NothingToConfirm):
        operations.confirm(own.report, ring=own.ring, at=LATER)


def test_a_member_cannot_confirm_with_their_own_keys(cast: make.Cast) -> None:
    with pytest.raises(NotYours):
        operations.confirm(typed(cast).report, ring=cast.greet, at=LATER)


def test_a_correction_by_the_person_confirms_too(cast: make.Cast) -> None:
    own = typed(cast)

    operations.correct(own.report, ring=own.ring, story=Story(what="Nee, het was anders."), at=LATER)

    assert queries.confirmed(own.report)
    assert queries.open_story(own.report, cast.cor).what == "Nee, het was anders."
    assert [version.writer for version in queries.versions(own.report, own.ring)] == ["desk", "reporter"]


def test_word_of_mouth_needs_a_second_person(cast: make.Cast) -> None:
    report = typed(cast).report

    operations.confirm_by_word(
        report, ring=cast.greet, witness=cast.cor.membership, spoken_on=make.MIDDAY.date(), at=LATER
    )

    assert (report.confirmed_by, report.confirmed_with) == (cast.greet.membership, cast.cor.membership)
    assert queries.confirmed(report)


def test_the_typist_is_not_the_second_person(cast: make.Cast) -> None:
    report = typed(cast).report

    for ring, witness in ((cast.greet, cast.greet), (cast.cor, cast.greet)):
        with pytest.raises(NotASecondPerson):
            operations.confirm_by_word(
                report, ring=ring, witness=witness.membership, spoken_on=make.MIDDAY.date(), at=LATER
            )
    assert not queries.confirmed(Report.objects.get())


def test_a_member_of_another_organisation_is_no_second_person(cast: make.Cast) -> None:
    report, stranger = typed(cast).report, make.member(make.desk(), Role.CASE_MANAGER)

    with pytest.raises(NotASecondPerson):
        operations.confirm_by_word(report, ring=cast.greet, witness=stranger, spoken_on=make.MIDDAY.date(), at=LATER)


@pytest.mark.parametrize("days", [-1, 1])
def test_word_of_mouth_was_spoken_after_the_report_and_not_in_the_future(cast: make.Cast, days: int) -> None:
    report = typed(cast).report
    day = make.MIDDAY.date() + timedelta(days=days)

    with pytest.raises(Refused):
        operations.confirm_by_word(report, ring=cast.greet, witness=cast.cor.membership, spoken_on=day, at=LATER)


def test_a_talk_becomes_a_full_report_without_retyping(cast: make.Cast) -> None:
    own = filed(cast, Story(kind="talk", contact=Contact(phone="0612345678")))
    told = queries.open_story(own.report, cast.greet)

    larger = Story(what="Er werd gescholden.", behaviour="insulted", contact=told.contact)
    operations.enlarge(own.report, ring=cast.greet, story=larger, at=LATER)

    assert (own.report.kind, own.report.behaviour_class) == ("incident", "words")
    assert queries.open_story(own.report, own.ring).contact.phone == "0612345678"
    assert not queries.confirmed(own.report)


def test_a_look_is_written_down_for_the_reporter_and_ends_the_alarm(cast: make.Cast) -> None:
    own = filed(cast, Story(safe_now=False, what="Ze staan voor de deur."))

    operations.look(own.report, ring=cast.greet, at=LATER)

    (look,) = queries.looks(own.report)
    assert (look.role, look.day) == (Role.CASE_MANAGER, LATER.date())
    assert not Clock.objects.filter(kind=ClockKind.ALARM, ended_at=None).exists()


def test_the_reporter_reading_their_own_report_is_no_look(cast: make.Cast) -> None:
    own = filed(cast)

    queries.open_story(own.report, own.ring)

    assert queries.looks(own.report) == []


def test_the_typist_is_none_of_those_who_must_not_know(cast: make.Cast) -> None:
    story = Story(what="De griffier schreeuwt.", keep_out=KeepOut(members=(cast.greet.membership.pk,)))

    with pytest.raises(NotByYou):
        typed(cast, story)
    assert not Report.objects.exists()


def test_only_the_person_concerned_confirms_what_somebody_else_told(cast: make.Cast) -> None:
    code = make.code()
    story = Story(what="Mijn collega wordt gevolgd.", reporting_for=For.OTHER)
    sent = operations.submit(code, desk=cast.desk, story=story, at=make.MIDDAY)
    teller, concerned = mine(cast, code), mine(cast, sent.concerned_code or code)

    with pytest.raises(NotYours):
        operations.confirm(teller.report, ring=teller.ring, at=LATER)
    operations.confirm(concerned.report, ring=concerned.ring, at=LATER)

    assert queries.confirmed(Report.objects.get())


def test_nothing_changes_in_a_withdrawn_report(cast: make.Cast) -> None:
    own = filed(cast)
    operations.withdraw(own.report, ring=own.ring, at=LATER)

    with pytest.raises(JustChanged):
        operations.correct(own.report, ring=own.ring, story=STORY, at=LATER)


def test_a_step_needs_consent_and_the_persons_own_text(cast: make.Cast) -> None:
    own = typed(cast)
    asked = operations.ask_consent(own.report, step=Step.POLICE, note="Aangifte", ring=cast.greet, at=LATER)
    operations.answer_consent(asked, given=True, ring=own.ring, at=LATER)

    assert not queries.consent_stands(own.report, Step.POLICE)
    operations.confirm(own.report, ring=own.ring, at=LATER)
    assert queries.consent_stands(own.report, Step.POLICE)
