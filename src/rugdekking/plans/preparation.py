"""How far the preparation of a year is: read by everybody of the organisation, and it lies under no key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rugdekking.content.queries import version
from rugdekking.content.schema import Plan as Shipped
from rugdekking.organisations.models import Membership
from rugdekking.plans.models import Precaution, Preparation
from rugdekking.plans.status import State

# The name of the shipped plan for a year.
SHIPPED = "preparation"


@dataclass(frozen=True, slots=True)
class Progress:
    """Of how many lines how many are ready, left out for a reason, and late."""

    total: int
    done: int
    skipped: int
    late: int

    @property
    def left(self) -> int:
        return self.total - self.done - self.skipped


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the year, in words, with what came of it the year before."""

    row: Precaution
    text: str
    last: Precaution | None


def preparation_in(organisation: UUID, year: int) -> Preparation | None:
    return Preparation.objects.filter(organisation=organisation, year=year).first()


def years_of(organisation: UUID) -> list[int]:
    """The years that have a plan, the last one first."""
    return list(
        Preparation.objects.filter(organisation=organisation).order_by("-year").values_list("year", flat=True)
    )


def shipped_of(preparation: Preparation) -> Shipped:
    return version(Shipped, preparation.name, preparation.version)


def lines_of(preparation: Preparation) -> list[Line]:
    """Every line of the year, the first due first."""
    former = preparation_in(preparation.organisation_id, preparation.year - 1)
    last = {row.code or row.text: row for row in _rows(former)}
    texts = {task.code: task.text for task in shipped_of(preparation).tasks}
    return [Line(row, row.text or texts[row.code], last.get(row.code or row.text)) for row in _rows(preparation)]


def line_of(organisation: UUID, line: UUID) -> Line | None:
    row = Precaution.objects.filter(organisation=organisation, pk=line).select_related("preparation").first()
    if row is None:
        return None
    return next(each for each in lines_of(row.preparation) if each.row.pk == line)


def own_lines(membership: Membership) -> list[Line]:
    """What this member still has to prepare, the first due first, in whatever year it stands."""
    open_ones = Precaution.objects.filter(owner=membership, state=State.OPEN).select_related("preparation")
    plans = {row.preparation_id: row.preparation for row in open_ones}
    texts = {pk: {task.code: task.text for task in shipped_of(plan).tasks} for pk, plan in plans.items()}
    return [
        Line(row, row.text or texts[row.preparation_id][row.code], None) for row in open_ones.order_by("due_on", "pk")
    ]


def progress(rows: Iterable[Precaution], *, on: date) -> Progress:
    """How far it was at the end of `on`: what ended later counts as still open."""
    listed = list(rows)
    ended = [row for row in listed if row.ended_on is not None and row.ended_on <= on]
    done = sum(row.state == State.DONE for row in ended)
    late = sum(row.due_on < on for row in listed if row not in ended)
    return Progress(len(listed), done, len(ended) - done, late)


def _rows(preparation: Preparation | None) -> list[Precaution]:
    rows = Precaution.objects.filter(preparation=preparation) if preparation else Precaution.objects.none()
    return list(rows.select_related("owner__person", "organisation").order_by("due_on", "pk"))
