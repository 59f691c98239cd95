"""Looking at pages again when their day has come."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from rugdekking.kernel.time import day_of
from rugdekking.knowledge.models import Home, ToolkitPage
from rugdekking.knowledge.models.moderation import editors_around, tell
from rugdekking.knowledge.watching import shown_due
from rugdekking.notify.models import Kind as MailKind


@transaction.atomic
def remind_to_review(*, at: datetime) -> int:
    """Tell editors, once for each review date, which day came; gives for how many pages.

    Of an own page its editors hear. Of national pages everybody who shows them hears, in one mail however many there
    are: they have the same date in a release, and only a newer release or an own version mends them. What is due
    stands on the first page of the editor (`watching`).
    """
    today = day_of(at)
    due = ToolkitPage.objects.live().not_type(Home).filter(review_by__lte=today)
    pages = list(due.filter(Q(reminded_on=None) | Q(reminded_on__lt=F("review_by"))))
    for page in pages:
        if not page.shipped:
            _remind(page, at)
    national = {page for page in pages if page.shipped}
    for home in Home.objects.exclude(organisation=None) if national else []:
        if national & shown_due(home, on=today):
            _remind(home, at)
    return ToolkitPage.objects.filter(pk__in=[page.pk for page in pages]).update(reminded_on=today)


def _remind(page: ToolkitPage, at: datetime) -> None:
    for editor in editors_around(page):
        tell(editor, page, at=at, kind=MailKind.REMINDER)
