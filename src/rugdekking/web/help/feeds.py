"""What search engines and feed readers fetch: where they may come, the map of a desk's public pages, what is new."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from rugdekking.content.schema.toolkit import PageKind
from rugdekking.knowledge.finding import Entry
from rugdekking.web.help.answers import for_everybody
from rugdekking.web.help.entries import entries_at, lines
from rugdekking.web.public.places import Place, place_at

MOST: Final = 30
FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)
# Pages of the desk and of its help that are no entries.
FIXED: Final = (
    "public:front",
    "help:home",
    "help:situations",
    "scans:overview",
    "meetings:guides",
    "meetings:presentation",
)

# A longer line goes before a shorter one. Which desks there are stands here no more than on the landing page: `/*/$`
# lets their front pages in by their shape. Other addresses of that shape say `noindex`, as does all that is no help.
ROBOTS: Final = """User-agent: *
Disallow: /
Allow: /$
Allow: /*/$
Allow: /*/hulp/
Allow: /*/sitemap.xml
Allow: /*/huisstijl-
Allow: /*/logo
Allow: /statisch/
Disallow: /account/
Disallow: /redactie/
Disallow: /werk/
Disallow: /*/bel-mij/
Disallow: /*/hulp/*/document/
Disallow: /*/hulp/gesprek/*/zaal/
Disallow: /*/hulp/zaal/
Disallow: /*/hulp/zoeken/
Disallow: /*/melden/
Disallow: /*/mijn/
Disallow: /*/onveilig-gevoel/
Disallow: /*/stem/
"""


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """What search engines may fetch: the front page of a desk and its help."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@require_safe
def new(request: HttpRequest, organisation: str) -> HttpResponse:
    """Every page, the newest first."""
    place = place_at(organisation)
    return _feed(request, place, "Nieuwe pagina's", (one for one in entries_at(place) if one.since))


@require_safe
def news(request: HttpRequest, organisation: str) -> HttpResponse:
    place = place_at(organisation)
    return _feed(request, place, "Nieuws", (one for one in entries_at(place) if one.kind is PageKind.NEWS))


@require_safe
def sitemap(request: HttpRequest, organisation: str) -> HttpResponse:
    """All that the public side of this desk wants to be found: nothing of a form, a report or a search."""
    place = place_at(organisation)
    fixed = [(reverse(name, args=[place.slug]), None) for name in FIXED]
    pages = [(line.address, line.entry.changed) for line in lines(place, entries_at(place))]
    addresses = [(request.build_absolute_uri(address), changed) for address, changed in (*fixed, *pages)]
    response = render(request, "help/sitemap.xml", {"addresses": addresses}, content_type="application/xml")
    return for_everybody(response, place)


def _feed(request: HttpRequest, place: Place, what: str, entries: Iterable[Entry]) -> HttpResponse:
    feed = Atom1Feed(
        title=f"{what} van {place.site.name}",
        link=request.build_absolute_uri(reverse("help:home", args=[place.slug])),
        description="",
        language="nl",
        feed_url=request.build_absolute_uri(request.path),
        author_name=place.site.name,
    )
    newest = sorted(entries, key=lambda one: one.since or FIRST, reverse=True)[:MOST]
    for line in lines(place, newest):
        feed.add_item(
            title=line.entry.title,
            link=request.build_absolute_uri(line.address),
            unique_id=request.build_absolute_uri(line.address),
            description=line.entry.summary,
            pubdate=line.entry.since,
            updateddate=line.entry.changed or line.entry.since,
            categories=[line.kind],
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    return for_everybody(response, place)
