"""What an organisation shows, as entries: to list, to look in, and to lead on from."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rugdekking.content.schema.toolkit import PageKind, Theme
from rugdekking.knowledge.finding import Entry, Facet
from rugdekking.knowledge.models import Event, Guide, ToolkitPage
from rugdekking.knowledge.queries import shown_by, slug_of
from rugdekking.organisations.models import Organisation

_PLACES = {theme.value: place for place, theme in enumerate(Theme)}
# What people call a page of this kind when they look for one.
CALLED = {
    PageKind.DOCUMENT: "factsheet pdf blad",
    PageKind.STORY: "verhaal ervaring",
    PageKind.GUIDE: "stappenplan",
}


def entries_of(organisation: Organisation, *, on: date) -> list[Entry]:
    """Every page, theme after theme, each theme before its pages. An event that is over on that day is left out."""
    pages = shown_by(organisation)
    steps, days = _steps(pages), _days(pages)
    entries = [_entry(page, steps.get(page.pk, ""), days.get(page.pk)) for page in pages]
    return sorted((one for one in entries if one.on is None or one.on >= on), key=_place)


def target_of(page: ToolkitPage) -> str:
    """The page at its address."""
    return f"page:{page.slug}"


def _entry(page: ToolkitPage, steps: str, day: date | None) -> Entry:
    kind: PageKind | None = page.specific_class.kind
    theme = str(page.theme) or next((code for code in _PLACES if slug_of(code) == page.slug), "")
    return Entry(
        target=target_of(page),
        kind=kind,
        title=str(page.title),
        summary=str(page.summary),
        codes={
            Facet.AUDIENCE: tuple(page.audiences),
            Facet.PHASE: tuple(page.phases),
            Facet.THEME: (theme,) if theme else (),
        },
        situations=tuple(str(page.situations).splitlines()),
        body=f"{page.body}\n{steps}\n{CALLED.get(kind, '') if kind else ''}",
        since=page.first_published_at,
        changed=page.last_published_at,
        on=day,
    )


def _steps(pages: Iterable[ToolkitPage]) -> Mapping[int, str]:
    """The words of the steps of each guide."""
    guides: Any = Guide.objects.filter(pk__in=[page.pk for page in pages if page.specific_class is Guide])
    return {
        pk: "\n".join(f"{block.value['title']}\n{block.value['body']}" for block in steps)
        for pk, steps in guides.values_list("pk", "steps")
    }


def _days(pages: Iterable[ToolkitPage]) -> Mapping[int, date]:
    events: Any = Event.objects.filter(pk__in=[page.pk for page in pages if page.specific_class is Event])
    return dict(events.values_list("pk", "on"))


def _place(entry: Entry) -> tuple[int, bool]:
    themes = entry.codes[Facet.THEME]
    return (_PLACES[themes[0]] if themes else len(_PLACES), entry.kind is not PageKind.THEME)
