"""What helps before anything happens, for everybody who comes along: it asks no session and sets no cookie."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.content.schema.toolkit import KINDS, THEMES, Audience, PageKind, Theme, in_a_sentence
from rugdekking.kernel.time import day_of
from rugdekking.knowledge.finding import Entry, Facet, related, written_for
from rugdekking.knowledge.listing import target_of
from rugdekking.knowledge.models import Guide, Home, ThemePage, ToolkitPage
from rugdekking.knowledge.queries import home_of, page_at, slug_of
from rugdekking.web.help import answers, council, former, plans, sheets
from rugdekking.web.help.entries import entries_at, lines
from rugdekking.web.help.links import resolver
from rugdekking.web.help.markdown import drawn
from rugdekking.web.help.terms import filled
from rugdekking.web.public.places import Place, place_at

# These kinds show more than what all pages have.
OWN_LOOK: Final = frozenset(
    {PageKind.THEME, PageKind.GUIDE, PageKind.DOCUMENT, PageKind.STORY, PageKind.EVENT, PageKind.SERVICE}
)
# The guide that says for every role what to do.
FOR_EVERY_ROLE: Final = "step_plan"
RECENT: Final = timedelta(days=60)
NEWEST: Final = 3


@require_safe
def home(request: HttpRequest, organisation: str) -> HttpResponse:
    """What the editors want to say first, the ways to find something, then the themes in their order."""
    place = place_at(organisation)
    return answers.for_everybody(show_home(request, place, home_of(place.organisation)), place, "begin")


def show_home(request: HttpRequest, place: Place, own: Home | None) -> HttpResponse:
    """The first page, with the welcome of `own`; a drill has none."""
    entries = entries_at(place)
    guide = slug_of(FOR_EVERY_ROLE)
    plan = next((one for one in entries if one.target == f"page:{guide}"), None)
    context = {
        "welcome": drawn(filled(own.welcome, place), resolver(place.slug)) if own else "",
        "themes": list(lines(place, (one for one in entries if one.kind is PageKind.THEME))),
        "roles": plans.links(place, guide, plan.codes[Facet.AUDIENCE]) if plan else [],
        "events": list(lines(place, sorted(_of_kind(entries, PageKind.EVENT), key=_day)[:NEWEST])),
        "members": council.way(place),
        "news": list(lines(place, _recent(_of_kind(entries, PageKind.NEWS)))),
    }
    return answers.drawn(request, "home", place, context)


@require_safe
def page(request: HttpRequest, organisation: str, page: str) -> HttpResponse:
    """One page: the organisation's own when it wrote one, else the national one."""
    place = place_at(organisation)
    found = page_at(place.organisation, page)
    if found is None or found.kind is None:
        return former.now_at(request, place, page)
    return answers.for_everybody(show(request, place, found, address=_address(request)), place, page)


@require_safe
def plan(request: HttpRequest, organisation: str, page: str, role: str) -> HttpResponse:
    """The steps of a guide for one role: to read, and to print."""
    place = place_at(organisation)
    guide = page_at(place.organisation, page)
    if guide is None:
        return former.now_at(request, place, page, role=role)
    steps = plans.steps(guide, place) if isinstance(guide, Guide) else []
    mine = next((one for one in steps if one.slug == role), None)
    if mine is None:
        raise Http404
    entries = entries_at(place)
    context = {
        **about(place, guide, entries),
        "address": _address(request),
        "plan": mine,
        "more": list(lines(place, written_for(mine.audience, entries))),
    }
    return answers.for_everybody(answers.drawn(request, "plan", place, context), place, page)


def show(request: HttpRequest, place: Place, page: ToolkitPage, *, address: str = "") -> HttpResponse:
    """`page`, of its own kind, as the readers of this organisation see it; also before it was published.

    `address` is where everybody reads it, for on paper; a draft has none.
    """
    look = page.kind.value if page.kind in OWN_LOOK else "page"
    entries = entries_at(place)
    told = {**about(place, page, entries), **sheets.about(request, place, page), "address": address}
    if page.shipped == council.PAGE:
        told["council"] = council.for_members(request, place, entries)
    return answers.drawn(request, look, place, told)


def about(place: Place, page: ToolkitPage, entries: Sequence[Entry]) -> dict[str, Any]:
    """What the templates of all kinds show of `page`, found among `entries`. It speaks to who is named first."""
    return {
        "page": page,
        "body": drawn(filled(page.body, place), resolver(place.slug)),
        "kind": KINDS[page.kind or PageKind.ARTICLE],
        "theme": (slug_of(page.theme), THEMES[Theme(page.theme)]) if page.theme else None,
        "audience": _audience(page),
        "for_residents": page.audiences[:1] == [Audience.RESIDENT],
        "unconfirmed": str(page.unconfirmed).splitlines(),
        "lines": list(lines(place, _of_theme(page, entries) if isinstance(page, ThemePage) else [])),
        "related": list(lines(place, _related(page, entries))),
        "plans": plans.steps(page, place) if isinstance(page, Guide) else [],
        "today": day_of(timezone.now()),
    }


def _audience(page: ToolkitPage) -> list[str]:
    """For whom it is, unless that is everybody."""
    named = [in_a_sentence(Audience(one)) for one in page.audiences]
    return named if len(named) < len(Audience) else []


def _of_theme(page: ToolkitPage, entries: Sequence[Entry]) -> list[Entry]:
    members = [one for one in entries if page.slug in map(slug_of, one.codes[Facet.THEME])]
    return [one for one in members if one.target != target_of(page)]


def _related(page: ToolkitPage, entries: Sequence[Entry]) -> list[Entry]:
    """A theme lists all it has, and a draft stands in no list yet."""
    entry = next((one for one in entries if one.target == target_of(page)), None)
    return related(entry, entries) if entry and entry.kind is not PageKind.THEME else []


def _of_kind(entries: Sequence[Entry], kind: PageKind) -> list[Entry]:
    return [one for one in entries if one.kind is kind]


def _recent(news: Sequence[Entry]) -> list[Entry]:
    now = timezone.now()
    recent = [one for one in news if one.since and now - one.since < RECENT]
    return sorted(recent, key=lambda one: one.since or now, reverse=True)[:NEWEST]


def _day(entry: Entry) -> str:
    return f"{entry.on}"


def _address(request: HttpRequest) -> str:
    """Where the page stands, for on paper."""
    return request.build_absolute_uri(request.path)
