"""Reading the toolkit as one organisation shows it: its own pages, and beneath them the national ones."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from rugdekking.content import queries as shipped
from rugdekking.knowledge.models import FormerAddress, Home, Service, ThemePage, ToolkitPage
from rugdekking.knowledge.models.page import TAKEN
from rugdekking.organisations.models import Membership, MembershipRole, Organisation
from rugdekking.organisations.roles import Role
from rugdekking.people.models import Person


def page_at(organisation: Organisation, slug: str) -> ToolkitPage | None:
    """The page, of its own kind, that this organisation shows at an address. Its own goes before the national one."""
    found = _own_first(_live(organisation).filter(slug=slug))
    return found[0].specific if found else None


def moved_to(organisation: Organisation, slug: str) -> ToolkitPage | None:
    """The page that this organisation shows now, and that readers knew under an earlier address."""
    homes = _homes(organisation)
    own = [home.pk for home in homes if home.organisation_id]
    former = FormerAddress.objects.filter(slug=slug, home__in=homes).select_related("page")
    for one in sorted(former, key=lambda one: one.home_id not in own):
        found = page_at(organisation, str(one.page.slug))
        if found is not None:
            return found
    return None


def was_there(organisation: Organisation, slug: str) -> bool:
    """Whether readers of this organisation ever found a page at an address."""
    homes = _homes(organisation)
    shown_once = ToolkitPage.objects.filter(slug=slug, first_published_at__isnull=False)
    theirs = any(shown_once.child_of(home).exists() for home in homes)
    return theirs or FormerAddress.objects.filter(slug=slug, home__in=homes).exists()


def stands_at(home: Home, slug: str) -> bool:
    """Whether a text in this home may link to `slug`: a list of the site, a national page, or an own one to come."""
    national = ToolkitPage.objects.live().exclude(shipped="").filter(slug=slug)
    return slug in TAKEN or national.exists() or ToolkitPage.objects.child_of(home).filter(slug=slug).exists()


def shown_by(organisation: Organisation) -> list[ToolkitPage]:
    """Every page that this organisation shows, by title: one at each address, its own before the national one.

    They have what all kinds have; `page.specific` fetches what its own kind adds.
    """
    shown = {page.slug: page for page in reversed(_own_first(_live(organisation)))}
    return sorted(shown.values(), key=lambda page: str(page.title).lower())


def home_of(organisation: Organisation) -> Home | None:
    """Where the own pages of this organisation lie."""
    return Home.objects.filter(organisation=organisation).first()


def homes_edited_by(person: Person) -> list[Home]:
    """The homes in which `person` may edit now, because of a running role. A drill has none."""
    running = Membership.objects.filter(person=person, left_on=None, organisation__practice_of=None)
    editing = MembershipRole.objects.filter(membership__in=running, role=Role.EDITOR)
    return list(Home.objects.filter(organisation__in=editing.values("organisation")))


def national_pages() -> list[ToolkitPage]:
    """What every organisation shows and may make an own version of, by title: all but themes and numbers to call."""
    numbers = Service.objects.exclude(dial="").values("pk")
    found = ToolkitPage.objects.live().exclude(shipped="").not_type(ThemePage).exclude(pk__in=numbers)
    return list(found.order_by("title"))


def may_edit_below(person: Person, pages: Iterable[object]) -> bool:
    """Whether each of these pages, by number, lies in a home in which `person` may edit."""
    named = [str(page) for page in pages]
    # Python reads more as a number than the digits of an address: what is not plain leads nowhere.
    if not all(re.fullmatch("[0-9]{1,18}", name) for name in named):
        return False
    wanted = {int(name) for name in named}
    within: QuerySet[ToolkitPage] = ToolkitPage.objects.none()
    for home in homes_edited_by(person):
        within = within | ToolkitPage.objects.descendant_of(home, inclusive=True)
    return not wanted or within.filter(pk__in=wanted).count() == len(wanted)


def slug_of(code: str) -> str:
    """The last part of the address of a shipped page, from its id."""
    return shipped.slug_of(code)


def _live(organisation: Organisation) -> Any:  # noqa: ANN401  (Wagtail's query set, which has no types)
    theirs: Any = ToolkitPage.objects.none()
    for home in _homes(organisation):
        theirs = theirs | ToolkitPage.objects.child_of(home)
    return theirs.live()


def _homes(organisation: Organisation) -> list[Home]:
    """Where the pages lie that it may show."""
    return list(Home.objects.filter(organisation=None) | Home.objects.filter(organisation=organisation))


def _own_first(pages: Iterable[ToolkitPage]) -> list[ToolkitPage]:
    return sorted(pages, key=lambda page: bool(page.shipped))
