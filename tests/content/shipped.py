"""The content files as they are shipped, read without a database."""

from functools import cache
from pathlib import Path

from rugdekking.content.reading import read_file
from rugdekking.content.schema import Choices, Offences, Offices, Plan, Protocol, Services, Terms, Ways

FOLDER = Path(__file__).resolve().parents[2] / "content" / "nl"


def files() -> list[Path]:
    return sorted(FOLDER.glob("*/*.yaml"))


@cache
def content(path: str) -> object:
    return read_file(FOLDER / path)[1]


def protocol() -> Protocol:
    found = content("protocols/model.yaml")
    assert isinstance(found, Protocol)
    return found


def plan() -> Plan:
    found = content("plans/incident.yaml")
    assert isinstance(found, Plan)
    return found


def preparation() -> Plan:
    found = content("plans/preparation.yaml")
    assert isinstance(found, Plan)
    return found


def terms() -> Terms:
    found = content("terms/default.yaml")
    assert isinstance(found, Terms)
    return found


def offices(kind: str) -> Offices:
    found = content(f"offices/{kind}.yaml")
    assert isinstance(found, Offices)
    return found


def choices(name: str) -> Choices:
    found = content(f"texts/{name}.yaml")
    assert isinstance(found, Choices)
    return found


def services() -> Services:
    found = content("texts/support.yaml")
    assert isinstance(found, Services)
    return found


def offences() -> Offences:
    found = content("offences/criminal_law.yaml")
    assert isinstance(found, Offences)
    return found


def ways() -> Ways:
    found = content("choices/police.yaml")
    assert isinstance(found, Ways)
    return found
