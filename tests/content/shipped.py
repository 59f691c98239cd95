"""The content files as they are shipped, read without a database."""

from functools import cache
from pathlib import Path
from typing import TypeVar

from rugdekking.content.reading import read_file
from rugdekking.content.schema import Choices, Offences, Offices, Plan, Protocol, Services, Terms, Ways

T = TypeVar("T")
FOLDER = Path(__file__).resolve().parents[2] / "content" / "nl"


def files() -> list[Path]:
    return sorted(FOLDER.glob("*/*.yaml"))


@cache
def content(path: str) -> object:
    return read_file(FOLDER / path)[1]


def protocol() -> Protocol:
    return _read(Protocol, "protocols/model.yaml")


def plan() -> Plan:
    return _read(Plan, "plans/incident.yaml")


def preparation() -> Plan:
    return _read(Plan, "plans/preparation.yaml")


def terms() -> Terms:
    return _read(Terms, "terms/default.yaml")


def offices(kind: str) -> Offices:
    return _read(Offices, f"offices/{kind}.yaml")


def choices(name: str) -> Choices:
    return _read(Choices, f"texts/{name}.yaml")


def services() -> Services:
    return _read(Services, "texts/support.yaml")


def offences() -> Offences:
    return _read(Offences, "offences/criminal_law.yaml")


def ways() -> Ways:
    return _read(Ways, "choices/police.yaml")


def _read(shape: type[T], path: str) -> T:
    found = content(path)
    assert isinstance(found, shape)
    return found
