"""What helps before anything happens, for everybody who comes along: it asks no session and sets no cookie."""

from collections.abc import Iterator
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rugdekking.content.schema.toolkit import AUDIENCES, KINDS, PHASES, THEMES, Audience, PageKind, Theme
from rugdekking.knowledge.models import Guide, ThemePage, ToolkitPage
from rugdekking.knowledge.queries import page_at, pages_of, slug_of, themes_of
from rugdekking.web.help import sheets
from rugdekking.web.help.links import resolver
from rugdekking.web.help.markdown import drawn
from rugdekking.web.public.places import Place, place_at

LOOKS: Final = {kind: kind.value for kind in PageKind}


@require_safe
def home(request: HttpRequest, organisation: str) -> HttpResponse:
    """The themes, in their order."""
    place = place_at(organisation)
    return _shown(request, "home", place, {"themes": themes_of(place.organisation)})


@require_safe
def page(request: HttpRequest, organisation: str, page: str) -> HttpResponse:
    """One page: the organisation's own when it wrote one, else the national one."""
    place = place_at(organisation)
    found = page_at(place.organisation, page)
    if found is None or found.kind is None:
        raise Http404
    return show(request, place, found)


def show(request: HttpRequest, place: Place, page: ToolkitPage) -> HttpResponse:
    """`page`, of its own kind, as the readers of this organisation see it; also before it was published."""
    told = {**about(place, page), **sheets.about(request, place, page)}
    return _shown(request, LOOKS[page.kind or PageKind.ARTICLE], place, told)


def about(place: Place, page: ToolkitPage) -> dict[str, Any]:
    """What the templates of all kinds show of `page`."""
    resolve = resolver(place.slug)
    return {
        "page": page,
        "body": drawn(page.body, resolve),
        "kind": KINDS[page.kind or PageKind.ARTICLE],
        "theme": (slug_of(page.theme), THEMES[Theme(page.theme)]) if page.theme else None,
        "audience": [AUDIENCES[Audience(one)] for one in page.audiences],
        "situations": str(page.situations).splitlines(),
        "unconfirmed": str(page.unconfirmed).splitlines(),
        "below": _of_theme(place, page) if isinstance(page, ThemePage) else [],
        "guide": list(_steps(page, place)) if isinstance(page, Guide) else [],
    }


def _of_theme(place: Place, theme: ThemePage) -> list[ToolkitPage]:
    return [one for one in pages_of(place.organisation) if slug_of(one.theme) == theme.slug]


def _steps(guide: Guide, place: Place) -> Iterator[dict[str, Any]]:
    """For each role in their fixed order: its name, and its steps by moment."""
    resolve = resolver(place.slug)
    steps = [block.value for block in guide.steps]
    for role, label in AUDIENCES.items():
        own = [step for step in steps if step["role"] == role]
        moments = [
            (words, [(step["title"], drawn(step["body"], resolve)) for step in own if step["phase"] == phase])
            for phase, words in PHASES.items()
        ]
        if own:
            yield {"role": label, "code": role.value, "moments": [one for one in moments if one[1]]}


def _shown(request: HttpRequest, template: str, place: Place, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"help/{template}.html", {"site": place.site, "place": place, **context})
