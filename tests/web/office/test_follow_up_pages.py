"""Following a police file in the office: news, agreements, online, money, and what to do when it is dangerous."""

import pytest
from django.utils import timezone
from msgspec.structs import replace

from rugdekking.cases.models import Case
from rugdekking.clocks.queries import running_of
from rugdekking.clocks.status import ClockKind
from rugdekking.police.following import online_of, watches_of
from rugdekking.police.models import Dossier, News, Online
from rugdekking.reports import operations as reports
from rugdekking.reports.choices import Step
from tests import make
from tests.measures.props import CRITICISM, THREAT, weighed
from tests.police.props import everything_followed, filed_for
from tests.reports.props import STORY
from tests.web.office.browsing import Browser, browser, first_id

TODAY = make.MIDDAY.date()


@pytest.fixture
def case(cast: make.Cast) -> Case:
    return weighed(cast)


@pytest.fixture
def dossier(case: Case, cast: make.Cast) -> Dossier:
    return filed_for(case, cast)


@pytest.fixture
def page(cast: make.Cast) -> Browser:
    return browser(cast.greet)


def below(dossier: Dossier) -> str:
    return f"zaken/{dossier.case.reference}/politie/{dossier.pk}/"


def test_a_griffier_writes_down_news_and_tells_it_with_the_words_that_stand_ready(
    dossier: Dossier, page: Browser
) -> None:
    arrived = page.send(below(dossier) + "volgen/nieuws/", kind="suspect", on=TODAY, text="De wijkagent belde.")
    assert "Er is een verdachte" in arrived
    assert "nog vertellen" in arrived
    news = News.objects.get()

    ready = page.open(below(dossier) + f"volgen/nieuws/{news.pk}/bericht/")
    assert "Een rechter heeft nog niets gezegd." in ready
    told = page.send(below(dossier) + f"volgen/nieuws/{news.pk}/bericht/", text="Er is een verdachte.")

    assert "nog vertellen" not in told
    assert "Met een bericht" in told


def test_when_nobody_is_prosecuted_the_term_to_go_to_court_starts_with_one_press(
    dossier: Dossier, page: Browser
) -> None:
    on = timezone.localdate()
    heard = page.send(below(dossier) + "volgen/nieuws/", kind="dismissed", on=on, text="")
    assert "Termijn starten vanaf deze dag" in heard

    page.send(below(dossier) + "termijnen/starten/", kind="article_12", told_on=on)

    (clock,) = running_of(dossier.pk)
    assert clock.kind == ClockKind.ARTICLE_12
    assert "Termijn starten vanaf deze dag" not in page.open(below(dossier) + "volgen/")


def test_an_agreement_that_was_not_kept_becomes_a_task_with_words_to_say(
    dossier: Dossier, page: Browser, cast: make.Cast
) -> None:
    page.send(below(dossier) + "volgen/nieuws/", kind="investigation", on=TODAY, text="")
    page.send(below(dossier) + "volgen/afspraken/", codes=["vpt_code"], promised_on=TODAY)
    watched = watches_of(dossier, ring=cast.greet)[0].row.pk

    page.send(below(dossier) + f"volgen/afspraken/{watched}/verder/", to="asked", due_on=TODAY.replace(year=2030))
    tasks = page.open(f"zaken/{dossier.case.reference}/taken/")
    ended = page.send(below(dossier) + f"volgen/afspraken/{watched}/afronden/", kept="kept", text="")

    assert "Vraag na: de zaak krijgt de VPT-code." in tasks
    assert "nagekomen" in ended
    assert "Kies minstens één afspraak" in page.refused(below(dossier) + "volgen/afspraken/", promised_on=TODAY)


def test_numbers_and_contacts_stand_on_top(dossier: Dossier, page: Browser) -> None:
    arrived = page.send(below(dossier) + "volgen/gegevens/", number="PL1300-1", officer="J. de Wit")

    assert "Politie: PL1300-1, J. de Wit." in arrived


def test_a_platform_is_asked_to_remove_something_only_after_a_yes(
    dossier: Dossier, page: Browser, cast: make.Cast
) -> None:
    typed = {"kind": "social_media", "platform": "X", "what": "Mijn adres.", "address": "https://voorbeeld.nl/1"}
    arrived = page.send(below(dossier) + "online/toevoegen/", kept=["address"], **typed)
    assert "Een schermafdruk met datum en tijd" in arrived
    assert "kan na een ja van de betrokkene" in arrived
    row = Online.objects.get()
    report = dossier.person.report
    assert report is not None
    reports.record_consent(report, step=Step.PLATFORM, given=True, note="Mondeling.", ring=cast.greet, at=make.MIDDAY)

    letter = {
        "recipient": "X",
        "salutation": "Geachte heer of mevrouw,",
        "signature": "Greet",
        "adres": "https://voorbeeld.nl/1",
        "inhoud": "Een huisadres.",
        "waarom_verboden": "Doxing is strafbaar.",
        "contact": "Gemeente Waterlaar",
    }
    read = page.html(below(dossier) + f"online/{row.pk}/brief/")
    assert "https://voorbeeld.nl/1" in read
    made = page.send(below(dossier) + f"online/{row.pk}/brief/", **letter)
    assert "artikel 16" in made
    epistle = first_id(page.html(below(dossier) + "online/"), r"brieven/{}/")
    page.send(below(dossier) + f"brieven/{epistle}/verstuurd/", on=timezone.localdate())
    answered = page.send(below(dossier) + f"online/{row.pk}/antwoord/", on=timezone.localdate(), answer="removed")

    assert "weggehaald" in answered
    assert online_of(dossier, ring=cast.greet)[0].row.noticed_on is not None


def test_the_ledger_adds_up_and_makes_a_claim(dossier: Dossier, page: Browser) -> None:
    typed = {"what": "Nieuwe voordeur", "on": TODAY, "cents": "1.849,50", "bearer": "person"}
    assert "Vul een bedrag in" in page.refused(below(dossier) + "kosten/toevoegen/", **(typed | {"cents": "veel"}))
    arrived = page.send(below(dossier) + "kosten/toevoegen/", recovered="49,50", **typed)
    whole = page.open(f"zaken/{dossier.case.reference}/politie/kosten/")
    written = page.html(below(dossier) + "kosten/brief/")
    assert "Wie besliste dat de organisatie deze schade vraagt" in written

    assert "Nog te verhalen: € 1.800,00" in arrived
    assert "€ 1.849,50" in whole
    assert "Nieuwe voordeur: € 1.849,50" in written


def test_a_line_of_the_ledger_is_changed_and_taken_away(dossier: Dossier, page: Browser) -> None:
    typed = {"what": "Camera", "on": TODAY, "cents": "100", "bearer": "organisation"}
    page.send(below(dossier) + "kosten/toevoegen/", **typed)
    line = first_id(page.html(below(dossier) + "kosten/"), r"kosten/{}/")

    assert "Terugbetaald: € 100,00" in page.send(below(dossier) + f"kosten/{line}/", recovered="100", **typed)
    assert "Camera" not in page.send(below(dossier) + f"kosten/{line}/weghalen/").partition("Schade en kosten")[2]


def test_the_home_of_a_wethouder_is_secured_step_by_step(dossier: Dossier, page: Browser) -> None:
    arrived = page.send(below(dossier) + "stappen/woning/beginnen/", office="alderman")
    assert "Vraag een gesprek met een adviseur van het CCV aan" in arrived
    assert "Niet zeker: Voor wie de regeling geldt" in arrived

    taken = page.send(below(dossier) + "stappen/woning/stap/right/", on=TODAY, note="Nagekeken.")

    assert "gedaan" in taken
    assert "Nagekeken." in taken


def test_the_questions_about_the_duty_point_somewhere_and_decide_nothing(dossier: Dossier, page: Browser) -> None:
    page.send(below(dossier) + "stappen/ondermijning/beginnen/", office="")

    doubt = page.send(below(dossier) + "stappen/ondermijning/plicht/", vraag_1="yes", vraag_2="unknown")
    sure = page.send(below(dossier) + "stappen/ondermijning/plicht/", vraag_1="yes", vraag_2="yes")
    none = page.send(below(dossier) + "stappen/ondermijning/plicht/", vraag_1="no", vraag_2="yes")
    typed = {"decision": "yes", "decided_by": "De secretaris", "reason": "Het is privé.", "decided_on": TODAY}
    first = page.refused(below(dossier) + "stappen/ondermijning/besluit/", **typed)
    decided = page.send(below(dossier) + "stappen/ondermijning/besluit/", **typed | {"decision": "no"})

    assert "Vraag een jurist om mee te kijken." in doubt
    assert "mogelijk een plicht" in sure
    assert "lijkt er geen plicht" in none
    assert "Vertel het eerst aan de betrokkene" in first
    assert "Geen plicht om aangifte te doen. Besloten door De secretaris" in decided
    assert "klokkenluiders" in none


def test_who_is_not_safe_is_shown_first_whom_to_call(cast: make.Cast, page: Browser) -> None:
    unsafe = weighed(cast, story=replace(STORY, safe_now=False))

    shown = page.open(f"zaken/{unsafe.reference}/")
    printed = page.open(f"zaken/{unsafe.reference}/politie/levensgevaar/")

    assert shown.index("Is iemand in levensgevaar?") < shown.index("Waar het om gaat")
    assert "112" in printed
    assert "Vraag om bewaken en beveiligen" in printed


def test_a_case_of_words_shows_no_emergency_and_one_of_the_heaviest_weight_does(
    cast: make.Cast, page: Browser
) -> None:
    words = weighed(cast, CRITICISM)
    heavy = weighed(cast, replace(THREAT, severity=4))

    assert "Is iemand in levensgevaar?" not in page.open(f"zaken/{words.reference}/")
    assert "Wie u belt, en in welke volgorde" in page.open(f"zaken/{heavy.reference}/")
    assert "Bel het alarmnummer" in page.open(f"zaken/{heavy.reference}/politie/")
    assert "Bel het alarmnummer" not in page.open(f"zaken/{words.reference}/politie/")


def test_every_page_of_what_was_followed_opens(dossier: Dossier, page: Browser, cast: make.Cast) -> None:
    made = everything_followed(dossier, cast)

    for path in ("", "volgen/", "online/", "kosten/", "stappen/", f"brieven/{made['epistle']}/"):
        assert page.open(below(dossier) + path)
