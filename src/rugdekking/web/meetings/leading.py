"""Leading a meeting on a big screen: one screen after another, with the time, and the votes of the room.

There is no account. The browser that opened the room leads it; see `together`.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rugdekking.content.schema import Conversation
from rugdekking.kernel.refusal import JustChanged
from rugdekking.rendering.qr import qr_svg
from rugdekking.scans.models import Room, Stage
from rugdekking.scans.rooms import operations
from rugdekking.scans.rooms.course import Screen, has_questions, screens
from rugdekking.scans.rooms.operations import NotNow, TooMany
from rugdekking.scans.rooms.queries import guide_of, outcome_of, room_of
from rugdekking.web.limits import ROOMS, address_of
from rugdekking.web.meetings.guides import guide_at
from rugdekking.web.meetings.pages import address, show
from rugdekking.web.meetings.together import leads, name_in
from rugdekking.web.public.pages import SeeOther
from rugdekking.web.public.places import Place, place_at

_BUSY = "Vanaf uw netwerk zijn het afgelopen uur veel zalen geopend. Gebruik een zaal die er al is, of wacht even."


@require_http_methods(["GET", "HEAD", "POST"])
def open_room(request: HttpRequest, organisation: str, guide: str) -> HttpResponse:
    place, now = place_at(organisation), timezone.now()
    found = guide_at(place, guide)
    if request.method != "POST":
        return show(request, "room_open", place, {"guide": found, "slug": guide, "with_phones": has_questions(found)})
    if ROOMS.is_over(address_of(request), organisation=place.organisation.pk, at=now):
        return show(request, "no_room", place, {"slug": guide, "reason": _BUSY}, status=429)
    room = uuid4()
    leader = name_in(request, room)
    try:
        operations.open_room(found, room=room, leader=leader, organisation=place.organisation, at=now)
    except TooMany as refusal:
        return show(request, "no_room", place, {"slug": guide, "reason": refusal.reason}, status=429)
    return SeeOther(address("room", place, room=room))


@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: HttpRequest, organisation: str, room: UUID) -> HttpResponse:
    place, now = place_at(organisation), timezone.now()
    found = room_of(place.organisation.pk, room, at=now)
    if found is None:
        return show(request, "room_closed", place, {}, status=404)
    is_leader = leads(request, found)
    if request.method != "POST":
        return _screen(request, place, found, is_leader=is_leader, at=now)
    # Who may only look sees the screen again, which says so.
    return _done(request, place, found, at=now) if is_leader else SeeOther(address("room", place, room=room))


def _done(request: HttpRequest, place: Place, room: Room, *, at: datetime) -> HttpResponse:
    """A button was pressed. One that somebody else pressed first, or that is not there, changes nothing."""
    wanted, seen = request.POST.get("doen", ""), request.POST.get("scherm", "")
    if wanted == "sluiten":
        operations.close(room)
        return show(request, "room_closed", place, {})
    press = _BUTTONS.get(wanted)
    if press is not None and seen.isdecimal() and len(seen) < 5:
        with suppress(JustChanged, NotNow):
            press(room, int(seen), at)
    return SeeOther(address("room", place, room=room.pk))


_BUTTONS: Mapping[str, Callable[[Room, int, datetime], None]] = {
    "verder": lambda room, seen, at: operations.move(room, seen=seen, to=seen + 1, at=at),
    "terug": lambda room, seen, at: operations.move(room, seen=seen, to=seen - 1, at=at),
    "uitslag": lambda room, seen, _at: operations.show_outcome(room, seen=seen),
    "opnieuw": lambda room, seen, _at: operations.ask_again(room, seen=seen),
}


def _screen(request: HttpRequest, place: Place, room: Room, *, is_leader: bool, at: datetime) -> HttpResponse:
    guide = guide_of(room)
    course = screens(guide)
    shown = course[room.position]
    joining = request.build_absolute_uri(address("vote", place, digits=room.code))
    context = {
        "room": room,
        "guide": guide,
        "screen": shown,
        "is_leader": is_leader,
        "is_first": room.position == 0,
        "is_last": room.position == len(course) - 1,
        "is_shown": room.stage == Stage.SHOWN,
        "with_phones": has_questions(guide),
        "outcome": outcome_of(room),
        # As people type it: a phone adds the rest.
        "join_address": request.build_absolute_uri(address("join", place)).partition("://")[2],
        "qr": qr_svg(joining, title="QR-code om mee te doen met uw telefoon"),
        "code": f"{room.code[:3]} {room.code[3:6]} {room.code[6:]}",
        **_time(guide, shown, room, at=at),
    }
    return show(request, "room", place, context)


def _time(guide: Conversation, shown: Screen, room: Room, *, at: datetime) -> dict[str, object]:
    """Until when this step goes on. A question takes part of the time of its step."""
    if shown.step is None or shown.question is not None:
        return {"until": None, "steps": len(guide.steps)}
    until = room.since + timedelta(minutes=shown.step.minutes)
    left = max(0, int((until - at).total_seconds()))
    return {"until": until, "left": left, "steps": len(guide.steps)}
