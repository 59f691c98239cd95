"""Letters: choose one, look it over, make it, save it as a file, and say that it went out, or throw it away.

The same pages stand beside an answer in a case, beside a measure that somebody looks after when its case is closed,
and beside who was written down as having done it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from rugdekking.cases.paper import Written
from rugdekking.content.schema import Addressee
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.measures.letters import operations as letters
from rugdekking.measures.letters.about import About
from rugdekking.measures.letters.queries import OpenLetter
from rugdekking.measures.models import Letter
from rugdekking.web.office.asking import Question, Sure, accepted, filled
from rugdekking.web.office.letter_forms import LetterForm, SentForm
from rugdekking.web.office.saving import saved


@dataclass(frozen=True, slots=True)
class Place:
    """Where these pages stand. `to` gives the address of one of them by its name, `show` draws one.

    `known` is the name and address of the other side, when this place knows exactly one.
    """

    request: HttpRequest
    about: About
    to: Callable[..., str]
    show: Callable[[str, dict[str, Any]], HttpResponse]
    known: str = ""


def overview(place: Place) -> HttpResponse:
    context = {
        "made": [(one, place.to("letter", one.row.pk)) for one in place.about.made()],
        "offered": [(one, place.to("letter-write", one.id)) for one in place.about.offered()],
        "back_address": place.to("about"),
        "back": place.about.name,
    }
    return place.show("office/letter/list.html", context)


def write(place: Place, name: str) -> HttpResponse:
    """Fill in, look over, make: three times the same form, so that nothing is kept before it is made."""
    text = next((one for one in place.about.offered() if one.id == name), None)
    if text is None:
        raise Http404
    signer = place.about.signer(text)
    form = filled(
        place.request,
        LetterForm,
        text=text,
        first=place.about.beginning(text, on=day_of(timezone.now())),
        recipient=place.known if text.to is Addressee.PERPETRATOR else "",
        signature=f"{signer.person.name}\n{signer.title}",
    )
    made: list[Letter] = []
    letter = None
    if "bekijk" in place.request.POST:
        letter = _looked_over(place, form)
    elif accepted(place.request, form, lambda: made.append(place.about.write(form.draft, at=timezone.now()))):
        messages.success(place.request, "De brief is gemaakt. U kunt hem nu opslaan en versturen.")
        return redirect(place.to("letter", made[0].pk))
    context = {"text": text, "form": form, "letter": letter, "back_address": place.to("letters")}
    return place.show("office/letter/write.html", context)


def one(place: Place, letter: UUID) -> HttpResponse:
    found = _letter(place, letter)
    context = {
        "letter": found.written,
        "row": found.row,
        "files": [(form, place.to("letter-file", letter, form)) for form in ("pdf", "docx")],
        "send_address": place.to("letter-send", letter),
        "drop_address": place.to("letter-drop", letter),
        "back_address": place.to("letters"),
    }
    return place.show("office/letter/one.html", context)


def file(place: Place, letter: UUID, form: str) -> HttpResponse:
    """The letter to save; one that may no longer go out says why, and leaves as no file."""
    found = _letter(place, letter)
    try:
        return saved("brief", form, lambda: place.about.to_save(found, form=form))
    except Refused as refusal:
        messages.error(place.request, str(refusal.reason))
        return redirect(place.to("letter", letter))


def sending(place: Place, letter: UUID) -> Question:
    row = _letter(place, letter).row
    form = filled(place.request, SentForm, today=day_of(timezone.now()))
    return Question(
        heading="De brief is verstuurd",
        button="Vastleggen",
        form=form,
        act=lambda: place.about.send(
            row, on=form.cleaned_data["on"], told=form.cleaned_data["told"], at=timezone.now()
        ),
        done="Vastgelegd dat de brief is verstuurd.",
        to=place.to("letter", letter),
        around={"intro": place.about.makes_known(row)},
    )


def dropping(place: Place, letter: UUID) -> Question:
    row = _letter(place, letter).row
    return Question(
        heading="De brief weggooien",
        button="Weggooien",
        form=filled(place.request, Sure),
        act=lambda: letters.throw_away(row, ring=place.about.ring, at=timezone.now()),
        done="De brief is weggegooid.",
        to=place.to("letters"),
        back=place.to("letter", letter),
        around={
            "intro": "Deze brief is nog niet verstuurd. Wat erin staat, is daarna weg. In het logboek blijft staan"
            " dat er een brief was."
        },
    )


def _letter(place: Place, letter: UUID) -> OpenLetter:
    found = next((one for one in place.about.made() if one.row.pk == letter), None)
    if found is None:
        raise Http404
    return found


def _looked_over(place: Place, form: LetterForm) -> Written | None:
    """The letter as it would go out; none while something is missing, which the form then tells."""
    if not form.is_valid():
        return None
    try:
        return place.about.read_over(form.draft, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
        return None
