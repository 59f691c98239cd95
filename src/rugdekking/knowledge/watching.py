"""What editors have to look at: pages whose review date has come, and planned ones that are late."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from wagtail.models import Revision, TaskState

from rugdekking.knowledge.models import Home, ToolkitPage
from rugdekking.knowledge.queries import homes_edited_by
from rugdekking.people.models import Person

# The worker looks every minute. After this much nobody can say any more that it will come.
PATIENCE: Final = timedelta(minutes=10)


class Late(enum.Enum):
    """In what way a page did not keep to its plan."""

    NOT_ON_THE_SITE = enum.auto()
    STILL_ON_THE_SITE = enum.auto()
    NOT_READ_YET = enum.auto()


@dataclass(frozen=True, slots=True)
class LatePage:
    """`planned` is the moment that passed."""

    page: ToolkitPage
    late: Late
    planned: datetime


def due_for_review(person: Person, *, on: date) -> list[ToolkitPage]:
    """The own pages of this editor's organisations whose review date has come."""
    found: list[ToolkitPage] = []
    for home in homes_edited_by(person):
        found += ToolkitPage.objects.child_of(home).filter(live=True, review_by__lte=on).order_by("review_by")
    return found


def national_due_for_review(person: Person, *, on: date) -> list[ToolkitPage]:
    """The national pages past their review date that readers of this editor's organisations see, by title."""
    shown = [shown_due(home, on=on) for home in homes_edited_by(person)]
    return sorted({page for pages in shown for page in pages}, key=lambda page: str(page.title).lower())


def shown_due(home: Home, *, on: date) -> set[ToolkitPage]:
    """The national pages past their review date in whose place the organisation of `home` has none of its own."""
    own = ToolkitPage.objects.child_of(home).live().values("slug")
    return set(ToolkitPage.objects.live().exclude(shipped="").filter(review_by__lte=on).exclude(slug__in=own))


def late_pages(person: Person, *, at: datetime) -> list[LatePage]:
    """The pages of this editor's organisations that did not keep to what was planned, the longest late first."""
    found = [late for home in homes_edited_by(person) for late in _late_in(ToolkitPage.objects.child_of(home), at)]
    return sorted(found, key=lambda one: one.planned)


def lateness(page: ToolkitPage, *, at: datetime) -> list[LatePage]:
    """How this page is late; nothing when it is not."""
    return list(_late_in(ToolkitPage.objects.filter(pk=page.pk), at))


def why_sent_back(page: ToolkitPage) -> str:
    """What the second reader said who sent this page back, as long as it was not handed in again."""
    asked = page.current_workflow_state
    return str(asked.current_task_state.comment) if asked and asked.status == asked.STATUS_NEEDS_CHANGES else ""


def _late_in(pages: Any, at: datetime) -> Iterator[LatePage]:  # noqa: ANN401  (Wagtail's query set, which has no types)
    names = {str(page.pk): page for page in pages}
    of_these = Revision.page_revisions.filter(object_id__in=names)
    for revision in of_these.filter(approved_go_live_at__lt=at - PATIENCE):
        yield LatePage(names[revision.object_id], Late.NOT_ON_THE_SITE, revision.approved_go_live_at)
    for page in pages.filter(live=True, expire_at__lt=at - PATIENCE):
        yield LatePage(page, Late.STILL_ON_THE_SITE, page.expire_at)
    asked = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, revision__object_id__in=names)
    for state in asked.select_related("revision"):
        planned = state.revision.as_object().go_live_at
        if planned and planned < at:
            yield LatePage(names[state.revision.object_id], Late.NOT_READ_YET, planned)
