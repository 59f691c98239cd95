"""A small scan to weigh, and the shipped ones."""

from pathlib import Path

import yaml

from rugdekking.content.reading import read
from rugdekking.content.schema import Scan
from tests.content import shipped

SMALL = """
id: x
version: 1
valid_from: 2026-01-01
source: Bron.
reviewed_on: 2026-01-01
status: own
kind: personal
title: Klein
about: Twee thema's.
minutes: 1
bands:
  - {code: good, minimum: 0, title: Goed, text: Mooi.}
  - {code: first, minimum: 50, title: Begin hier, text: Eerst dit.}
themes:
  - code: home
    title: Thuis
    about: Uw huis.
    questions:
      - code: door
        text: De deur?
        weight: 3
        choices:
          - {code: closed, text: Dicht}
          - {code: ajar, text: Op een kier, points: 1, advice: {text: Doe de deur dicht., step: Nu.}}
          - {code: open, text: Open, points: 3, advice: {text: Doe de deur op slot., step: Vandaag.}}
      - code: window
        text: Het raam?
        choices:
          - {code: closed, text: Dicht}
          - {code: open, text: Open, points: 3, advice: {text: Sluit het raam., step: Straks.}}
  - code: road
    title: Onderweg
    about: Buiten.
    questions:
      - code: lamp
        text: De lamp?
        choices:
          - {code: lit, text: Aan}
          - {code: dark, text: Uit, points: 3, advice: {text: Doe de lamp aan., step: Vanavond.}}
"""


TALK = """
id: talk
version: 1
valid_from: 2026-01-01
source: Eigen tekst.
reviewed_on: 2026-11-21
status: own
title: Even praten
summary: Een gesprek van tien minuten.
order: 9
audience: [Team]
minutes: 10
group: {smallest: 2, largest: 8}
goals: [U hebt gepraat.]
prepare: [Zet koffie.]
caution: Iedereen mag weg.
steps:
  - title: Vraag
    minutes: 4
    text: Stem.
    questions:
      - {text: Gaat het?, answers: [Ja, Nee]}
  - {title: Praten, minutes: 6, text: Praat.}
afterwards: [Drink nog koffie.]
""".lstrip()


def small(text: str = SMALL) -> Scan:
    scan = read("scans", "x", text)
    assert isinstance(scan, Scan)
    return scan


def all_shipped() -> list[Scan]:
    return [scan for path in sorted((shipped.FOLDER / "scans").glob("*.yaml")) if (scan := _read(path))]


def _read(path: Path) -> Scan:
    scan = read("scans", path.stem, path.read_text())
    assert isinstance(scan, Scan)
    return scan


def changed(**fields: object) -> str:
    """The small scan as text, with other fields at its top."""
    return yaml.safe_dump({**yaml.safe_load(SMALL), **fields}, allow_unicode=True, sort_keys=False)
