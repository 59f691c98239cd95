"""What each member has of their own: tasks, people whom they support, figures, and the log."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from msgspec.structs import replace

from rugdekking.aftercare.models import Moment
from rugdekking.aftercare.status import MomentState
from rugdekking.audit.models import Entry
from rugdekking.audit.operations import link_new_entries
from rugdekking.cases.models import Case
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.operations import Subject
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.kernel.time import day_of
from rugdekking.keys import operations as keys
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.roles import Role
from rugdekking.plans import operations as plans
from rugdekking.plans.models import Task
from rugdekking.plans.operations import NewTask
from rugdekking.reports.story import KeepOut
from tests import make
from tests.aftercare.props import concerned, in_aftercare, relative, supported
from tests.measures.props import weighed
from tests.reports.props import STORY, filed
from tests.web.office.browsing import browser

pytestmark = pytest.mark.django_db

TASK = "Loop mee tot de parkeerplaats."
BACKGROUND = "Donderdag was het onrustig bij de achteruitgang."


def task_for_tim(cast: make.Cast, case: Case | None = None) -> Task:
    new = NewTask(role="front_desk", step=1, text=TASK, background=BACKGROUND, owner=cast.tim.membership)
    return plans.add_task(case or weighed(cast), task=new, ring=cast.greet, at=make.MIDDAY)


def test_a_task_owner_reads_the_task_and_nothing_else_of_the_case(cast: make.Cast) -> None:
    task = task_for_tim(cast)
    tim = browser(cast.tim)

    page = tim.open("taken/") + tim.open(f"taken/{task.pk}/")

    assert TASK in page
    assert BACKGROUND in page
    for secret in (STORY.what, STORY.me.name, task.case.reference):
        assert secret not in page
    tim.finds_nothing(f"zaken/{task.case.reference}/")


def test_a_task_is_ticked_off_with_an_answer_for_the_handler(cast: make.Cast) -> None:
    task = task_for_tim(cast)

    page = browser(cast.tim).send(f"taken/{task.pk}/gedaan/", answer="Alles was rustig.")

    assert "U hebt nu geen open taken" in page
    assert "Alles was rustig." in browser(cast.greet).open(f"zaken/{task.case.reference}/taken/{task.pk}/")


def test_skipping_a_task_asks_why(cast: make.Cast) -> None:
    task = task_for_tim(cast)
    tim = browser(cast.tim)

    assert "Schrijf waarom dit niet nodig is" in tim.refused(f"taken/{task.pk}/overslaan/", reason="")
    tim.send(f"taken/{task.pk}/overslaan/", reason="De vergadering ging niet door.")

    assert "al afgerond" in tim.refused(f"taken/{task.pk}/gedaan/", answer="")


def test_somebody_elses_task_is_as_no_task(cast: make.Cast) -> None:
    task = task_for_tim(cast)

    for other in (cast.nora, cast.greet):
        at_work = browser(other)
        assert at_work.finds_nothing(f"taken/{task.pk}/") == at_work.finds_nothing(f"taken/{uuid4()}/")
        at_work.finds_nothing(f"taken/{task.pk}/gedaan/")


def test_a_handler_plans_gives_explains_moves_skips_and_reopens(cast: make.Cast) -> None:
    case = weighed(cast)
    greet, here = browser(cast.greet), f"zaken/{case.reference}/taken/"
    next_week = (day_of(timezone.now()) + timedelta(days=7)).isoformat()
    assert "Er is nog geen plan" in greet.open(here)

    page = greet.send(f"{here}plan/", front_desk=str(cast.tim.membership.pk))
    assert "Na" in page
    added = {"text": TASK, "role": "communication", "step": "7", "phase": "after", "owner": "", "due_on": next_week}
    greet.send(f"{here}toevoegen/", **added)
    task = Task.objects.get(case=case, code="")
    one = f"{here}{task.pk}/"
    assert "nog niemand" in greet.open(one)
    assert "Tim" in greet.send(f"{one}geven/", owner=str(cast.tim.membership.pk))
    assert BACKGROUND in greet.send(f"{one}uitleg/", background=BACKGROUND)
    assert "nieuwe dag" in greet.send(f"{one}verzetten/", due_on=next_week, reason="agreed")
    assert "Schrijf waarom" in greet.refused(f"{one}overslaan/", reason="")
    assert "overgeslagen" in greet.send(f"{one}overslaan/", reason="Niet nodig.")
    assert "te doen" in greet.send(f"{one}opnieuw/")
    assert "afgerond" in greet.send(f"{one}gedaan/", answer="")


def test_a_task_for_the_police_contact_waits_for_consent(cast: make.Cast) -> None:
    case = weighed(cast)
    new = {"text": TASK, "role": "police_liaison", "step": "6", "phase": "after"}

    page = browser(cast.greet).refused(
        f"zaken/{case.reference}/taken/toevoegen/", **new, owner=str(cast.tim.membership.pk)
    )

    assert "nog geen toestemming" in page
    assert TASK in page


def test_a_carer_keeps_talks_and_notes_that_nobody_else_reads(cast: make.Cast) -> None:
    case = in_aftercare(cast)
    track = supported(case, cast)
    nora, one = browser(cast.nora), f"nazorg/{track.pk}/"
    assert STORY.me.name in nora.open("nazorg/")
    first, second = Moment.objects.filter(track=track).order_by("due_at")[:2]

    nora.send(f"{one}{first.pk}/gehouden/", on="2026-03-11")
    assert "Schrijf waarom" in nora.refused(f"{one}{second.pk}/niet-door/", reason="")
    nora.send(f"{one}{second.pk}/niet-door/", reason="Was ziek.")
    page = nora.send(f"{one}aantekening/", text="Slaapt weer beter.")

    assert "Slaapt weer beter." in page
    first.refresh_from_db()
    assert first.state == MomentState.HELD
    assert "Slaapt weer beter." not in browser(cast.greet).open(f"zaken/{case.reference}/nazorg/")
    assert "intussen gehouden" in nora.refused(f"{one}{first.pk}/gehouden/", on="2026-03-11")


def test_a_carer_moves_plans_ends_and_takes_up_support_again(cast: make.Cast) -> None:
    case = in_aftercare(cast)
    track = supported(case, cast, relative(case, cast))
    nora, one = browser(cast.nora), f"nazorg/{track.pk}/"
    next_week = (day_of(timezone.now()) + timedelta(days=7)).isoformat()
    last = Moment.objects.filter(track=track).order_by("due_at").last()
    assert last is not None

    nora.send(f"{one}{last.pk}/verzetten/", due_on=next_week, reason="asked")
    assert "al gepland" in nora.refused(f"{one}gesprek/", kind="support_last", on=next_week)
    assert "afgesloten" in nora.send(f"{one}afronden/")
    assert "loopt" in nora.send(f"{one}toch/")
    assert "gepland" in nora.send(f"{one}gesprekken/")
    assert "gestopt" in nora.send(f"{one}stoppen/")


def test_another_carer_finds_nobody(cast: make.Cast) -> None:
    track = supported(in_aftercare(cast), cast)
    other = make.newcomer(cast.desk, Role.CARER, name="Otto")

    at_work = browser(other)

    assert "U ondersteunt nu niemand" in at_work.open("nazorg/")
    assert at_work.finds_nothing(f"nazorg/{track.pk}/") == at_work.finds_nothing(f"nazorg/{uuid4()}/")


def test_support_is_offered_answered_given_and_planned_from_the_case(cast: make.Cast) -> None:
    case = in_aftercare(cast)
    greet, here = browser(cast.greet), f"zaken/{case.reference}/nazorg/"
    person = concerned(case, cast)

    greet.send(f"{here}aanbieden/", person=str(person.pk), remark="Belt liever 's avonds.")
    track = greet.html(here).partition(here)[2].partition("/antwoord/")[0]
    greet.send(f"{here}{track}/antwoord/", answer="yes")
    greet.send(f"{here}{track}/wie/", member=str(cast.nora.membership.pk))
    page = greet.send(f"{here}{track}/plannen/")

    assert "Opvang door Nora" in page
    assert "Belt liever 's avonds." in browser(cast.nora).open(f"nazorg/{track}/")
    assert "Kies wie" in greet.refused(f"{here}aanbieden/", person=str(person.pk))


def test_a_referral_goes_from_a_question_to_what_came_of_it(cast: make.Cast) -> None:
    case = in_aftercare(cast)
    greet, here = browser(cast.greet), f"zaken/{case.reference}/nazorg/"

    greet.send(f"{here}verwijzen/", person=str(concerned(case, cast).pk))
    referral = greet.html(here).partition("/verwijzing/")[2].partition("/")[0]
    early = greet.refused(f"{here}verwijzing/{referral}/contact/", contact="Team, Els", on="2026-03-10")
    assert "geen ja" in early
    greet.send(f"{here}verwijzing/{referral}/antwoord/", answer="yes")
    greet.send(f"{here}verwijzing/{referral}/contact/", contact="Team, Els", on="2026-03-10")
    page = greet.send(f"{here}verwijzing/{referral}/afronden/", outcome="supported", remark="")

    assert "Gesproken met Team, Els." in page
    assert "Er is hulp gestart" in page


def test_the_coordinator_sees_how_many_promises_were_kept_per_month_without_names(cast: make.Cast) -> None:
    last_month = timezone.now().replace(day=1, hour=9) - timedelta(days=10)
    for kept in (True, False):
        subject = uuid4()
        clocks.start(
            ClockKind.CONTACT,
            organisation=cast.desk.organisation,
            subject=Subject(SubjectKind.REPORT, subject),
            owner=cast.greet.membership.pk,
            at=last_month,
        )
        if kept:
            clocks.keep(ClockKind.CONTACT, subject=subject, at=last_month)

    page = browser(cast.cor).open("beloftes/")

    assert "50 %" in page
    assert "Persoonlijk contact: 1 keer" in page
    assert "Greet" not in page
    browser(cast.greet).finds_nothing("beloftes/")


def test_without_promises_the_page_says_so(cast: make.Cast) -> None:
    assert "Er is nog geen maand voorbij" in browser(cast.cor).open("beloftes/")


@pytest.fixture
def frits(cast: make.Cast) -> StaffRing:
    return make.newcomer(cast.desk, Role.AUDITOR, name="Frits", title="functionaris gegevensbescherming")


def test_the_auditor_reads_who_did_what_and_not_what_about(cast: make.Cast, frits: StaffRing) -> None:
    case = weighed(cast)

    page = browser(frits).open("logboek/")

    assert "Zaak begonnen" in page
    assert "Greet" in page
    assert case.reference not in page
    assert STORY.me.name not in page
    browser(cast.cor).finds_nothing("logboek/")


def test_the_log_is_filtered_by_day_and_act_and_goes_on_page_by_page(cast: make.Cast, frits: StaffRing) -> None:
    weighed(cast)
    for _ in range(60):
        filed(cast)
    auditor = browser(frits)

    looked = auditor.open("logboek/?wat=case.opened")
    assert looked.count("Zaak begonnen") > looked.count("Melding gedaan") - 1
    assert "Geen regels gevonden" in auditor.open("logboek/?dag=2020-01-01")
    assert "Deze datum bestaat niet" in auditor.html("logboek/?dag=32-13-2020")
    first = auditor.html("logboek/?wat=report.filed")
    address = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = auditor.client.get(address).content.decode()
    rows = first.count('scope="row"') + second.count('scope="row"')
    assert rows == Entry.objects.filter(action="report.filed", organisation=cast.desk.organisation_id).count()


def test_an_auditor_who_must_not_know_finds_no_line_of_it(cast: make.Cast, frits: StaffRing) -> None:
    filed(cast, replace(STORY, keep_out=KeepOut(members=(frits.membership.pk,))))

    page = browser(frits).open("logboek/?wat=report.filed")

    assert "Geen regels gevonden" in page


def test_what_lies_below_a_hidden_case_is_hidden_too(cast: make.Cast, frits: StaffRing) -> None:
    task = task_for_tim(cast)
    plans.finish(task, answer="", ring=cast.tim, at=make.MIDDAY)
    auditor = browser(frits)
    assert "Tim" in auditor.open("logboek/?wat=task.done")

    keys.bar_member(task.case.pk, membership=frits.membership)

    assert "Geen regels gevonden" in auditor.open("logboek/?wat=task.done")


def test_the_auditor_checks_the_log(cast: make.Cast, frits: StaffRing) -> None:
    weighed(cast)
    link_new_entries(at=make.MIDDAY)
    auditor = browser(frits)
    assert "Het logboek klopt" in auditor.open("logboek/controle/")

    Entry.objects.filter(action="case.opened").update(action="case.closed")

    assert "Het logboek klopt niet" in auditor.open("logboek/controle/")
