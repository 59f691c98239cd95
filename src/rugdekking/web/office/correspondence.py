"""Letters about an answer: choose one, look it over, make it, save it as a file, and say that it went out.

The same pages stand in a case and, for whoever looks after a measure when its case is closed, beside that measure.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from rugdekking.content.schema import Addressee
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.measures.letters import operations as letters
from rugdekking.measures.letters import queries
from rugdekking.measures.letters.body import Written
from rugdekking.measures.letters.queries import OpenLetter
from rugdekking.measures.models import Letter
from rugdekking.measures.queries import OpenAnswer
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, accepted, filled
from rugdekking.web.office.letter_forms import LetterForm, SentForm
from rugdekking.web.office.saving import saved


@dataclass(frozen=True, slots=True)
class Place:
    """Where these pages stand. `to` gives the address of one of them by its name, `show` draws one.

    `known` is the name and address of the other side, when this place knows exactly one.
    """

    request: HttpRequest
    visit: Visit
    answer: OpenAnswer
    to: Callable[..., str]
    show: Callable[[str, dict[str, Any]], HttpResponse]
    known: str = ""


def overview(place: Place) -> HttpResponse:
    context = {
        "made": [
            (one, place.to("letter", one.row.pk)) for one in queries.letters_of(place.answer.row, place.visit.ring)
        ],
        "offered": [
            (one, place.to("letter-write", one.id)) for one in queries.letters_for(place.answer, place.visit.ring)
        ],
        "back_address": place.to("answer"),
    }
    return place.show("office/letter/list.html", context)


def write(place: Place, name: str) -> HttpResponse:
    """Fill in, look over, make: three times the same form, so that nothing is kept before it is made."""
    ring = place.visit.ring
    text = next((one for one in queries.letters_for(place.answer, ring) if one.id == name), None)
    if text is None:
        raise Http404
    signer = queries.signer_of(text, place.answer, ring)
    form = filled(
        place.request,
        LetterForm,
        text=text,
        first=queries.beginning(text, place.answer, ring, on=day_of(timezone.now())),
        recipient=place.known if text.to is Addressee.PERPETRATOR else "",
        signature=f"{signer.person.name}\n{signer.title}",
    )
    made: list[Letter] = []
    letter = None
    if "bekijk" in place.request.POST:
        letter = _looked_over(place, form)
    elif accepted(place.request, form, lambda: made.append(_made(place, form))):
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
        "back_address": place.to("letters"),
    }
    return place.show("office/letter/one.html", context)


def file(place: Place, letter: UUID, form: str) -> HttpResponse:
    """The letter to save; one that may no longer go out says why, and leaves as no file."""
    found = _letter(place, letter)
    try:
        return saved("brief", form, lambda: queries.to_save(found, place.answer.row, form=form))
    except Refused as refusal:
        messages.error(place.request, str(refusal.reason))
        return redirect(place.to("letter", letter))


def sending(place: Place, letter: UUID) -> Question:
    row, ring = _letter(place, letter).row, place.visit.ring
    form = filled(place.request, SentForm, today=day_of(timezone.now()))
    known = queries.made_known_by(row, place.answer.row) is not None
    return Question(
        heading="De brief is verstuurd",
        button="Vastleggen",
        form=form,
        act=lambda: letters.send_letter(
            row, on=form.cleaned_data["on"], told=form.cleaned_data["told"], ring=ring, at=timezone.now()
        ),
        done="Vastgelegd dat de brief is verstuurd.",
        to=place.to("letter", letter),
        around={"intro": "Met deze brief is bekendgemaakt wat er is besloten." if known else ""},
    )


def _letter(place: Place, letter: UUID) -> OpenLetter:
    found = queries.letter_of(place.answer.row, letter, place.visit.ring)
    if found is None:
        raise Http404
    return found


def _looked_over(place: Place, form: LetterForm) -> Written | None:
    """The letter as it would go out; none while something is missing, which the form then tells."""
    if not form.is_valid():
        return None
    try:
        return letters.read_over(place.answer.row, draft=form.draft, ring=place.visit.ring, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
        return None


def _made(place: Place, form: LetterForm) -> Letter:
    return letters.write_letter(place.answer.row, draft=form.draft, ring=place.visit.ring, at=timezone.now())
