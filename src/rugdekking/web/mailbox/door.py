"""The door of the reporter's own page: which reports the code in this browser opens, and which one is asked for.

Somebody else's report answers exactly as no report. A code for first use opens nothing before it is replaced.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from rugdekking.keys.rings import Ring
from rugdekking.reports.models import CodeHolder, Report
from rugdekking.reports.queries import Mine, reports_under
from rugdekking.vault.codes import AccessCode
from rugdekking.web import sessions
from rugdekking.web.public.guard import CODE_FIELD, typed_code
from rugdekking.web.public.pages import SeeOther
from rugdekking.web.public.places import Place, place_at
from rugdekking.web.public.writing import Writing, open_code

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with a code: what it opens at this organisation, the newest first."""

    place: Place
    at: datetime
    code: AccessCode
    reports: list[Mine]

    @property
    def must_replace(self) -> bool:
        return any(mine.holder.first_use for mine in self.reports)


@dataclass(frozen=True, slots=True)
class Own:
    """One of somebody's own reports."""

    visitor: Visitor
    mine: Mine

    @property
    def place(self) -> Place:
        return self.visitor.place

    @property
    def at(self) -> datetime:
        return self.visitor.at

    @property
    def report(self) -> Report:
        return self.mine.report

    @property
    def holder(self) -> CodeHolder:
        return self.mine.holder

    @property
    def ring(self) -> Ring:
        return self.mine.ring


def visitor_of(request: HttpRequest, place: Place) -> Visitor | None:
    """Who has a code open in this browser that leads to a report here."""
    raw = sessions.reporter_code(request)
    if raw is None:
        return None
    code = AccessCode(raw)
    found = reports_under(place.organisation.pk, code)
    return Visitor(place, timezone.now(), code, found) if found else None


def with_code(view: View) -> View:
    """For a page that needs an open code: gives the view a `Visitor`."""

    @wraps(view)
    def opened(request: HttpRequest, organisation: str, **rest: Any) -> HttpResponseBase:  # noqa: ANN401
        place = place_at(organisation, drill=True)
        visitor = visitor_of(request, place) or _retyped(request, place)
        return visitor if isinstance(visitor, HttpResponse) else view(request, visitor, **rest)

    return opened


def own_report(view: View) -> View:
    """For a page of one report: gives the view an `Own`, once a code for first use was replaced."""

    @with_code
    @wraps(view)
    def opened(request: HttpRequest, visitor: Visitor, reference: str, **rest: Any) -> HttpResponseBase:  # noqa: ANN401
        if visitor.must_replace:
            return onward("own-code", visitor.place)
        mine = next((one for one in visitor.reports if one.report.reference == reference), None)
        if mine is None:
            raise Http404
        return view(request, Own(visitor, mine), **rest)

    return opened


def address(page: str, place: Place, /, **more: object) -> str:
    return reverse(f"mailbox-{page}", kwargs={"organisation": place.slug, **more})


def onward(page: str, place: Place, /, **more: object) -> SeeOther:
    return SeeOther(address(page, place, **more))


def back_to(page: str, own: Own) -> SeeOther:
    return onward(page, own.place, reference=own.report.reference)


def show(
    request: HttpRequest, template: str, place: Place, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    about = {"site": place.site, "place": place, **(context or {})}
    return render(request, f"mailbox/{template}.html", about, status=status)


def show_own(request: HttpRequest, template: str, own: Own, context: Mapping[str, Any] | None = None) -> HttpResponse:
    home = address("report", own.place, reference=own.report.reference)
    return show(request, template, own.place, {"own": own, "report": own.report, "back": home, **(context or {})})


def _retyped(request: HttpRequest, place: Place) -> Visitor | HttpResponse:
    """What was posted after the idle time waits in hidden fields until the code is typed again."""
    if request.method != "POST":
        return onward("home", place)
    typed = request.POST.get(CODE_FIELD)
    result = "" if typed is None else typed_code(typed, place, at=timezone.now())
    if isinstance(result, Writing):
        open_code(request, result)
        visitor = visitor_of(request, place)
        return onward("home", place) if visitor is None else visitor
    apart = {"csrfmiddlewaretoken", CODE_FIELD}
    waiting = [(name, value) for name, values in request.POST.lists() if name not in apart for value in values]
    context = {"waiting": waiting, "typed": typed or "", "wrong": result, "field": CODE_FIELD}
    return render(request, "public/locked.html", {"site": place.site, "place": place, **context})
