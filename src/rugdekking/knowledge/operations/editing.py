"""What editors and the clock do with pages of an organisation."""

from datetime import datetime

from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page

from rugdekking.kernel.refusal import Refused
from rugdekking.knowledge import logged
from rugdekking.knowledge.models import Home, ToolkitPage
from rugdekking.people.models import Person


@transaction.atomic
def take_over(national: ToolkitPage, *, home: Home, by: Person) -> ToolkitPage:
    """A draft of the organisation's own version of a national page, at the same address, to go on writing in.

    Readers see the national one until it is published. Raises `Refused` when there is an own page at that address.
    """
    if ToolkitPage.objects.child_of(home).filter(slug=national.slug).exists():
        raise Refused("U hebt al een eigen pagina met dit adres. Verander die.")
    own = {"shipped": "", "shipped_version": 0, "keeper": home.title, "owner": by, "slug": national.slug}
    copy: ToolkitPage = national.specific.copy(
        to=home, update_attrs=own, copy_revisions=False, keep_live=False, user=by
    )
    return copy


@transaction.atomic
def publish_planned(*, at: datetime) -> None:
    """Put online and take offline what editors planned for a moment that has come."""
    online = _online()
    call_command("publish_scheduled", verbosity=0)
    for page in ToolkitPage.objects.filter(pk__in=online ^ _online()):
        logged.record("page.appeared" if page.live else "page.expired", page, by=None, at=at)


def note_taken_offline(page: Page, *, by: Person, at: datetime) -> None:
    """Write down who took a page offline."""
    logged.record("page.taken_offline", page, by=by, at=at)


def note_deleted(page: Page, *, by: Person, at: datetime) -> None:
    """Write down who threw away a draft that readers never saw."""
    logged.record("page.draft_dropped", page, by=by, at=at)


def _online() -> set[int]:
    return set(ToolkitPage.objects.filter(live=True, shipped="").values_list("pk", flat=True))
