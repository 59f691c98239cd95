"""The first page of the editor: how an own page comes about, and what waits there."""

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from rugdekking.kernel.time import day_of
from rugdekking.knowledge.models import ToolkitPage
from rugdekking.knowledge.watching import (
    Late,
    LatePage,
    due_for_review,
    late_pages,
    lateness,
    national_due_for_review,
    why_sent_back,
)
from rugdekking.web.access import signed_in
from rugdekking.web.ui.wording import day_and_time

# Said of a planned page when the worker does not do its work.
STOPPED: Final = "Het deel van het programma dat dit doet, werkt nu niet. Vertel het uw beheerder."
WARNINGS: Final = {
    Late.NOT_ON_THE_SITE: f"Deze pagina had op {{}} op de site moeten komen, en staat er nog niet. {STOPPED}",
    Late.STILL_ON_THE_SITE: f"Deze pagina had op {{}} van de site moeten gaan, en staat er nog. {STOPPED} Kan het "
    "niet wachten? Haal de pagina dan zelf weg.",
    Late.NOT_READ_YET: "Deze pagina zou op {} op de site komen, maar wacht nog op een tweede lezer. Na diens "
    "goedkeuring komt zij meteen op de site.",
}


class Waiting(Component):
    """A list on the first page; nothing when it is empty."""

    def __init__(self, name: str, pages: Sequence[object], *, order: int) -> None:
        self.name, self.template_name, self.pages, self.order = name, f"editing/{name}.html", pages, order

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ANN401, ARG002  (its own signature)
        return {"pages": self.pages}


def what_waits(request: HttpRequest, panels: list[Component]) -> None:
    person, now = signed_in(request), timezone.now()
    late = [(one.page, said(one)) for one in late_pages(person, at=now)]
    today = day_of(now)
    panels += [
        Waiting("late", late, order=1),
        Waiting("due_for_review", due_for_review(person, on=today), order=2),
        # After what Wagtail shows: an own page that waits goes before one that comes with the program.
        Waiting("national_due", national_due_for_review(person, on=today), order=1_000),
    ]


def say_what_to_know(request: HttpRequest, page: Page) -> None:
    """On top of a page: why it came back, and how it is late."""
    if request.method == "GET" and isinstance(page, ToolkitPage):
        why = why_sent_back(page)
        if why:
            messages.warning(request, f"De tweede lezer stuurde deze pagina terug: ‘{why}’")
        for one in lateness(page, at=timezone.now()):
            messages.warning(request, said(one))


def said(late: LatePage) -> str:
    return WARNINGS[late.late].format(day_and_time(late.planned))
