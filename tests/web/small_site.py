"""A site of a few pages, to see what sessions and doors do without anything around them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import include, path
from django.utils import timezone

from rugdekking.web import unlocking
from rugdekking.web.exit import leave
from rugdekking.web.sessions import forget, open_reporter, reporter_code, visit
from rugdekking.web.staff import before_second_factor, open_to_anyone

TOWN = UUID("5b1f0f9e-6a55-4a8d-9a55-0c3a4f7b1c11")


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"user {hasattr(request, 'user')}")


def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_token(request))


def send(request: HttpRequest) -> HttpResponse:
    """Stores a first draft: the code is that of the visit, or the one that is open already."""
    code = reporter_code(request) or visit(request).code_bytes()
    open_reporter(request, code, organisation=TOWN, at=timezone.now())
    return HttpResponse(code.hex())


def try_to_send(request: HttpRequest) -> HttpResponse:
    """The connection drops before anything is stored: only the code is known."""
    return HttpResponse(visit(request).code_bytes().hex())


def mine(request: HttpRequest) -> HttpResponse:
    code = reporter_code(request)
    return HttpResponse(code.hex() if code else f"locked {visit(request).locked}")


def done(request: HttpRequest) -> HttpResponse:
    forget(request)
    return HttpResponse("gone")


def office(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"hello {request.user}")


def unlock(request: HttpRequest) -> HttpResponse:
    unlocking.store_unlocked(request, b"private keys")
    return HttpResponse("open")


def unlocked(request: HttpRequest) -> HttpResponse:
    return HttpResponse((unlocking.unlocked_bytes(request) or b"locked").decode())


def lock(request: HttpRequest) -> HttpResponse:
    unlocking.lock(request)
    return HttpResponse("locked")


urlpatterns = [
    path("account/", include("rugdekking.web.account.urls")),
    path("werk/", office),
    path("werk/uitnodiging/", open_to_anyone(office)),
    path("werk/instellen/", before_second_factor(office)),
    path("werk/openen/", unlock),
    path("werk/open/", unlocked),
    path("werk/sluiten/", lock),
    path("stad/", plain),
    path("stad/melden/", form),
    path("stad/versturen/", send),
    path("stad/proberen/", try_to_send),
    path("stad/mijn/", mine),
    path("stad/klaar/", done),
    path("weg", leave, name="leave"),
]
