"""Where a visitor is: the desk behind an address, whether its form is open, and who would read a report."""

from dataclasses import dataclass
from time import monotonic
from uuid import UUID

from django.http import Http404

from rugdekking.keys.queries import desk_readers, form_state
from rugdekking.organisations.models import Desk, Membership, Organisation
from rugdekking.organisations.queries import desk_at
from rugdekking.web.ui.site import Site

# Whether the form is open is looked up again after so many seconds. Sending does not rely on it: it asks the keys.
KEPT_FOR = 5.0
CLOSED = "Versturen kan nu niet: er is niemand die uw melding kan openen. Wat u schreef is er nog. Bel ons liever."


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who would read a report, under the title that reporters know."""

    id: UUID
    title: str


@dataclass(frozen=True, slots=True)
class Front:
    """What changes seldom and takes several queries."""

    is_open: bool
    readers: tuple[Reader, ...]
    until: float


@dataclass(frozen=True, slots=True)
class Place:
    """A desk as a visitor meets it."""

    desk: Desk
    site: Site
    front: Front

    @property
    def organisation(self) -> Organisation:
        return self.desk.organisation

    @property
    def own_page(self) -> str:
        """Where somebody with an access code finds what they sent."""
        return f"{self.site.home}mijn/"

    @property
    def slug(self) -> str:
        return self.desk.organisation.slug

    @property
    def is_open(self) -> bool:
        return self.front.is_open

    @property
    def readers(self) -> tuple[Reader, ...]:
        return self.front.readers


_fronts: dict[UUID, Front] = {}


def place_at(slug: str) -> Place:
    """The place at a public address. Raises Http404 when there is none."""
    desk = desk_at(slug)
    if desk is None:
        raise Http404
    return Place(desk, Site.of(desk), _front(desk))


def title_of(membership: Membership) -> str:
    """How reporters know a member: the function, and the name when the member stands on the public page."""
    name = f" ({membership.person.name})" if membership.on_public_page else ""
    return f"{membership.title[:1].upper()}{membership.title[1:]}{name}"


def _front(desk: Desk) -> Front:
    front = _fronts.get(desk.pk)
    if front is None or front.until < monotonic():
        readers = tuple(Reader(one.pk, title_of(one)) for one in desk_readers(desk))
        front = Front(form_state(desk).is_open, readers, monotonic() + KEPT_FOR)
        _fronts[desk.pk] = front
    return front


def forget() -> None:
    """Look everything up again at the next request."""
    _fronts.clear()
