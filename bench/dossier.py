"""How long a police file of 25 pages takes to be set as PDF/UA (the bar is 150 ms): `python -m bench.dossier`."""

import os
import sys
import timeit
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import uuid4

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT / "src"), str(PROJECT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
import pikepdf

django.setup()

from rugdekking.police.file.paper import document
from rugdekking.police.file.sheets import QUESTIONS
from rugdekking.police.file.snapshot import Contact, Custody, Item, Snapshot
from rugdekking.rendering.documents import pdf

DAY = date(2026, 3, 10)
WORDS = "Hij stond weer voor het huis en riep dat hij weet waar de kinderen naar school gaan. "


def file(lines: int) -> Snapshot:
    """A file with so many contacts in its logbook, and twenty pieces of evidence."""
    items = tuple(
        Item(
            id=uuid4(),
            report=uuid4(),
            path=f"bewijs/{number:02d}-schermafdruk.jpg",
            name="schermafdruk.jpg",
            kind="foto",
            size=100_000,
            sha256="5f" * 32,
            added="10 maart 2026, melder",
        )
        for number in range(1, 21)
    )
    return Snapshot(
        title="Dossier voor de politie",
        organisation="Gemeente Waterlaar",
        desk="Meld- en steunpunt",
        phone="0229 555 010",
        reference="7KQ4-XM2P",
        day=DAY,
        way="complaint",
        recipient="Politie Waterlaar",
        person="Sanne de Wit",
        office="Raadslid",
        address="Het adres van de organisatie",
        asks=("Neem een aangifte op.", "Merk de zaak aan als Veilige Publieke Taak."),
        account=tuple((question, WORDS * 6) for _, question, _ in QUESTIONS),
        log=tuple(
            Contact(when="9 maart 2026, 21.15 uur", how="app", what=WORDS, by="betrokkene") for _ in range(lines)
        ),
        items=items,
        custody=(Custody(item="01", when="10 maart 2026", who="griffier", what="bekeken"),) * 60,
    )


def main() -> None:
    lines = 500
    made = pdf(document(file(lines)))
    pages = len(pikepdf.open(BytesIO(made)).pages)
    seconds = sorted(timeit.repeat(lambda: pdf(document(file(lines))), number=1, repeat=9))[4]
    print(f"{pages} pages: {seconds * 1000:.0f} ms (median of 9)")


if __name__ == "__main__":
    main()
