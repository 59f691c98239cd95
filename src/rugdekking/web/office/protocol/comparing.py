"""Two versions side by side, and what a newer shipped protocol would change in the draft."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.content.queries import latest
from rugdekking.content.schema import Protocol
from rugdekking.protocols import operations as protocols
from rugdekking.protocols.comparing import Change, differences, own_lines, still_to_take_over, take_over
from rugdekking.protocols.models import OwnProtocol, State
from rugdekking.protocols.queries import (
    letter_titles,
    origin_of,
    read,
    shipped_protocols,
    titles_of,
    version_of,
    versions_of,
)
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, Sure, at, filled
from rugdekking.web.office.page import show
from rugdekking.web.office.protocol.frame import READERS, of_draft, question_of_draft

# Up to this many differences stand open at once; of more one opens what one wants to see.
FEW = 8


class CompareForm(forms.Form):
    van = forms.ChoiceField(label="Vergelijk", error_messages={"invalid_choice": "Kies een van deze versies."})
    met = forms.ChoiceField(label="met", error_messages={"invalid_choice": "Kies een van deze versies."})


@require_safe
@office(*READERS)
def compare(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Any two: own versions, the draft and what is shipped."""
    choices = _versions(visit)
    form = CompareForm(request.GET or None)
    for name in form.fields:
        form.fields[name].choices = choices  # type: ignore[attr-defined]
    found = None
    if form.is_valid():
        old, new = (_protocol(visit, form.cleaned_data[name]) for name in ("van", "met"))
        found = differences(old, new, titles_of(visit.membership.organisation), letter_titles())
    context = {
        "form": form,
        "changes": found,
        "few": found is not None and len(found) <= FEW,
        "names": dict(choices),
    }
    return show(request, visit, "office/protocol/compare.html", context)


@require_safe
@of_draft
def newer(request: HttpRequest, visit: Visit, draft: OwnProtocol) -> HttpResponse:
    """What the shipped protocol says now and this draft does not, one by one."""
    shipped = latest(Protocol, draft.from_name)
    titles = titles_of(visit.membership.organisation)
    changes = still_to_take_over(
        read(draft), differences(origin_of(draft), shipped, titles, letter_titles()), shipped
    )
    return show(request, visit, "office/protocol/newer.html", {"changes": changes, "shipped": shipped})


@question_of_draft
def take(request: HttpRequest, visit: Visit, draft: OwnProtocol, part: str, item: str) -> Question:
    shipped = latest(Protocol, draft.from_name)
    change = _change(draft, shipped, part, item)
    own = own_lines(read(draft), change, shipped, titles_of(draft.organisation), letter_titles())
    return Question(
        heading=f"Overnemen: {change.label}",
        button="Overnemen",
        form=filled(request, Sure),
        act=lambda: protocols.change(
            draft, take_over(read(draft), change, shipped), by=visit.actor, at=timezone.now()
        ),
        done="Overgenomen in het concept.",
        to=at(visit, "protocol-newer"),
        template="office/protocol/take.html",
        around={"change": change, "own": own},
    )


def _change(draft: OwnProtocol, shipped: Protocol, part: str, key: str) -> Change:
    changes = differences(origin_of(draft), shipped, titles_of(draft.organisation), letter_titles())
    change = next((one for one in changes if (one.part.value, one.key) == (part, key)), None)
    if change is None:
        raise Http404
    return change


def _versions(visit: Visit) -> list[tuple[str, str]]:
    own = [
        (str(row.pk), "Het concept" if row.state == State.DRAFT else f"Versie {row.number}")
        for row in versions_of(visit.membership.organisation_id)
    ]
    return [*own, *((one.id, f"{one.title} (meegeleverd, versie {one.version})") for one in shipped_protocols())]


def _protocol(visit: Visit, chosen: str) -> Protocol:
    try:
        pk = UUID(chosen)
    except ValueError:
        return latest(Protocol, chosen)
    row = version_of(visit.membership.organisation_id, pk)
    if row is None:
        raise Http404
    return read(row)
