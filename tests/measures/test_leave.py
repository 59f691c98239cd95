"""Somebody is kept out of a case; and a case whose time has come is destroyed."""

from datetime import datetime, timedelta

from rugdekking.aftercare.queries import kept_until
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.cases.queries import reports_of
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.clocks.terms import closing_of
from rugdekking.kernel.time import add_months
from rugdekking.keys.models import Key, KeyKind
from rugdekking.measures import operations as measures
from rugdekking.measures import queries
from rugdekking.measures.models import Answer, Change, ChangeKind, NoReaction, Objection, Review, ReviewOutcome
from rugdekking.measures.status import State
from rugdekking.reports import operations as reports
from rugdekking.reports.status import State as ReportState
from tests import make
from tests.measures.props import agreed, asked_to, banned, decided, fresh, heard, put, served, weighed
from tests.reports.props import ring_of


def test_a_decider_who_is_kept_out_finds_and_opens_nothing_any_more(cast: make.Cast) -> None:
    case = weighed(cast)
    waiting, response = heard(case, cast), put(case, cast, "norm_statement")

    measures.keep_out(case, membership=cast.bas.membership, ring=cast.greet, at=make.MIDDAY)

    assert queries.requests_for(cast.bas.membership) == []
    assert queries.request_for(cast.bas.membership, waiting.pk) is None
    assert queries.open_answers([waiting, response], cast.bas) == []
    assert set(Answer.objects.values_list("state", flat=True)) == {State.WITHDRAWN}


def test_whoever_takes_the_case_over_gets_the_terms_of_its_measures_and_the_decider_keeps_theirs(
    cast: make.Cast,
) -> None:
    ban = served(weighed(cast), cast, "building_ban")
    asked_to(ban, cast, ChangeKind.LIFT, at=make.MIDDAY)

    cases.hand_over(ban.case, to=cast.cor.membership, ring=cast.greet, at=make.MIDDAY)

    owners = dict(Clock.objects.filter(subject_id=ban.pk, ended_at=None).values_list("kind", "owner"))
    assert owners == {
        ClockKind.REVIEW: cast.cor.membership.pk,
        ClockKind.MEASURE_END: cast.cor.membership.pk,
        ClockKind.DECISION: cast.bas.membership.pk,
    }


def test_after_new_keys_the_handler_still_reads_every_answer(cast: make.Cast) -> None:
    case = weighed(cast)
    answer = decided(case, cast)

    measures.keep_out(case, membership=cast.tim.membership, ring=cast.greet, at=make.MIDDAY)

    (read,) = queries.open_answers(queries.answers_in(fresh(case, cast.greet)), cast.greet)
    assert read.reason == "Bedreigen mag niet."
    assert measures.look(answer, ring=cast.bas, at=make.MIDDAY).reason == read.reason


def test_a_case_that_was_kept_long_enough_leaves_no_answer_and_no_key(cast: make.Cast) -> None:
    case = weighed(cast)
    served(case, cast)
    ban = served(case, cast, "building_ban")
    agreed(ban, cast, ChangeKind.LIFT, at=make.MIDDAY)
    look = measures.Look(ReviewOutcome.CONTINUE, "Nog nodig.", make.MIDDAY.date())
    measures.review(ban, look=look, ring=cast.greet, at=make.MIDDAY)
    measures.receive_objection(
        ban, text="Nee.", received_on=make.MIDDAY.date(), answerer=None, ring=cast.greet, at=make.MIDDAY
    )
    measures.no_reaction(case, reason="Verder niets nodig.", ring=cast.greet, at=make.MIDDAY)
    cases.start_handling(case, ring=cast.greet, at=make.MIDDAY)
    cases.start_aftercare(case, ring=cast.greet, at=make.MIDDAY)
    cases.close(case, outcome="settled", ring=cast.greet, at=make.MIDDAY)
    Clock.objects.filter(ended_at=None).update(ended_at=make.MIDDAY, outcome="stopped", wake_at=None)

    assert measures.destroy_due(at=make.MIDDAY + timedelta(days=700)) == 0
    assert measures.destroy_due(at=make.MIDDAY + timedelta(days=740)) == 3

    for model in (Answer, Change, Review, Objection):
        assert not model.objects.exists()
    assert not NoReaction.objects.exists()
    assert not Key.objects.filter(kind=KeyKind.DECISION).exists()


def test_a_case_is_kept_from_the_end_of_its_measure_when_that_comes_after_closing(cast: make.Cast) -> None:
    ban = banned(cast)
    closed_while_it_runs(ban.case, cast)
    assert ban.ends_on is not None
    measures.end_due(at=closing_of(ban.ends_on) + timedelta(days=1))
    two_years = add_months(ban.ends_on, 24)

    assert kept_until(fresh(ban.case, cast.greet), at=make.MIDDAY) == two_years
    assert measures.destroy_due(at=closing_of(two_years)) == 0
    assert measures.destroy_due(at=closing_of(two_years) + timedelta(days=1)) == 1


def test_a_ban_that_was_lifted_early_keeps_its_case_no_longer_than_from_that_day(cast: make.Cast) -> None:
    ban = banned(cast)
    closed_while_it_runs(ban.case, cast)
    lifted_at = make.MIDDAY + timedelta(days=30)
    change = agreed(ban, cast, ChangeKind.LIFT, at=lifted_at)
    measures.tell_change(change, told="Brief.", on=lifted_at.date(), ring=cast.greet, at=lifted_at)
    two_years = add_months(lifted_at.date(), 24)

    assert measures.destroy_due(at=closing_of(two_years)) == 0
    assert measures.destroy_due(at=closing_of(two_years) + timedelta(days=1)) == 1


def test_a_ban_outlives_the_report_that_was_withdrawn_and_goes_two_years_after_its_end(cast: make.Cast) -> None:
    code = make.code()
    ban = served(weighed(cast, code=code), cast, "building_ban")
    (report,) = reports_of(ban.case)
    reports.withdraw(report, ring=ring_of(cast, code), at=make.MIDDAY)
    shown = make.MIDDAY + timedelta(days=31)
    assert ban.ends_on is not None

    destroy_all(at=shown)

    report.refresh_from_db()
    assert report.state == ReportState.DESTROYED
    assert ban in queries.running(on=shown.date(), organisation=cast.desk.organisation_id)
    asked = {ClockKind.REVIEW, ClockKind.MEASURE_END}
    assert asked == set(Clock.objects.filter(subject_id=ban.pk, ended_at=None).values_list("kind", flat=True))
    (read,) = queries.open_answers([ban], cast.greet)
    assert read.reason
    change = agreed(ban, cast, ChangeKind.LIFT, at=shown)
    measures.tell_change(change, told="Brief.", on=shown.date(), ring=cast.greet, at=shown)

    two_years = add_months(shown.date(), 24)
    measures.end_due(at=closing_of(two_years))
    destroy_all(at=closing_of(two_years))
    assert Case.objects.exists()
    destroy_all(at=closing_of(two_years) + timedelta(days=1))
    assert not Case.objects.exists()


def destroy_all(*, at: datetime) -> None:
    """As the worker does it: the highest part first."""
    for part in (measures, cases, reports):
        part.destroy_due(at=at)


def closed_while_it_runs(case: Case, cast: make.Cast) -> None:
    """Closed on the day of the event; other promises were kept."""
    cases.start_handling(case, ring=cast.greet, at=make.MIDDAY)
    cases.start_aftercare(case, ring=cast.greet, at=make.MIDDAY)
    cases.close(case, outcome="settled", ring=cast.greet, at=make.MIDDAY)
    others = Clock.objects.filter(ended_at=None).exclude(subject_kind=SubjectKind.MEASURE)
    others.update(ended_at=make.MIDDAY, outcome="stopped", wake_at=None)
