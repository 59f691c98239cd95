"""The ledger of damage and costs: one sheet with all lines, written anew at each change."""

from datetime import datetime
from uuid import uuid4

import msgspec
from django.db import transaction

from rugdekking.cases.operations.at_work import handled
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.keys.rings import StaffRing
from rugdekking.police.models import Dossier, Part
from rugdekking.police.operations.sheets import write_sheet
from rugdekking.police.queries import sheet
from rugdekking.police.writing import Cost, Costs

MOST_LINES = 200


class NotThatAmount(Refused):
    """An amount below nothing, or more paid back than was lost."""


class LedgerIsFull(Refused):
    """More lines than anybody reads over."""


@transaction.atomic
def add_cost(dossier: Dossier, cost: Cost, *, ring: StaffRing, at: datetime) -> None:
    """Add a line; its id is made here. Raises `NotThatAmount`, `LedgerIsFull` and `JustChanged`."""
    lines = _lines(dossier, ring)
    if len(lines) >= MOST_LINES:
        raise LedgerIsFull("Deze lijst is vol. Voeg bedragen samen die bij elkaar horen.")
    _write(dossier, (*lines, msgspec.structs.replace(cost, id=str(uuid4()))), ring=ring, at=at)


@transaction.atomic
def change_cost(dossier: Dossier, cost: Cost, *, ring: StaffRing, at: datetime) -> None:
    """Write a line better, or what was paid back of it. Raises `NotThatAmount` and `JustChanged`."""
    lines = _lines(dossier, ring)
    if cost.id not in {one.id for one in lines}:
        raise JustChanged("Deze regel is intussen weg.")
    _write(dossier, tuple(cost if one.id == cost.id else one for one in lines), ring=ring, at=at)


@transaction.atomic
def drop_cost(dossier: Dossier, cost: str, *, ring: StaffRing, at: datetime) -> None:
    """Leave a line out from now on; earlier versions of the ledger keep it. Raises `JustChanged`."""
    lines = _lines(dossier, ring)
    left = tuple(one for one in lines if one.id != cost)
    if len(left) == len(lines):
        raise JustChanged("Deze regel is intussen weg.")
    _write(dossier, left, ring=ring, at=at)


def _lines(dossier: Dossier, ring: StaffRing) -> tuple[Cost, ...]:
    """The lines as they are now, while nobody else changes them: the case is held still."""
    handled(dossier.case, ring)
    found = sheet(dossier, Part.COSTS, Costs, ring=ring)
    return found.lines if found else ()


def _write(dossier: Dossier, lines: tuple[Cost, ...], *, ring: StaffRing, at: datetime) -> None:
    if any(not 0 <= one.recovered <= one.cents for one in lines):
        raise NotThatAmount("Er kan niet meer terugbetaald zijn dan het bedrag zelf.")
    write_sheet(dossier, Part.COSTS, Costs(lines=lines), ring=ring, at=at)
