"""What a step in an open case asks first, whichever part takes it."""

from datetime import date, datetime

from rugdekking.cases.models import Case
from rugdekking.cases.operations.standing import held_still, must_handle
from rugdekking.cases.queries.standing import may_leave_desk
from rugdekking.cases.status import State
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing


class CaseIsClosed(Refused):
    """Nothing is done in a closed case."""


class NotConfirmedYet(Refused):
    """The desk typed this report, and the person concerned did not confirm it yet."""


class NotThatDay(Refused):
    """The day lies after today, or before what it follows on."""


def handled(case: Case, ring: StaffRing) -> Case:
    """The case as it is now, held still until the transaction ends. Raises `NotYourCase` and `CaseIsClosed`."""
    fresh = held_still(case)
    must_handle(fresh, ring)
    if fresh.state == State.CLOSED:
        raise CaseIsClosed("Deze zaak is gesloten. Open haar eerst opnieuw.")
    return fresh


def must_be_confirmed(case: Case) -> None:
    """Raises `NotConfirmedYet` while a text that the desk typed waits for the person concerned."""
    if not may_leave_desk(case):
        raise NotConfirmedYet(
            "De betrokkene heeft de tekst nog niet bevestigd. Tot die tijd blijft alles bij het steunpunt."
        )


def must_have_been(on: date, *, at: datetime, since: date | None = None) -> None:
    """Raises `NotThatDay` for a day in the future, or before `since`."""
    if on > day_of(at):
        raise NotThatDay("Deze dag moet nog komen. Leg het vast als het geweest is.")
    if since is not None and on < since:
        raise NotThatDay("Deze dag ligt te vroeg: kijk na op welke dag dit volgde.")
