"""What a griffier or secretaris sends to all members: a message with the address, and what is ready to use."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse

from rugdekking.content.queries import latest
from rugdekking.content.schema import Passages, Services
from rugdekking.content.schema.toolkit import Audience
from rugdekking.kernel import phones
from rugdekking.knowledge.finding import Entry
from rugdekking.knowledge.queries import page_at, slug_of
from rugdekking.organisations.models import Kind
from rugdekking.web.help import plans
from rugdekking.web.help.entries import lines
from rugdekking.web.public.places import Place

# The page for griffiers and secretarissen, on which this stands.
PAGE: Final = "for_clerks"
MEMBERS: Final[Mapping[str, Audience]] = {
    Kind.GEMEENTE: Audience.COUNCILLOR,
    Kind.PROVINCIE: Audience.STATES_MEMBER,
    Kind.WATERSCHAP: Audience.WATER_BOARD,
}
# What is ready, by what it is for: pages of the toolkit by id, other things by what they are.
AGENDA: Final = ("page:safety_on_the_agenda", "presentation:")
HANDOUTS: Final = ("page:factsheet_reporting", "page:protocol_on_a_page", "page:new_in_office")
FOR_THE_AGENDA, FOR_EACH = "guide:", "scan:"


def for_members(request: HttpRequest, place: Place, entries: Sequence[Entry]) -> dict[str, Any]:
    """The message for the members of this kind of organisation, and the pages that go with it."""
    words = latest(Passages, "council").passage(place.organisation.kind)
    home = request.build_absolute_uri(reverse("help:home", args=[place.slug]))
    role = MEMBERS[place.organisation.kind]
    return {
        "heading": words.title,
        "message": words.text.format(adres=home, nummers="\n".join(_numbers(place))).strip(),
        # As somebody says it on the telephone: what a browser fills in itself is left out.
        "spoken": home.partition("://")[2].rstrip("/"),
        "plan": dict(plans.links(place, slug_of("step_plan"), [role])),
        "agenda": list(lines(place, _of(entries, AGENDA))),
        "guides": list(lines(place, (one for one in entries if one.target.startswith(FOR_THE_AGENDA)))),
        "handouts": list(lines(place, _of(entries, HANDOUTS))),
        "scans": list(lines(place, (one for one in entries if one.target.startswith(FOR_EACH)))),
    }


def way(place: Place) -> tuple[str, str] | None:
    """What this is called in this kind of organisation, and where it stands; None when that page is not shown.

    A page that the organisation wrote in its place has no such message.
    """
    page = page_at(place.organisation, slug_of(PAGE))
    if page is None or page.shipped != PAGE:
        return None
    title = latest(Passages, "council").passage(place.organisation.kind).title
    return title, reverse("help:page", args=[place.slug, page.slug])


def _numbers(place: Place) -> Iterable[str]:
    services = latest(Services, "support")
    if place.desk.phone:
        hours = f" ({place.desk.hours})" if place.desk.hours else ""
        yield f"{place.site.name}: {phones.spoken(place.desk.phone)}{hours}"
    for code in ("support_team", "emergency"):
        service = services.service(code)
        yield f"{service.label}: {service.phone} ({service.hours})"


def _of(entries: Iterable[Entry], wanted: Sequence[str]) -> list[Entry]:
    """Those entries, in the order in which they are wanted."""
    targets = [f"{way}:{slug_of(name) if name else ''}" for way, _, name in (one.partition(":") for one in wanted)]
    return sorted((one for one in entries if one.target in targets), key=lambda one: targets.index(one.target))
