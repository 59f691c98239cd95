"""The filled demo: made once, with every state that a page can show, and codes that open what they promise."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import Model, Q

from rugdekking.aftercare.models import Feedback, Moment, Referral, Track
from rugdekking.aftercare.status import MomentState, ReferralState, TrackState
from rugdekking.audit.models import Entry
from rugdekking.cases.models import Case, CaseReport, Promise
from rugdekking.cases.status import State as CaseState
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.config.demo import fill
from rugdekking.config.demo.people import ORGANISATIONS
from rugdekking.config.demo.story import stories_of
from rugdekking.kernel.time import add_months, day_of
from rugdekking.keys.models import Bar
from rugdekking.keys.queries import form_state
from rugdekking.measures.models import Answer, Hearing, NoReaction
from rugdekking.measures.status import State as AnswerState
from rugdekking.organisations.queries import all_organisations, desk_of
from rugdekking.plans.models import Task
from rugdekking.plans.status import State as TaskState
from rugdekking.reports.choices import Answer as ConsentAnswer
from rugdekking.reports.choices import Channel, Confirmed, Kind, Origin, PersonClass
from rugdekking.reports.models import Consent, Draft, Evidence, Message, Rating, Report
from rugdekking.reports.queries import open_story, reports_under
from rugdekking.reports.status import State
from rugdekking.reports.story import KnownAs
from rugdekking.vault.codes import AccessCode
from rugdekking.visits.models import Act
from rugdekking.visits.queries import times_per_page
from rugdekking.web.office.actions import SAID
from tests.demo.conftest import Filled
from tests.recording import everything

# A demo lies in SQLite. It works through the operations, whose statements other tests put to PostgreSQL.
pytestmark = [pytest.mark.usefixtures("filled"), pytest.mark.any_database]


def states(model: type[Model], field: str = "state") -> set[str]:
    return set(model._default_manager.values_list(field, flat=True))


def test_a_second_start_finds_it_filled_and_changes_nothing(filled: Filled) -> None:
    before = everything()

    said = fill(at=filled.on + timedelta(days=1))

    assert said == filled.said
    assert everything() == before


def test_every_organisation_can_receive_reports() -> None:
    for organisation in all_organisations():
        assert form_state(desk_of(organisation.pk)).missing == ()


def test_there_are_at_least_forty_reports() -> None:
    by_organisation = Counter(Report.objects.values_list("organisation__slug", flat=True))

    assert by_organisation.total() >= 40
    assert by_organisation["noordmeer"] >= 28
    assert by_organisation["zuiderwold"] >= 12


def test_reports_stand_in_every_state_and_of_every_kind() -> None:
    assert states(Report) == {State.RECEIVED, State.TAKEN, State.CLOSED, State.WITHDRAWN}
    assert states(Report, "kind") == set(Kind)
    assert states(Report, "person_class") >= set(PersonClass)
    assert {Origin.FORM, Origin.PHONE, Origin.TALK} <= states(Report, "origin")
    assert Report.objects.filter(state=State.RECEIVED, unsafe_now=True).exists()
    assert Report.objects.filter(awaits_confirmation=True, state=State.TAKEN).exists()
    assert states(Report, "confirmed_how") >= set(Confirmed)
    assert Draft.objects.count() == len([one for one in ORGANISATIONS if stories_of(one.slug)])


def test_all_that_stands_in_the_log_has_words() -> None:
    assert set(Entry.objects.values_list("action", flat=True)) <= set(SAID)


def test_cases_stand_in_every_state() -> None:
    assert states(Case) == set(CaseState)
    assert Case.objects.filter(waiting=True).count() >= 2


def test_several_people_told_of_one_event() -> None:
    together = Counter(CaseReport.objects.values_list("case", flat=True))

    assert sorted(count for count in together.values() if count > 1) == [2, 3]


def test_answers_stand_in_every_state_but_withdrawn() -> None:
    assert states(Answer) == set(AnswerState) - {AnswerState.WITHDRAWN}
    assert states(Answer, "hearing") == set(Hearing)
    assert NoReaction.objects.exists()


def test_care_was_offered_refused_given_missed_and_ended() -> None:
    assert {TrackState.ASKED, TrackState.RUNNING, TrackState.REFUSED, TrackState.ENDED} == states(Track)
    assert states(Moment) == set(MomentState)
    assert {ReferralState.REFUSED, ReferralState.CLOSED} <= states(Referral)
    assert states(Consent) >= {ConsentAnswer.ASKED, ConsentAnswer.GIVEN, ConsentAnswer.REFUSED}


def test_closed_cases_told_their_reporters_and_heard_how_it_was() -> None:
    closed = Case.objects.filter(state=CaseState.CLOSED)

    assert closed.count() >= 8
    assert set(closed.values_list("pk", flat=True)) <= set(Feedback.objects.values_list("case", flat=True))
    assert states(Rating, "score") == {"good", "mixed", "bad"}
    assert Rating.objects.filter(wants_reopening=True).exists()


def test_somebody_is_kept_out_from_the_start_and_somebody_later() -> None:
    assert Bar.objects.filter(subject__in=Report.objects.values("pk")).count() >= 2


def test_promises_were_kept_missed_and_still_run(filled: Filled) -> None:
    promises = Clock.objects.filter(pk__in=Promise.objects.values("clock"))
    overdue = promises.filter(outcome=Outcome.RUNNING, due_at__lt=filled.on)

    assert promises.filter(outcome=Outcome.KEPT).exists()
    assert overdue.exists()
    assert promises.filter(outcome=Outcome.RUNNING, due_at__gte=filled.on).exists()
    kept = Clock.objects.filter(kind=ClockKind.CONTACT, outcome=Outcome.KEPT).count()
    assert kept > 3 * Clock.objects.filter(kind=ClockKind.CONTACT, outcome=Outcome.MISSED).count()


@pytest.mark.parametrize("key", ["tim", "fleur", "piet"])
def test_each_task_owner_has_something_to_do_or_did_it(key: str) -> None:
    theirs = Task.objects.filter(owner__person__email__startswith=f"{key}@")

    assert theirs.filter(state=TaskState.OPEN).exists()
    assert theirs.filter(state=TaskState.DONE).exists()


@pytest.mark.parametrize("key", ["bas", "arne"])
def test_each_decider_has_something_to_decide(key: str) -> None:
    asked = Answer.objects.filter(decider__person__email__startswith=f"{key}@", state=AnswerState.HEARD)

    assert asked.exists()


def test_people_wrote_to_each_other_and_added_files() -> None:
    assert set(Message.objects.values_list("from_reporter", flat=True)) == {True, False}
    assert Evidence.objects.count() >= 5


def test_where_it_happened_is_spread_as_the_research_says() -> None:
    incidents = Report.objects.filter(kind=Kind.INCIDENT)
    online = incidents.filter(channel__in=[Channel.SOCIAL_MEDIA, Channel.DIRECT_MESSAGE]).count()
    called_or_written = incidents.filter(channel__in=[Channel.PHONE, Channel.EMAIL, Channel.LETTER]).count()

    assert 100 * online / incidents.count() == pytest.approx(32, abs=8)
    assert 100 * called_or_written / incidents.count() == pytest.approx(20, abs=8)


def test_the_help_was_read_and_fetched_everywhere(filled: Filled) -> None:
    last_month = add_months(day_of(filled.on).replace(day=1), -1)
    for organisation in all_organisations():
        for act in Act:
            found = times_per_page(organisation.pk, since=last_month, until=day_of(filled.on), act=act)
            assert any(times.tens for times in found.values())


def test_nothing_happened_later_than_now(filled: Filled) -> None:
    today = day_of(filled.on)
    late = Q(received_at__gt=filled.on) | Q(taken_on__gt=today) | Q(closed_on__gt=today)

    assert not Report.objects.filter(late).exists()


def test_the_codes_that_are_named_open_reports(filled: Filled) -> None:
    known_as = set()
    for organisation, slug in [(one.pk, one.slug) for one in all_organisations()]:
        for code in _codes_of(slug, filled.said):
            found = reports_under(organisation, code)
            assert found
            known_as |= {open_story(mine.report, mine.ring).me.known_as for mine in found}

    assert known_as == {KnownAs.DESK_ONLY, KnownAs.NAMED}


def test_an_earlier_code_leads_to_two_reports(filled: Filled) -> None:
    noordmeer = next(one for one in all_organisations() if one.slug == "noordmeer")

    assert {len(reports_under(noordmeer.pk, code)) for code in _codes_of("noordmeer", filled.said)} == {1, 2}


def _codes_of(slug: str, said: list[str]) -> list[AccessCode]:
    start = said.index(f"  a reporter's own page: http://localhost:8000/{slug}/mijn/") + 1
    codes = []
    for line in said[start:]:
        found = re.match(r" {4}((?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}) ", line)
        if found is None:
            break
        codes.append(AccessCode.parse(found[1]))
    return codes
