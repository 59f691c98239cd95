"""Voting with a phone in the room: no account, no name, one answer for each question."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.content.schema import TalkQuestion
from rugdekking.scans.models import Room, Stage
from rugdekking.scans.rooms import operations
from rugdekking.scans.rooms.operations import AlreadyVoted, NotNow, TooMany
from rugdekking.scans.rooms.queries import has_voted, outcome_of, room_with, screen_of
from rugdekking.web import sessions
from rugdekking.web.limits import UNKNOWN_CODES, address_of
from rugdekking.web.meetings.pages import address, show
from rugdekking.web.public.pages import SeeOther
from rugdekking.web.public.places import Place, place_at

_UNKNOWN = (
    "Deze code kennen wij niet. Kijk op het scherm: de code heeft negen cijfers. Is de bijeenkomst al afgelopen?"
)
_GUESSED = "Vanaf uw netwerk zijn heel veel verkeerde codes ingevuld. Gebruik even het netwerk van uw telefoon zelf."


_CHOOSE = "Kies een van de antwoorden."


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Welke code staat op het scherm?",
        max_length=20,
        error_messages={"required": "Vul de negen cijfers in die op het scherm staan."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        return "".join(one for one in self.cleaned_data["code"] if one.isdecimal() and one.isascii())


class VoteForm(forms.Form):
    answer = forms.TypedChoiceField(
        coerce=int,
        # Not voting is fine; only sending nothing is not.
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _CHOOSE},
    )

    def __init__(self, question: TalkQuestion, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        field = self.fields["answer"]
        field.label = question.text
        field.choices = list(enumerate(question.answers))  # type: ignore[attr-defined]

    def clean_answer(self) -> int:
        answer = self.cleaned_data["answer"]
        if not isinstance(answer, int):
            raise forms.ValidationError(_CHOOSE)
        return answer


@require_safe
def join(request: HttpRequest, organisation: str) -> HttpResponse:
    """Where somebody types the code, when the phone does not read the square on the screen."""
    place = place_at(organisation)
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        room, is_guessing = _room(request, place, form.cleaned_data["code"])
        if room is not None:
            return redirect(address("vote", place, digits=room.code))
        form.add_error("code", _GUESSED if is_guessing else _UNKNOWN)
    return show(request, "join", place, {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, organisation: str, digits: str) -> HttpResponse:
    place = place_at(organisation)
    room, is_guessing = _room(request, place, digits)
    if is_guessing:
        return show(request, "guessing", place, {"reason": _GUESSED}, status=429)
    if room is None:
        return show(request, "no_such_room", place, {"form": CodeForm()}, status=404)
    question = screen_of(room).question
    if request.method == "POST" and question is not None:
        return _voted(request, place, room, question)
    return _page(request, place, room, VoteForm(question) if question else None)


def _room(request: HttpRequest, place: Place, code: str) -> tuple[Room | None, bool]:
    """The room behind a code, and whether somebody on this network is guessing: then no code is answered.

    Only unknown codes count: a whole hall is one address.
    """
    at, desk, network = timezone.now(), place.organisation.pk, address_of(request)
    if UNKNOWN_CODES.was_over(network, organisation=desk, at=at):
        return None, True
    room = room_with(desk, code, at=at)
    return room, room is None and UNKNOWN_CODES.is_over(network, organisation=desk, at=at)


def _voted(request: HttpRequest, place: Place, room: Room, question: TalkQuestion) -> HttpResponse:
    form = VoteForm(question, request.POST)
    seen = request.POST.get("scherm", "")
    # An answer to the question before counts for nothing: the page with the new one says enough.
    if seen == str(room.position) and room.stage == Stage.ASKING:
        if not form.is_valid():
            return _page(request, place, room, form)
        try:
            operations.vote(
                room, position=room.position, answer=form.cleaned_data["answer"], phone=_phone(request, room)
            )
        except TooMany as refusal:
            form.add_error(None, str(refusal.reason))
            return _page(request, place, room, form)
        except (AlreadyVoted, NotNow):
            pass
    return SeeOther(address("vote", place, digits=room.code))


def _page(request: HttpRequest, place: Place, room: Room, form: VoteForm | None) -> HttpResponse:
    voted = form is not None and has_voted(room, _phone(request, room))
    context = {
        "room": room,
        "form": form,
        "has_voted": voted,
        "is_shown": room.stage == Stage.SHOWN,
        "outcome": outcome_of(room),
        "mark": f"{room.position}-{room.stage}-{voted}",
    }
    return show(request, "vote", place, context)


def _phone(request: HttpRequest, room: Room) -> bytes:
    """What this phone is called on this question of this room, and nowhere else."""
    return sessions.visit(request).name_at(_question(room.pk, room.position))


def _question(room: UUID, position: int) -> bytes:
    return room.bytes + position.to_bytes(2, "big")
