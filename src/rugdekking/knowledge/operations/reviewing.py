"""Looking at pages again when their day has come."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from rugdekking.kernel.time import day_of
from rugdekking.knowledge.models import Home, ToolkitPage
from rugdekking.knowledge.models.moderation import editors_around, tell
from rugdekking.notify.models import Kind as MailKind


@transaction.atomic
def remind_to_review(*, at: datetime) -> int:
    """Tell the editors of an organisation, once for each review date, which day came; gives for how many pages.

    What is due stands on the first page of the editor (`queries.due_for_review`). National pages are looked at again
    with each release.
    """
    today = day_of(at)
    due = ToolkitPage.objects.live().not_type(Home).filter(review_by__lte=today, shipped="")
    untold = due.filter(Q(reminded_on=None) | Q(reminded_on__lt=F("review_by")))
    pages = list(untold)
    for page in pages:
        for editor in editors_around(page):
            tell(editor, page, at=at, kind=MailKind.REMINDER)
    return ToolkitPage.objects.filter(pk__in=[page.pk for page in pages]).update(reminded_on=today)
