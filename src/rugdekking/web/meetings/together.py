"""Who leads a room: the browser that opened it, and whoever it lets in with an invitation that works once.

The address of a room is on the big screen for everybody to read. So it lets people look, and nothing more.
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.rendering.qr import qr_svg
from rugdekking.scans.models import Room
from rugdekking.scans.rooms import operations
from rugdekking.scans.rooms.operations import NotNow
from rugdekking.scans.rooms.queries import guide_of, room_of
from rugdekking.web import sessions
from rugdekking.web.meetings.pages import address, show
from rugdekking.web.public.pages import SeeOther
from rugdekking.web.public.places import place_at


@require_safe
def hand_on(request: HttpRequest, organisation: str, room: UUID) -> HttpResponse:
    """The invitation, for a colleague or for one's own phone."""
    place = place_at(organisation)
    found = room_of(place.organisation.pk, room, at=timezone.now())
    if found is None or not leads(request, found):
        raise Http404
    link = request.build_absolute_uri(address("room-lead-too", place, room=room, invitation=found.invitation))
    context = {"room": found, "link": link, "qr": qr_svg(link, title="QR-code om deze zaal ook te leiden")}
    return show(request, "room_hand_on", place, context)


@require_http_methods(["GET", "HEAD", "POST"])
def lead_too(request: HttpRequest, organisation: str, room: UUID, invitation: UUID) -> HttpResponse:
    place = place_at(organisation)
    found = room_of(place.organisation.pk, room, at=timezone.now())
    if found is None or found.invitation != invitation:
        return show(request, "room_used", place, {}, status=404)
    if request.method != "POST":
        return show(request, "room_lead_too", place, {"guide": guide_of(found)})
    try:
        operations.lead_too(found, invitation=invitation, leader=name_in(request, room))
    except NotNow:
        return show(request, "room_used", place, {}, status=404)
    return SeeOther(address("room", place, room=room))


def name_in(request: HttpRequest, room: UUID) -> bytes:
    """What this browser is called as leader of this room, and nowhere else."""
    return sessions.visit(request).names_at(room.bytes)[0]


def leads(request: HttpRequest, room: Room) -> bool:
    """Whether this browser leads. One that was left alone for more than half an hour goes on, under a new name."""
    now, *before = (name.hex() for name in sessions.visit(request).names_at(room.pk.bytes))
    if now in room.leaders:
        return True
    if not set(before) & set(room.leaders):
        return False
    operations.lead_on(room, leader=bytes.fromhex(now))
    return True
