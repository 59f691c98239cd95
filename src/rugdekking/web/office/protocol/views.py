"""Reading the protocol: which versions there are, and one version as a whole."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.content.queries import latest
from rugdekking.content.schema import Protocol
from rugdekking.content.writing import written
from rugdekking.kernel.time import day_of
from rugdekking.protocols.comparing import differences, still_to_take_over
from rugdekking.protocols.editing import Part, Words, items, key_of
from rugdekking.protocols.models import OwnProtocol, State
from rugdekking.protocols.queries import current, letter_titles, origin_of, read, titles_of, versions_of
from rugdekking.protocols.wording import item_label, item_lines, words_label, words_text
from rugdekking.web.access import Visit, office
from rugdekking.web.downloads import YAML, to_save
from rugdekking.web.office.page import show
from rugdekking.web.office.protocol.frame import EDITOR, READERS, of_draft, of_version
from rugdekking.web.ui.parts import Answer

TITLES = {
    Part.CATEGORIES: "Soorten gedrag",
    Part.CHANNELS: "Waar of hoe",
    Part.MEASURES: "Reacties en maatregelen",
    Part.ROWS: "Regels: bij welk gedrag hoort wat",
}


@require_safe
@office(*READERS)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    organisation = visit.membership.organisation
    rows = versions_of(organisation.pk)
    context = {
        "holds": current(organisation, on=day_of(timezone.now())),
        "draft": next((row for row in rows if row.state == State.DRAFT), None),
        "adopted": [row for row in rows if row.state != State.DRAFT],
        "may_change": EDITOR in visit.roles,
    }
    return show(request, visit, "office/protocol/overview.html", context)


@require_safe
@of_version
def whole(request: HttpRequest, visit: Visit, row: OwnProtocol) -> HttpResponse:
    """A version as one readable page, to print as well."""
    context = {"row": row, "protocol": read(row), **_told(read(row), visit), "may_change": EDITOR in visit.roles}
    return show(request, visit, "office/protocol/whole.html", context)


@require_safe
@office(*READERS)
def shipped(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The shipped protocol that holds as long as the organisation has none of its own."""
    protocol = latest(Protocol, visit.membership.organisation.protocol)
    return show(request, visit, "office/protocol/whole.html", {"protocol": protocol, **_told(protocol, visit)})


@require_safe
@of_draft
def draft(request: HttpRequest, visit: Visit, row: OwnProtocol) -> HttpResponse:
    """Everything that can be changed, and how far the draft is from where it came from."""
    protocol = read(row)
    origin = origin_of(row)
    lists = [
        {
            "part": part.value,
            "title": TITLES[part],
            "all": [(key_of(one), item_label(one, protocol)) for one in items(protocol, part)],
        }
        for part in Part
    ]
    newest = latest(Protocol, row.from_name)
    news = still_to_take_over(protocol, differences(origin, newest), newest)
    context = {
        "row": row,
        "protocol": protocol,
        "lists": lists,
        "changes": differences(origin, protocol, titles_of(row.organisation), letter_titles()),
        "newer": newest if news else None,
    }
    return show(request, visit, "office/protocol/draft.html", context)


@require_safe
@of_version
def file(_request: HttpRequest, _visit: Visit, row: OwnProtocol) -> HttpResponse:
    """The version as a file that another organisation, or this one, can bring in again."""
    name = f"protocol-{row.number or 'concept'}.yaml"
    return to_save(written(read(row)), name, YAML)


def _told(protocol: Protocol, visit: Visit) -> dict[str, Any]:
    """The whole protocol in words, list by list."""
    titles, letters = titles_of(visit.membership.organisation), letter_titles()
    words = [Answer(words_label(one), words_text(protocol, one)) for one in Words]
    lists = [
        {
            "title": TITLES[part],
            "all": [
                (
                    item_label(one, protocol),
                    _lines(item_lines(one, protocol, titles), letters),
                )
                for one in items(protocol, part)
            ],
        }
        for part in Part
    ]
    return {"words": words, "lists": lists}


def _lines(said: dict[str, str], letters: Mapping[str, str]) -> list[Answer]:
    """What is filled in, with the name of a letter for its code."""
    if "Brief" in said:
        said["Brief"] = letters.get(said["Brief"], said["Brief"])
    return [Answer(name, text) for name, text in said.items() if text]
