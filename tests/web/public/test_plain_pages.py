"""The pages about the site itself are true: which cookies there are, and whom to tell of a weakness."""

import re
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import wagtail
from django.core.checks import run_checks
from django.test import Client
from pytest_django.fixtures import Settings

from rugdekking.config import environment
from rugdekking.content.queries import latest
from rugdekking.content.schema import Passages
from rugdekking.organisations.models import Desk
from rugdekking.web.limits import BY_ADDRESS, Limit
from rugdekking.web.public import places
from rugdekking.web.public.cookies import OF_THE_EDITOR
from rugdekking.web.public.security import expires
from rugdekking.web.ui import wording
from rugdekking.web.ui.wording import lasting
from tests import make
from tests.web.public.reporting import Reporter

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def named(html: str) -> set[str]:
    return set(re.findall(r"<code>([^<]*)</code>", html))


def fields(text: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in text.splitlines())


def test_the_cookie_page_names_every_cookie_that_the_site_sets_and_no_other(
    cast: make.Cast, settings: Settings
) -> None:
    browser = Client()
    here = f"/{cast.desk.organisation.slug}"

    for address in (
        "/account/aanmelden/",
        f"{here}/melden/kort/",
        f"{here}/mijn/",
        f"{here}/bel-mij/",
        f"{here}/stem/",
    ):
        browser.get(address)

    assert set(browser.cookies) == {settings.STAFF_COOKIE, settings.REPORTER_COOKIE}
    assert named(browser.get(f"{here}/cookies/").text) == {*browser.cookies, OF_THE_EDITOR}


def test_the_cookie_of_the_editor_is_the_only_one_that_a_script_sets() -> None:
    theirs = Path(wagtail.__file__).parent.glob("admin/static/wagtailadmin/js/*.js")
    ours = (Path(__file__).parents[3] / "frontend" / "js").glob("*.js")

    setting = [file for file in (*theirs, *ours) if re.search(r"document\.cookie\s*=", file.read_text())]

    assert [file.name for file in setting] == ["sidebar.js"]
    assert f'"{OF_THE_EDITOR}"' in setting[0].read_text()


def test_a_setting_that_brings_a_cookie_brings_it_to_the_page(db: None, settings: Settings) -> None:
    settings.CSRF_USE_SESSIONS = False
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"
    settings.REPORTER_COOKIE = "__Host-sessie"
    settings.REPORTER_IDLE = timedelta(minutes=20)

    page = Client().get("/cookies/").text

    assert named(page) == {
        "__Host-sessie",
        settings.STAFF_COOKIE,
        OF_THE_EDITOR,
        settings.CSRF_COOKIE_NAME,
        "messages",
    }
    assert "20 minuten" in page


def test_the_privacy_page_names_who_is_responsible_and_whom_to_ask(cast: make.Cast, reporter: Reporter) -> None:
    Desk.objects.filter(pk=cast.desk.pk).update(address="Plein 1, Waterlaar", privacy_officer="fg@waterlaar.example")
    places.forget()

    page = reporter.opens("privacy/")

    assert "Gemeente Waterlaar is verantwoordelijk voor wat hier over u wordt bewaard." in page
    assert "Plein 1, Waterlaar" in page
    assert "functionaris gegevensbescherming van Gemeente Waterlaar: fg@waterlaar.example." in page


def test_the_privacy_page_names_how_long_each_count_by_address_lasts(reporter: Reporter) -> None:
    page = reporter.opens("privacy/")

    counted = re.findall(r"van één plek komt: (.*?)[.]", page)[0]
    everywhere = [vars(module) for name, module in sys.modules.items() if name.startswith("rugdekking.web.")]
    limits = {one for names in everywhere for one in names.values() if isinstance(one, Limit)}
    assert limits == set(BY_ADDRESS)
    for limit in limits:
        assert f"{limit.what} in {lasting(limit.per)}" in counted
    assert "Na een half jaar gooit hij die getallen weg." in page
    assert "Na een half jaar gooien wij die getallen weg." in reporter.opens("cookies/")


def test_the_privacy_page_promises_an_end_of_the_log_where_the_program_keeps_it(
    reporter: Reporter, settings: Settings
) -> None:
    settings.LOG_FOLDER = Path("logs")
    assert "Na een half jaar gooit het programma dat weg." in reporter.opens("privacy/")

    settings.LOG_FOLDER = None
    page = reporter.opens("privacy/")

    assert "gooit het programma dat weg" not in page
    assert "Hoe lang dat blijft, bepaalt wie de computer beheert." in page


def test_whoever_found_a_weakness_reads_where_to_tell_it(reporter: Reporter, settings: Settings) -> None:
    settings.SECURITY_CONTACTS = ["mailto:beveiliging@noordmeer.nl", "https://www.noordmeer.nl/lek"]

    reporter.opens("kwetsbaarheid-melden/")

    assert '<a class="nl-link" href="mailto:beveiliging@noordmeer.nl">beveiliging@noordmeer.nl</a>' in reporter.html
    assert "www.noordmeer.nl/lek</a>" in reporter.html


def test_a_program_reads_the_same_in_security_txt(db: None, settings: Settings) -> None:
    settings.SECURITY_CONTACTS = ["mailto:beveiliging@noordmeer.nl"]
    settings.SECURITY_EXPIRES = date(2027, 5, 1)

    answer = Client().get("/.well-known/security.txt")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert fields(answer.text) == {
        "Contact": "mailto:beveiliging@noordmeer.nl",
        "Expires": "2027-05-01T23:59:59Z",
        "Preferred-Languages": "nl, en",
        "Canonical": "https://testserver/.well-known/security.txt",
        "Policy": "https://testserver/kwetsbaarheid-melden/",
    }


def test_without_an_address_in_the_settings_security_txt_leads_to_the_page_and_that_to_the_organisation(
    cast: make.Cast, settings: Settings
) -> None:
    organisation = cast.desk.organisation
    Desk.objects.filter(pk=cast.desk.pk).update(phone="(0123) 45 67 89")
    browser = Client()

    def told() -> tuple[str, str]:
        contact = fields(browser.get("/.well-known/security.txt").text)["Contact"]
        return contact, browser.get(urlsplit(contact).path).text

    contact, page = told()
    settings.DEMO = True

    assert contact == "https://testserver/kwetsbaarheid-melden/"
    assert "Meld het bij de organisatie van wie het meldpunt is." in page
    # Which organisations take part, only the demo tells.
    for tells in (organisation.name, f"/{organisation.slug}/", "(0123) 45 67 89"):
        assert tells not in page
    assert f'href="/{organisation.slug}/contact/"' in told()[1]
    assert "(0123) 45 67 89" in browser.get(f"/{organisation.slug}/kwetsbaarheid-melden/").text


def test_an_installation_that_names_nobody_for_a_weakness_is_told_so_before_it_goes_live(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    assert "RUGDEKKING_SECURITY_CONTACT" in environment.nobody_to_tell()
    assert environment.nobody_to_tell() in [one.msg for one in run_checks(include_deployment_checks=True)]

    settings.NOBODY_TO_TELL = ""
    assert not [one for one in run_checks(include_deployment_checks=True) if one.id == "rugdekking.E001"]
    for name, value in (("SECURITY_CONTACT", "mailto:b@noordmeer.nl"), ("DEMO", "yes")):
        with monkeypatch.context() as place:
            place.setenv(f"RUGDEKKING_{name}", value)
            assert not environment.nobody_to_tell()


def test_the_page_on_accessibility_tells_what_was_looked_at_when_and_by_whom(reporter: Reporter) -> None:
    on = latest(Passages, "accessibility").reviewed_on

    page = reporter.opens("toegankelijkheid/")

    assert f"Dit is nagekeken op {wording.day(on)}, door de makers van het programma en niet door een ander." in page
    assert "heeft hier nog geen eigen verklaring uit het landelijke register gezet." in page


def test_the_page_on_accessibility_leads_to_the_statement_of_the_organisation(
    cast: make.Cast, reporter: Reporter
) -> None:
    entry = "https://www.toegankelijkheidsverklaring.nl/register/1"
    Desk.objects.filter(pk=cast.desk.pk).update(accessibility_entry=entry)
    places.forget()

    reporter.opens("toegankelijkheid/")

    assert f'href="{entry}"' in reporter.html
    assert "heeft hier nog geen eigen verklaring" not in reporter.html


@pytest.mark.parametrize("now", [NOW, datetime(2027, 1, 31, 23, 59, tzinfo=UTC), datetime(2028, 2, 29, tzinfo=UTC)])
def test_security_txt_holds_for_at_least_five_months_and_less_than_a_year(now: datetime, settings: Settings) -> None:
    settings.SECURITY_EXPIRES = None

    assert timedelta(days=150) < expires(now) - now < timedelta(days=365)
