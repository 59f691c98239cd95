"""The page with the plan of the year, as colleagues use it."""

import pytest
from django.utils import timezone

from rugdekking.kernel.time import day_of
from rugdekking.plans.models import Precaution
from rugdekking.plans.status import State
from tests import make
from tests.web.office.browsing import Browser, browser, first_id, locked_browser, text_of

pytestmark = pytest.mark.django_db


def test_a_year_is_begun_handed_out_and_ticked_off(cast: make.Cast) -> None:
    year = day_of(timezone.now()).year
    cor, tim = browser(cast.cor), browser(cast.tim)
    assert "Er is nog geen plan voor dit jaar" in cor.open("voorbereiding/")

    page = cor.send(f"voorbereiding/beginnen/{year}/")
    assert "0 van" in page
    assert "Burgemeester" in page
    line = first_id(cor.html("voorbereiding/"), r"/voorbereiding/({})/".replace("({})", "{}"))
    cor.send(f"voorbereiding/{line}/wie/", owner=cast.tim.membership.pk)

    assert "Laten zoals het is" in cor.open(f"voorbereiding/{year}/wie/")
    cor.send(f"voorbereiding/{year}/wie/", clerk=cast.greet.membership.pk)
    assert Precaution.objects.filter(role="clerk").values_list("owner", flat=True).distinct().get() == (
        cast.greet.membership.pk
    )

    assert "Uit het jaarplan" in tim.open("taken/")
    tim.send(f"voorbereiding/{line}/gereed/", remark="Klaar voor dit jaar.")
    assert "Klaar voor dit jaar." in browser(cast.greet).open(f"voorbereiding/{line}/")
    assert "1 van" in browser(cast.bas).open("voorbereiding/")
    assert Precaution.objects.get(pk=line).state == State.DONE


def test_the_year_is_read_while_locked_and_changed_by_the_coordinator_alone(cast: make.Cast) -> None:
    year = day_of(timezone.now()).year
    cor = browser(cast.cor)
    cor.send(f"voorbereiding/beginnen/{year}/")
    cor.send(f"voorbereiding/{year}/toevoegen/", text="Sleutels tellen.", role="chair", due_on=f"{year + 1}-01-15")

    page = locked_browser(cast.tim).open("voorbereiding/")

    assert "Sleutels tellen." in page
    line = Precaution.objects.get(text="Sleutels tellen.")
    tim = browser(cast.tim)
    tim.finds_nothing(f"voorbereiding/{line.pk}/wie/")
    assert "De coördinator houdt het jaarplan bij." in tim.refused(f"voorbereiding/{line.pk}/gereed/", remark="")


def test_everybody_reads_their_part_before_anything_happens(cast: make.Cast) -> None:
    page = locked_browser(cast.tim).open("voorbereiding/rollen/")

    for words in ("Burgemeester", "Gemeentesecretaris", "Griffier", "Balie, bode of beveiliging", "Vooraf, elk jaar"):
        assert words in page
    house = "Spreek af hoe u deze bezoeker de volgende keer ontvangt."
    assert f"{house} Binnen 3 werkdagen, alleen als de feiten erom vragen, na Burgemeester." in page
    assert "Controleer alarmknop, vluchtweg en de lijst met wie u belt. Voor 15 maart." in page
    assert "Ga weg als het niet veilig is. Bel 112 bij gevaar. Meteen." in page


def test_this_year_is_still_handed_out_when_next_year_has_its_plan(cast: make.Cast) -> None:
    year = day_of(timezone.now()).year
    cor = browser(cast.cor)
    for one in (year, year + 1):
        cor.send(f"voorbereiding/beginnen/{one}/")

    cor.send(f"voorbereiding/{year}/wie/", chair=cast.bas.membership.pk)

    owned = Precaution.objects.filter(role="chair", owner=cast.bas.membership)
    assert {row.preparation.year for row in owned.select_related("preparation")} >= {year}
    assert f"voorbereiding/{year}/wie/" in cor.html("voorbereiding/")


SCAN = "voorbereiding/scan/organisatie/"
ANSWERS = {"protocol": "no", "drill": "no", "hours": "yes"}


def test_the_scan_of_the_organisation_fills_the_plan_of_the_year(cast: make.Cast) -> None:
    year = day_of(timezone.now()).year
    cor = browser(cast.cor)
    assert "Scan voor de organisatie" in cor.open("voorbereiding/scan/")
    assert "Maak dat eerst" in sent(cor, SCAN, **ANSWERS)
    cor.send(f"voorbereiding/beginnen/{year}/")

    page = sent(cor, SCAN, **ANSWERS)
    assert "Norm en protocol: Groot risico." in page
    assert page.index("Staat al in elk jaarplan") < page.index("Oefen het plan met een verzonnen zaak")
    for _ in range(2):
        cor.send(f"{SCAN}jaarplan/", **ANSWERS, steps="protocol")

    line = Precaution.objects.get(text__startswith="Stel een agressieprotocol vast.")
    assert (line.role, line.owner_id) == ("coordinator", cast.cor.membership.pk)


def test_a_case_manager_does_the_scan_and_the_coordinator_puts_it_in_the_plan(cast: make.Cast) -> None:
    greet = browser(cast.greet)

    assert "De coördinator kan deze stappen" in sent(greet, SCAN, **ANSWERS)
    assert greet.client.post(f"{greet.home}{SCAN}jaarplan/", ANSWERS).status_code == 404
    assert "checked" in greet.client.post(greet.home + SCAN, {**ANSWERS, "opnieuw": "ja"}).content.decode()
    browser(cast.tim).finds_nothing(SCAN)
    browser(cast.cor).finds_nothing("voorbereiding/scan/persoonlijke-veiligheid/")


def sent(colleague: Browser, path: str, **answers: str) -> str:
    """Send a form that answers with a page."""
    return text_of(colleague.client.post(colleague.home + path, answers).content.decode())
