"""The work queue: what waits for whom, by clear fields only, so that it also shows while the screen is locked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.queries import Count, Page, Row, Which, queue
from rugdekking.keys.queries import desk_readers
from rugdekking.organisations.roles import READERS
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import at
from rugdekking.web.office.calling import CalledForm
from rugdekking.web.office.page import show
from rugdekking.web.ui.parts import Column

# What an empty list means, and what one could do: heading and sentence.
EMPTY: Mapping[Which, tuple[str, str]] = {
    Which.NEW: ("Er wacht geen nieuwe melding", "Belt er iemand? Dan kunt u de melding zelf opnemen."),
    Which.MINE: ("U behandelt nu geen zaak", "Kijk bij ‘Nieuw’ of er een melding is die u kunt oppakken."),
    Which.DUE: ("De komende twee dagen loopt er niets af", "Er is ruimte om vooruit te werken."),
    Which.OVERDUE: ("Niets is over tijd", "Alle beloftes en termijnen die u ziet, zijn op tijd."),
    Which.WAITING: ("Geen enkele zaak wacht op de melder", "Stelt u een melder een vraag, dan staat de zaak hier."),
    Which.ALL: ("Er is nog geen zaak", "Een zaak begint als iemand een melding oppakt."),
}
CASES = [Column("Zaak"), Column("Stand"), Column("Waar het om gaat"), Column("Eerst aan de beurt"), Column("Wie")]
REPORTS = [Column("Melding"), Column("Soort"), Column("Waar het om gaat"), Column("Binnen sinds")]


@dataclass(frozen=True, slots=True)
class Tab:
    text: str
    address: str
    count: Count
    here: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its link, and whether its term has passed."""

    row: Row
    address: str
    late: bool


@require_safe
@office(*READERS)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    now = timezone.now()
    which = _which(request.GET.get("lijst", ""))
    after = request.GET.get("na", "")
    page = queue(visit.membership, which=which, at=now, after=after)
    here = at(visit, "queue")
    context: dict[str, Any] = {
        "tabs": [Tab(one.label, _list(here, one), page.counts[one], one is which) for one in Which],
        "heading": which.label,
        "lines": [Line(row, _address(visit, row), row.due_at is not None and row.due_at <= now) for row in page.rows],
        "columns": REPORTS if which is Which.NEW else CASES,
        "new": which is Which.NEW,
        "empty": EMPTY[which],
        "beginning": _list(here, which) if after else "",
        "older": _list(here, which, na=page.next) if page.next else "",
        "intake": at(visit, "intake"),
        "called": CalledForm(),
        **_keys(visit, page),
    }
    return show(request, visit, "office/queue.html", context)


def _which(name: str) -> Which:
    return Which(name) if name in Which.values else Which.NEW


def _list(here: str, which: Which, **more: str) -> str:
    return f"{here}?{urlencode({'lijst': which.value, **more})}"


def _address(visit: Visit, row: Row) -> str:
    return at(visit, "case" if row.is_case else "report", row.reference)


def _keys(visit: Visit, page: Page) -> dict[str, Any]:
    """Whose turn it is to let a newcomer in. Looked up only for who sees nothing at all, and may not yet."""
    if page.rows or any(count.number for count in page.counts.values()):
        return {"newcomer": False, "holders": []}
    holders = desk_readers(visit.desk)
    return {"newcomer": visit.membership not in holders, "holders": [one.person.name for one in holders]}
