"""Files that come in piece by piece, when the script of a page sends them (`frontend/js/upload.js`).

Without it a form sends its files whole. The answers are for the script: a sentence for people in `reason`, the rest
numbers. Anything else than such an answer makes it load the page again.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError

from rugdekking.kernel.refusal import Refused
from rugdekking.reports import operations as reports
from rugdekking.reports.files import StoredFile
from rugdekking.reports.operations import Coming, NotInTurn, Receiver, Underway
from rugdekking.vault.files import PIECE
from rugdekking.vault.storage import NotStored
from rugdekking.web.uploads import not_stored

Keep = Callable[[StoredFile], object]
_PART = 64 * 1024
# Digits and letters; what is longer no browser tells.
_LONGEST_SIZE = 15
_LONGEST_MOMENT = 20


def begin(request: HttpRequest, receiver: Receiver, *, at: datetime) -> HttpResponse:
    """Announce a file by its `name`, `size` in bytes and `changed`."""
    size = request.POST.get("size", "")
    if not size.isdecimal() or len(size) > _LONGEST_SIZE:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    coming = Coming(
        name=request.POST.get("name", ""), size=int(size), changed=request.POST.get("changed", "")[:_LONGEST_MOMENT]
    )
    return _answered(lambda: _state(reports.begin(receiver, coming, at=at)), coming.name)


def take(request: HttpRequest, receiver: Receiver, *, file: UUID, number: int, keep: Keep) -> HttpResponse:
    """One piece, as the body of the request. With the last one the file is looked at and kept."""

    def taken() -> JsonResponse:
        underway = reports.take_piece(receiver, file=file, number=number, parts=_parts(request))
        if underway is None:
            known = reports.was_kept(receiver, file)
            return JsonResponse({"done": True}) if known else JsonResponse({}, status=HTTPStatus.CONFLICT)
        if underway.there < underway.pieces:
            return _state(underway)
        reports.come_in(receiver, file=file, keep=keep)
        return JsonResponse({"done": True})

    return _answered(taken, "dit bestand")


def _answered(act: Callable[[], JsonResponse], name: str) -> HttpResponse:
    try:
        return act()
    except Refused as refusal:
        again = isinstance(refusal, NotInTurn)
        status = HTTPStatus.CONFLICT if again else HTTPStatus.UNPROCESSABLE_ENTITY
        return JsonResponse({"reason": str(refusal.reason)}, status=status)
    except NotStored as trouble:
        return JsonResponse({"reason": not_stored(trouble, name)}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    except UnreadablePostError:
        # Nobody hears this: the connection is gone.
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)


def _state(underway: Underway) -> JsonResponse:
    return JsonResponse({"file": str(underway.id), "there": underway.there, "piece": PIECE})


def _parts(request: HttpRequest) -> Iterator[bytes]:
    while part := request.read(_PART):
        yield part
