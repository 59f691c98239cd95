"""Working a case through its pages: facts, contact, consents, notes, people, handlers, and its end."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from msgspec.structs import replace

from rugdekking.aftercare.models import Feedback
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case, Facts, Note, PersonConcerned
from rugdekking.cases.queries import facts, handlers_of, people, promises_to, reports_of
from rugdekking.cases.status import State
from rugdekking.kernel.time import day_of, written_out
from rugdekking.keys import operations as keys
from rugdekking.keys.models import Key, KeyKind
from rugdekking.measures.queries import reaction_recorded
from rugdekking.organisations.roles import Role
from rugdekking.plans import operations as plans
from rugdekking.reports.models import Consent
from rugdekking.reports.queries import looks, messages
from tests import make
from tests.aftercare.props import in_aftercare, supported, told
from tests.cases.props import afresh, colleague, opened
from tests.measures.props import THREAT, banned, weighed
from tests.reports.props import STORY
from tests.web.office.browsing import Browser, browser, first_id

pytestmark = pytest.mark.django_db

WHAT_HAPPENED = {
    "emotional": ["criticism"],
    "crossing": ["threat"],
    "targets": ["family"],
    "channels": ["outdoors"],
    "perpetrator": "group",
    "summary": "Een groep riep bij de ingang dat zij het adres kent.",
}

PARTS = (
    *("mensen", "contact", "toestemming", "feiten", "reactie", "taken"),
    *("nazorg", "notities", "behandelaars", "tijdlijn", "voortgang"),
)


def test_the_first_page_tells_what_next_and_what_it_is_about(cast: make.Cast) -> None:
    held = opened(cast)

    page = browser(cast.greet).open(f"zaken/{held.case.reference}/")

    for line in (
        STORY.what,
        "Leg vast wat er is gebeurd",
        "Reageer op het gedrag",
        "Maak het plan met taken",
        "Greet",
    ):
        assert line in page
    assert "case_manager" in {look.role for look in looks(held.report, also=[held.case.pk])}


def test_the_case_page_costs_at_most_twelve_queries_and_sixty_kilobytes(cast: make.Cast) -> None:
    case = weighed(cast, story=replace(STORY, what="Lang verhaal. " * 400))
    supported(case, cast)
    for who in (cast.greet, cast.cor):
        at_work = browser(who)
        # Unlocking left a message, which the first page shows and forgets. Statements that a process prepares cost
        # one query more at their first use.
        at_work.open("zaken/")
        at_work.open(f"zaken/{case.reference}/")
        with CaptureQueriesContext(connection) as queries:
            page = at_work.html(f"zaken/{case.reference}/")
        assert len(queries) <= 12
        assert len(page) <= 60_000


def test_every_page_of_the_menu_opens_on_a_case_in_which_nothing_happened_yet(cast: make.Cast) -> None:
    case = opened(cast).case
    greet = browser(cast.greet)

    for part in PARTS:
        assert case.reference in greet.open(f"zaken/{case.reference}/{part}/")


def test_recording_facts_leads_to_what_the_protocol_proposes(cast: make.Cast) -> None:
    case = opened(cast).case

    page = browser(cast.greet).send(f"zaken/{case.reference}/feiten/vastleggen/", **WHAT_HAPPENED)

    assert "Dit stelt het protocol voor" in page
    assert "Regel" in page
    recorded = facts(case, cast.greet)
    assert recorded is not None
    assert recorded.categories == {"criticism", "threat"}
    assert recorded.summary == WHAT_HAPPENED["summary"]


def test_earlier_cases_are_named_however_one_types_them(cast: make.Cast) -> None:
    case = opened(cast).case

    browser(cast.greet).send(
        f"zaken/{case.reference}/feiten/vastleggen/", **WHAT_HAPPENED, earlier="7kq4xm2p, 9DTR-H3VB"
    )

    recorded = facts(case, cast.greet)
    assert recorded is not None
    assert recorded.earlier == ("7KQ4-XM2P", "9DTR-H3VB")


def test_facts_without_behaviour_are_refused_and_what_was_typed_stays(cast: make.Cast) -> None:
    case = opened(cast).case

    page = browser(cast.greet).refused(
        f"zaken/{case.reference}/feiten/vastleggen/", perpetrator="group", summary="Nog niet af."
    )

    assert "Kies minstens één soort gedrag" in page
    assert "Nog niet af." in page
    assert not Facts.objects.exists()


def test_a_question_to_the_reporter_makes_the_case_wait_until_one_goes_on(cast: make.Cast) -> None:
    held = opened(cast)
    greet = browser(cast.greet)

    page = greet.send(
        f"zaken/{held.case.reference}/contact/{held.report.reference}/bericht/", text="Was u alleen?", asks="on"
    )

    assert "Was u alleen?" in page
    assert "Deze zaak wacht op de melder" in page
    (letter,) = messages(held.report, held.own.ring)
    assert letter.words.text == "Was u alleen?"
    assert "wacht niet meer" in greet.send(f"zaken/{held.case.reference}/contact/niet-wachten/")


def test_a_code_in_a_message_is_refused(cast: make.Cast) -> None:
    held = opened(cast)

    page = browser(cast.greet).refused(
        f"zaken/{held.case.reference}/contact/{held.report.reference}/bericht/", text=f"Uw code: {make.code().text}"
    )

    assert "staat een code" in page


def test_what_the_reporter_wrote_is_read_when_it_was_opened(cast: make.Cast) -> None:
    held = opened(cast)
    cases.receive_message(held.report, ring=held.own.ring, text="Hij was er weer.", at=make.MIDDAY)

    assert "Hij was er weer." in browser(cast.greet).open(f"zaken/{held.case.reference}/contact/")

    assert all(letter.read for letter in messages(held.report, held.own.ring))


def test_a_promise_has_a_day_that_both_sides_see_and_can_be_moved(cast: make.Cast) -> None:
    held = opened(cast)
    greet = browser(cast.greet)
    path = f"zaken/{held.case.reference}/contact/{held.report.reference}/beloven/"
    next_week = (day_of(timezone.now()) + timedelta(days=7)).isoformat()

    assert "Wij bellen u." in greet.refused(path, text="Wij bellen u.", due_on="2026-03-01")
    assert "Beloofd" in greet.send(path, text="Wij bellen u.", due_on=next_week)

    (promised,) = promises_to(held.report, held.own.ring)
    assert promised.text == "Wij bellen u."
    moved = f"zaken/{held.case.reference}/contact/toezegging/{promised.row.pk}/"
    assert "Kies waarom" in greet.refused(moved, due_on=next_week)
    assert "nieuwe dag" in greet.send(moved, due_on=next_week, reason="agreed")


def test_having_spoken_keeps_the_promise_of_contact(cast: make.Cast) -> None:
    held = opened(cast)
    greet = browser(cast.greet)
    assert "Neem persoonlijk contact op" in greet.open(f"zaken/{held.case.reference}/")

    greet.send(f"zaken/{held.case.reference}/contact/{held.report.reference}/gesproken/")

    assert "Neem persoonlijk contact op" not in greet.open(f"zaken/{held.case.reference}/")


def test_each_step_asks_a_consent_of_its_own(cast: make.Cast) -> None:
    held = opened(cast)
    greet = browser(cast.greet)
    base = f"zaken/{held.case.reference}/toestemming/{held.report.reference}"

    page = greet.send(f"{base}/vragen/", step="police", note="Wij bellen de wijkagent.")
    assert "Wij bellen de wijkagent." in page
    assert "al gevraagd" in greet.refused(f"{base}/vragen/", step="police", note="Nog eens.")
    greet.send(f"{base}/vastleggen/", step="perpetrator", given="no", note="Liever niet.")

    states = {consent.step: consent.state for consent in Consent.objects.all()}
    assert states == {"police": "asked", "perpetrator": "refused"}


def test_a_note_is_read_by_those_for_whom_it_is(cast: make.Cast) -> None:
    held = opened(cast)
    greet, path = browser(cast.greet), f"zaken/{held.case.reference}/notities/schrijven/"

    greet.send(path, text="Voor ons.", visibility="team")
    greet.send(path, text="Voor u ook.", visibility="reporter")
    page = greet.send(path, text="Voor mij.", visibility="private")

    assert {"Voor ons.", "Voor u ook.", "Voor mij."} == {
        text for text in ("Voor ons.", "Voor u ook.", "Voor mij.") if text in page
    }
    seen_by_cor = browser(cast.cor).open(f"zaken/{held.case.reference}/notities/")
    assert "Voor ons." in seen_by_cor
    assert "Voor mij." not in seen_by_cor
    assert "Kies wie dit mag lezen" in greet.refused(path, text="Vergeten te kiezen.")
    assert Note.objects.count() == 3


def test_somebody_who_did_not_report_comes_into_the_case(cast: make.Cast) -> None:
    case = opened(cast).case
    greet = browser(cast.greet)

    greet.send(f"zaken/{case.reference}/mensen/toevoegen/", kind="relative", name="Emre", contact="", remark="")
    emre = PersonConcerned.objects.get(kind="relative")
    page = greet.send(f"zaken/{case.reference}/mensen/{emre.pk}/", name="Emre Yilmaz", contact="0687654321")

    assert "Emre Yilmaz" in page
    assert {one.name for one in people(case, cast.greet)} == {STORY.me.name, "Emre Yilmaz"}
    assert "Vul een naam in" in greet.refused(f"zaken/{case.reference}/mensen/toevoegen/", kind="witness", name="")


def test_handing_over_takes_the_case_out_of_sight(cast: make.Cast) -> None:
    case = opened(cast).case
    gijs = colleague(cast)
    greet = browser(cast.greet)

    page = greet.send(f"zaken/{case.reference}/behandelaars/overdragen/", member=str(gijs.membership.pk))

    assert "Overgedragen" in page
    greet.finds_nothing(f"zaken/{case.reference}/")
    assert STORY.what in browser(gijs).open(f"zaken/{case.reference}/")


def test_somebody_without_a_key_waits_visibly(cast: make.Cast) -> None:
    case = opened(cast).case
    niels = make.member(cast.desk, Role.CASE_MANAGER, name="Niels")
    greet = browser(cast.greet)

    page = greet.send(f"zaken/{case.reference}/behandelaars/erbij/", member=str(niels.pk))
    assert "wacht op sleutel" in page

    waiting = make.ring(niels)
    at_work = browser(waiting)
    assert "U hebt nog geen sleutel van deze zaak" in at_work.open(f"zaken/{case.reference}/")
    assert "Greet" in at_work.open(f"zaken/{case.reference}/")
    keys.let_in(niels, desk=cast.desk, ring=cast.greet, at=timezone.now())
    assert STORY.what in at_work.open(f"zaken/{case.reference}/")


def test_a_new_coordinator_gets_the_key_when_a_colleague_opens_the_case(cast: make.Cast) -> None:
    case = opened(cast).case
    kees = make.newcomer(cast.desk, Role.COORDINATOR, name="Kees")
    keys.let_in(kees.membership, desk=cast.desk, ring=cast.greet, at=make.MIDDAY)
    assert case.key_id not in afresh(kees).open_all([case.key_id])

    browser(cast.greet).open(f"zaken/{case.reference}/")

    assert case.key_id in afresh(kees).open_all([case.key_id])


def test_the_coordinator_looks_along_and_changes_nothing_before_handling(cast: make.Cast) -> None:
    case = opened(cast).case
    cor = browser(cast.cor)

    assert "u behandelt haar niet" in cor.open(f"zaken/{case.reference}/")
    page = cor.refused(f"zaken/{case.reference}/feiten/vastleggen/", **WHAT_HAPPENED)
    assert "Dit kan alleen wie deze zaak behandelt" in page
    assert WHAT_HAPPENED["summary"] in page
    cor.send(f"zaken/{case.reference}/behandelaars/meedoen/")
    cor.send(f"zaken/{case.reference}/feiten/vastleggen/", **WHAT_HAPPENED)
    assert {row.membership.person.name for row in handlers_of(case)} == {"Greet", "Cor"}


def test_the_only_handler_hands_over_before_stepping_aside(cast: make.Cast) -> None:
    case = opened(cast).case
    greet, path = browser(cast.greet), f"zaken/{case.reference}/behandelaars/opzij/"

    assert "Draag de zaak eerst over" in greet.refused(path)
    greet.send(f"zaken/{case.reference}/behandelaars/erbij/", member=str(cast.cor.membership.pk))
    greet.send(path)

    greet.finds_nothing(f"zaken/{case.reference}/")
    assert "Alles 0" in greet.open("zaken/")
    assert STORY.what in browser(cast.cor).open(f"zaken/{case.reference}/")


def test_who_is_kept_out_finds_no_trace(cast: make.Cast) -> None:
    case = opened(cast).case
    greet, cor = browser(cast.greet), browser(cast.cor)
    assert case.reference in cor.open("zaken/?lijst=all")

    page = greet.send(f"zaken/{case.reference}/behandelaars/buiten-houden/", member=str(cast.cor.membership.pk))

    assert "Cor" not in page
    assert case.reference not in cor.open("zaken/?lijst=all")
    assert cor.finds_nothing(f"zaken/{case.reference}/") == cor.finds_nothing("zaken/AAAA-AAAA/")
    assert STORY.what in greet.open(f"zaken/{case.reference}/")


def test_a_case_that_needs_keys_now_waits_with_a_reason_while_the_recovery_key_is_not_right(cast: make.Cast) -> None:
    held, gijs = opened(cast), colleague(cast)
    cases.add_handler(held.case, to=gijs.membership, ring=cast.greet, at=make.MIDDAY)
    cases.recuse(held.case, ring=cast.greet, at=make.MIDDAY)
    Key.objects.filter(subject=cast.desk.pk, kind=KeyKind.RECOVERY).update(signature=b"forged")

    page = browser(gijs).open(f"zaken/{held.case.reference}/")

    assert "De herstelsleutel van het steunpunt klopt niet" in page
    assert STORY.what not in page
    assert Case.objects.get(pk=held.case.pk).new_key_due


def test_somebody_elses_case_is_as_no_case_on_every_page(cast: make.Cast) -> None:
    case = opened(cast).case
    gijs = browser(colleague(cast))

    for part in ("", "mensen/", "contact/", "feiten/vastleggen/", "reactie/", "taken/", "nazorg/", "notities/"):
        there, nowhere = (
            gijs.finds_nothing(f"zaken/{case.reference}/{part}"),
            gijs.finds_nothing(f"zaken/AAAA-AAAA/{part}"),
        )
        assert there == nowhere


def test_the_alarm_goes_off_when_somebody_is_safe(cast: make.Cast) -> None:
    case = opened(cast, replace(STORY, safe_now=False)).case
    greet = browser(cast.greet)
    assert "niet veilig te zijn" in greet.open(f"zaken/{case.reference}/")

    greet.send(f"zaken/{case.reference}/voortgang/veilig/")

    assert "niet veilig te zijn" not in greet.open(f"zaken/{case.reference}/")


def test_a_case_closes_when_everything_was_done_and_can_open_again(cast: make.Cast) -> None:
    case = in_aftercare(cast)
    greet, course = browser(cast.greet), f"zaken/{case.reference}/voortgang/"
    assert "Sluiten kan nog niet" in greet.open(course)
    assert "Nog niet elke melder heeft gehoord" in greet.refused(f"{course}sluiten/", outcome="settled")

    _finish_everything(greet, case, cast)
    assert "U kunt de zaak sluiten" in greet.open(course)
    page = greet.send(f"{course}sluiten/", outcome="settled")

    assert "gesloten" in page
    assert "Alles blijft bewaard tot en met" in page
    assert "weer open" in greet.send(f"{course}heropenen/")
    case.refresh_from_db()
    assert case.state == State.HANDLING


def _finish_everything(greet: Browser, case: Case, cast: make.Cast) -> None:
    told(case, cast)
    here = f"zaken/{case.reference}/nazorg/"
    person = people(case, cast.greet)[0].person
    greet.send(f"{here}aanbieden/", person=str(person.pk), remark="")
    track = greet.html(here).partition(here)[2].partition("/antwoord/")[0]
    greet.send(f"{here}{track}/antwoord/", answer="no")
    cases.record_contact(case, report=reports_of(case)[0], ring=cast.greet, at=make.MIDDAY)
    plans.make_plan(case, owners={}, ring=cast.greet, at=make.MIDDAY)
    greet.send(f"zaken/{case.reference}/taken/overige-overslaan/", reason="Alles is al gedaan.")


def test_going_on_twice_tells_that_it_was_done(cast: make.Cast) -> None:
    case = opened(cast).case
    greet, path = browser(cast.greet), f"zaken/{case.reference}/voortgang/behandelen/"

    assert "in behandeling" in greet.send(path)

    assert "intussen veranderd" in greet.refused(path)


def test_the_reporter_is_told_what_was_done(cast: make.Cast) -> None:
    held = opened(cast)

    page = browser(cast.greet).send(
        f"zaken/{held.case.reference}/nazorg/terugkoppelen/", way="mailbox", text="Wij hebben met hem gesproken."
    )

    assert "Elke melder heeft gehoord wat er is gedaan" in page
    assert "Wij hebben met hem gesproken." in page
    assert "Teruggekoppeld aan de melder" in browser(cast.greet).open(f"zaken/{held.case.reference}/tijdlijn/")
    assert Feedback.objects.count() == 1
    assert messages(held.report, held.own.ring)[0].words.text == "Wij hebben met hem gesproken."


def test_telling_the_reporter_begins_with_what_was_done(cast: make.Cast) -> None:
    ban = banned(cast, at=timezone.now())

    begun = browser(cast.greet).open(f"zaken/{ban.case.reference}/nazorg/terugkoppelen/")

    assert "Dit is er gedaan: - Toegangsverbod" in begun
    assert ban.ends_on is not None
    assert f"tot en met {written_out(ban.ends_on)}." in begun


def test_why_nobody_reacts_is_written_down(cast: make.Cast) -> None:
    case = weighed(cast, THREAT)
    greet, path = browser(cast.greet), f"zaken/{case.reference}/reactie/geen/"

    assert "Schrijf waarom" in greet.refused(path, reason="")
    page = greet.send(path, reason="Niemand weet wie het was.")

    assert "Niemand weet wie het was." in page
    assert reaction_recorded(case)


def test_the_timeline_tells_what_each_part_did_but_not_what_a_carer_wrote(cast: make.Cast) -> None:
    case = in_aftercare(cast)
    supported(case, cast)
    greet = browser(cast.greet)
    greet.send(f"zaken/{case.reference}/notities/schrijven/", text="Gebeld.", visibility="team")

    page = greet.open(f"zaken/{case.reference}/tijdlijn/")

    for line in ("Melding gedaan", "Zaak begonnen", "Gereageerd op het gedrag", "Opvang aangeboden", "Gebeld."):
        assert line in page
    assert "bekeken" not in page


def test_a_note_that_was_posted_on_a_locked_screen_is_not_lost(cast: make.Cast) -> None:
    case = opened(cast).case
    greet, path = browser(cast.greet), f"zaken/{case.reference}/notities/schrijven/"
    greet.client.post("/account/kluis/vergrendelen/")

    answer = greet.client.post(greet.home + path, {"text": "Halverwege getypt.", "visibility": "team"})
    assert answer.headers["location"].startswith("/account/kluis/")
    greet.client.post("/account/kluis/", {"passphrase": make.PASSPHRASE})

    kept = greet.client.get("/account/kluis/bewaard/").content.decode()
    assert "Halverwege getypt." in kept
    held = first_id(kept, 'name="was_held" value="{}"')
    page = greet.send(path, text="Halverwege getypt.", visibility="team", was_held=str(held))
    assert "De notitie is bewaard" in page
    assert "Halverwege getypt." not in greet.client.get("/account/kluis/bewaard/").content.decode()
