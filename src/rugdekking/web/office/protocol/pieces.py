"""Changing the draft piece by piece."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils import timezone

from rugdekking.protocols import operations as protocols
from rugdekking.protocols.editing import Part, find, put, say, take_out
from rugdekking.protocols.models import OwnProtocol
from rugdekking.protocols.queries import read, titles_of
from rugdekking.protocols.wording import item_label
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, at, filled
from rugdekking.web.office.protocol.forms import CategoryForm, ChannelForm, MeasureForm, PieceForm, WordsForm
from rugdekking.web.office.protocol.frame import FORM, question_of_draft
from rugdekking.web.office.protocol.row_form import RowForm


@dataclass(frozen=True, slots=True)
class Editor:
    """How the items of one list are asked for."""

    form: type[PieceForm]
    new: str
    template: str = FORM


EDITORS = {
    Part.CATEGORIES: Editor(CategoryForm, "Een soort gedrag toevoegen"),
    Part.CHANNELS: Editor(ChannelForm, "Een plek of kanaal toevoegen"),
    Part.MEASURES: Editor(MeasureForm, "Een reactie of maatregel toevoegen"),
    Part.ROWS: Editor(RowForm, "Een regel toevoegen", "office/protocol/row.html"),
}


@question_of_draft
def words(request: HttpRequest, visit: Visit, draft: OwnProtocol) -> Question:
    form = filled(request, WordsForm, protocol=read(draft))
    return Question(
        heading="Titel, norm en voor wie",
        button="Opslaan",
        form=form,
        act=lambda: protocols.change(draft, say(read(draft), form.words), by=visit.actor, at=timezone.now()),
        done="Opgeslagen in het concept.",
        to=at(visit, "protocol-draft"),
        around={"intro": "Dit staat op de normpagina en bij elke zaak waarin u feiten vastlegt."},
    )


@question_of_draft
def add(request: HttpRequest, visit: Visit, draft: OwnProtocol, part: str) -> Question:
    chosen = part_of(part)
    return _question(request, visit, draft, part=chosen, key="", heading=EDITORS[chosen].new)


@question_of_draft
def change(request: HttpRequest, visit: Visit, draft: OwnProtocol, part: str, item: str) -> Question:
    chosen = part_of(part)
    found = find(read(draft), chosen, item)
    if found is None:
        raise Http404
    return _question(request, visit, draft, part=chosen, key=item, heading=item_label(found, read(draft)))


@question_of_draft
def remove(request: HttpRequest, visit: Visit, draft: OwnProtocol, part: str, item: str) -> Question:
    chosen, protocol = part_of(part), read(draft)
    found = find(protocol, chosen, item)
    if found is None:
        raise Http404
    return Question(
        heading=f"{item_label(found, protocol)} weghalen",
        button="Weghalen",
        form=filled(request, Sure),
        act=lambda: protocols.change(draft, take_out(protocol, chosen, item), by=visit.actor, at=timezone.now()),
        done="Weggehaald uit het concept.",
        to=at(visit, "protocol-draft"),
        back=at(visit, "protocol-change", part, item),
        around={"intro": "Dit verdwijnt uit het concept. Wat is vastgesteld, verandert niet."},
    )


def part_of(part: str) -> Part:
    try:
        return Part(part)
    except ValueError:
        raise Http404 from None


def _question(
    request: HttpRequest, visit: Visit, draft: OwnProtocol, *, part: Part, key: str, heading: str
) -> Question:
    editor, protocol = EDITORS[part], read(draft)
    item = find(protocol, part, key) if key else None
    titles = titles_of(visit.membership.organisation)
    form = filled(request, editor.form, protocol=protocol, item=item, titles=titles)
    return Question(
        heading=heading,
        button="Opslaan",
        form=form,
        act=lambda: protocols.change(draft, put(protocol, part, form.item), by=visit.actor, at=timezone.now()),
        done="Opgeslagen in het concept.",
        to=at(visit, "protocol-draft"),
        template=editor.template,
        around={"intro": "", "remove": at(visit, "protocol-remove", part.value, key) if key else ""},
    )
