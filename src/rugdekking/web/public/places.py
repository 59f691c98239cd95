"""Where a visitor is: the desk behind an address, whether its form is open, and who would read a report."""

from dataclasses import dataclass, field
from time import monotonic
from uuid import UUID

from django.http import Http404

from rugdekking.keys.queries import desk_readers, form_state
from rugdekking.organisations.models import Desk, Membership, Organisation
from rugdekking.organisations.queries import desk_at, drill_at
from rugdekking.web.ui.site import Site

# A desk is looked up again after so many seconds. Sending does not rely on its form being open: it asks the keys.
KEPT_FOR = 5.0
CLOSED = "Versturen kan nu niet: er is niemand die uw melding kan openen. Wat u schreef is er nog. Bel ons liever."


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who would read a report, under the title that reporters know."""

    id: UUID
    title: str


@dataclass(frozen=True, slots=True)
class Place:
    """A desk as a visitor meets it."""

    desk: Desk
    site: Site
    is_open: bool
    readers: tuple[Reader, ...]
    # Pages that are the same for everybody who comes along, but for the code and a token (see `pages.show_alike`).
    alike: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def organisation(self) -> Organisation:
        return self.desk.organisation

    @property
    def own_page(self) -> str:
        """Where somebody with an access code finds what they sent."""
        return f"/{self.slug}/mijn/"

    @property
    def slug(self) -> str:
        return self.desk.organisation.slug


_places: dict[str, tuple[Place, float]] = {}


def place_at(slug: str, *, drill: bool = False) -> Place:
    """The place at a public address, as it was at most `KEPT_FOR` seconds ago. Raises Http404 when there is none.

    A drill is a place only where that is asked: somebody plays the reporter there.
    """
    place, until = _places.get(slug, (None, 0.0))
    if place is None or until < monotonic() or (place.site.real_work and not drill):
        place = _look_up(slug, drill=drill)
        _places[slug] = place, monotonic() + KEPT_FOR
    return place


def title_of(membership: Membership) -> str:
    """How reporters know a member: the function, and the name when the member stands on the public page."""
    name = f" ({membership.person.name})" if membership.on_public_page else ""
    return f"{membership.title[:1].upper()}{membership.title[1:]}{name}"


def _look_up(slug: str, *, drill: bool) -> Place:
    desk = desk_at(slug) or (drill_at(slug) if drill else None)
    if desk is None:
        raise Http404
    readers = tuple(Reader(one.pk, title_of(one)) for one in desk_readers(desk))
    return Place(desk, Site.of(desk), form_state(desk).is_open, readers)


def forget() -> None:
    """Look everything up again at the next request."""
    _places.clear()
