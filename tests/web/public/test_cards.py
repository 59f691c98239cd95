"""The acute cards and the norm: public pages, from data, that ask nothing of who reads them."""

import json
import re

from django.test import Client

from rugdekking.audit.actor import SYSTEM
from rugdekking.content.queries import everything
from rugdekking.content.schema import Card
from rugdekking.protocols import operations as protocols
from rugdekking.protocols import queries
from rugdekking.protocols.editing import Words, say
from rugdekking.protocols.operations import Decision
from tests import make
from tests.web.public.reporting import Reporter

PLACES = ("balie", "huisbezoek", "vergadering", "buiten", "online", "telefoon")


def test_every_place_has_a_card_that_says_what_now_whom_to_call_and_what_then(reporter: Reporter) -> None:
    for place in PLACES:
        text = reporter.opens(f"kaarten/{place}/")
        assert text.index(" Nu ") < text.index(" Bellen ") < text.index(" Daarna ")
        assert "112" in text
    assert [reporter.opens("kaarten/").count(card.title) for card in everything(Card)] == [1] * len(PLACES)


def test_the_front_page_leads_to_the_cards_and_to_the_norm(reporter: Reporter) -> None:
    reporter.opens("")

    assert f'href="{reporter.home}kaarten/"' in reporter.html
    assert f'href="{reporter.home}norm/"' in reporter.html


def test_a_card_that_does_not_exist_is_no_page(reporter: Reporter) -> None:
    assert Client().get(f"{reporter.home}kaarten/elders/").status_code == 404
    assert Client().get("/nergens/kaarten/").status_code == 404


def test_cards_and_norm_set_no_cookie(reporter: Reporter) -> None:
    for address in (
        "kaarten/",
        "kaarten/balie/",
        "kaarten/kaarten.webmanifest",
        "kaarten/zonder-verbinding.js",
        "norm/",
    ):
        assert not Client().get(reporter.home + address).cookies


def test_what_is_kept_on_the_phone_is_the_cards_and_their_look_and_nothing_else(reporter: Reporter) -> None:
    script = Client().get(f"{reporter.home}kaarten/zonder-verbinding.js")
    kept = re.search(r"const KEPT = (\[.*?\]);", script.content.decode())
    assert kept is not None

    addresses = json.loads(kept[1])

    pages = [one for one in addresses if not one.startswith("/statisch/")]
    assert pages == [f"{reporter.home}kaarten/", *(f"{reporter.home}kaarten/{place}/" for place in PLACES)]
    assert script.headers["Content-Type"].startswith("text/javascript")
    for address in addresses[: len(pages)]:
        assert Client().get(address).status_code == 200


def test_on_the_phone_the_name_tells_nothing(reporter: Reporter) -> None:
    told = json.loads(Client().get(f"{reporter.home}kaarten/kaarten.webmanifest").content)

    assert (told["name"], told["short_name"], told["scope"]) == ("Kaarten", "Kaarten", f"{reporter.home}kaarten/")
    assert "meld" not in json.dumps(told).lower()


def test_the_norm_page_tells_what_is_allowed_what_is_not_and_what_follows(
    cast: make.Cast, reporter: Reporter
) -> None:
    text = reporter.opens("norm/")
    protocol = queries.current(cast.desk.organisation, on=make.MIDDAY.date())

    assert protocol.norm in text
    assert text.index("Dit mag altijd") < text.index("Kritiek.") < text.index("Dit accepteren wij niet")
    assert text.index("Dit accepteren wij niet") < text.index("Bedreiging.") < text.index("Wat wij dan doen")
    assert text.index("Mondelinge waarschuwing") < text.index("Laatste schriftelijke waarschuwing")
    assert "<svg" in reporter.html


def test_the_norm_page_follows_the_organisations_own_protocol(cast: make.Cast, reporter: Reporter) -> None:
    today = make.MIDDAY.date()
    draft = protocols.derive(cast.desk.organisation, name="model", by=SYSTEM, at=make.MIDDAY)
    protocols.change(
        draft, say(queries.read(draft), {Words.NORM: "Bij ons praat je rustig <b>&."}), by=SYSTEM, at=make.MIDDAY
    )
    draft.refresh_from_db()
    before = reporter.opens("norm/")
    protocols.adopt(draft, decision=Decision("de raad", today, "12", today), by=SYSTEM, at=make.MIDDAY)

    text = reporter.opens("norm/")

    assert "heeft nog geen eigen protocol vastgesteld" in before
    assert "nog geen eigen protocol" not in text
    assert "Bij ons praat je rustig <b>&." in text
    assert "Vastgesteld door de raad, 12." in text
