"""Steps around who did it: written down, told, and recognised by a colleague."""

from datetime import datetime

from rugdekking.config.demo.steps.base import Did
from rugdekking.config.demo.tale import Tale
from rugdekking.kernel.time import day_of
from rugdekking.perpetrators import operations
from rugdekking.perpetrators.models import Perpetrator, Purpose
from rugdekking.perpetrators.operations import Reason
from rugdekking.perpetrators.queries import in_case, to_compare
from rugdekking.perpetrators.sealing import Known


class WritesDown(Did, frozen=True, tag="write_down"):
    """Who did it, and why that is written down."""

    known: Known
    reason: str
    purpose: Purpose = Purpose.SAFETY

    def happen(self, tale: Tale, *, at: datetime) -> None:
        why = Reason(self.purpose, self.reason)
        operations.record(tale.case, known=self.known, reason=why, ring=tale.staff(self.by), at=at)


class Informs(Did, frozen=True, tag="inform"):
    how: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        operations.inform(_only_one(tale, self.by), how=self.how, on=day_of(at), ring=ring, at=at)


class Recognises(Did, frozen=True, tag="recognise"):
    """A colleague says that what waits to be compared is of the same person."""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        for match in to_compare(ring.membership):
            operations.decide(match, same=True, ring=ring, at=at)


def _only_one(tale: Tale, by: str) -> Perpetrator:
    return in_case(tale.case, tale.staff(by))[0].row
