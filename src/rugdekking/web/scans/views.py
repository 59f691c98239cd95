"""The scans. With script the answers stay on the device; without it they are weighed here, and nothing is kept.

The forms need no token against forgery: what they send changes nothing, and a token would cost a cookie.
"""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rugdekking.content.schema import Scan
from rugdekking.content.schema.scan import AGAIN
from rugdekking.kernel.time import day_of
from rugdekking.scans.plan import as_text
from rugdekking.scans.plan import reminder as calendar_file
from rugdekking.scans.queries import scan_of, scans_of
from rugdekking.scans.weighing import Outcome, sums, weigh
from rugdekking.web.downloads import to_save
from rugdekking.web.help.answers import for_everybody
from rugdekking.web.public.places import Place, place_at
from rugdekking.web.scans import showing
from rugdekking.web.scans.forms import ScanForm


@require_safe
def overview(request: HttpRequest, organisation: str) -> HttpResponse:
    place = place_at(organisation)
    listed = [(one, reverse("scans:scan", args=[place.slug, one.slug])) for one in scans_of(place.organisation)]
    return for_everybody(_show(request, "overview", place, {"scans": listed}), place, "scan")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest, organisation: str, scan: str) -> HttpResponse:
    """The questions; or, for who sent them without script, what their answers give."""
    place = place_at(organisation)
    found = _found(place, scan)
    if request.method == "POST" and AGAIN not in request.POST:
        return _outcome(request, place, found)
    form = ScanForm(request.POST or None, scan=found)
    context = {
        "scan": found,
        "form": form,
        "name": found.slug,
        "every": showing.every_item(found, place.organisation),
        "heading": showing.HEADINGS[found.kind],
        "button": showing.BUTTONS[found.kind],
        "lists": showing.lists(found),
        "sums": sums(found),
    }
    answer = _show(request, "scan", place, context)
    # With answers in it, the page is of one person alone.
    return answer if form.is_bound else for_everybody(answer, place, f"scan/{found.slug}")


@csrf_exempt
@require_POST
def plan(request: HttpRequest, organisation: str, scan: str) -> HttpResponse:
    """The plan as a file, for who has no script that makes it."""
    place = place_at(organisation)
    found = _found(place, scan)
    roles = showing.roles_in(place.organisation)
    text = as_text(found, _weighed(request, found), on=day_of(timezone.now()), roles=roles)
    return to_save(text, "mijn-plan.txt", "text/plain; charset=utf-8")


@require_safe
def reminder(_request: HttpRequest, organisation: str, scan: str) -> HttpResponse:
    _found(place_at(organisation), scan)
    return to_save(calendar_file(at=timezone.now(), uid=uuid4()), "herinnering.ics", "text/calendar; charset=utf-8")


def _outcome(request: HttpRequest, place: Place, found: Scan) -> HttpResponse:
    outcome = _weighed(request, found)
    context = {
        "scan": found,
        "name": found.slug,
        "heading": showing.HEADINGS[found.kind],
        "answers": ScanForm(request.POST, scan=found).answers.items(),
        "levels": showing.levels(found, outcome),
        "first": showing.items(found, outcome.first, place.organisation),
        "later": showing.items(found, outcome.later, place.organisation),
        "thoughts": showing.by_theme(found, showing.items(found, outcome.thoughts, place.organisation)),
        "empty": not outcome.whole.answered,
        "skipped": len(outcome.skipped),
        "today": day_of(timezone.now()),
        "again": AGAIN,
    }
    return _show(request, "outcome", place, context)


def _weighed(request: HttpRequest, found: Scan) -> Outcome:
    return weigh(found, ScanForm(request.POST, scan=found).answers)


def _found(place: Place, name: str) -> Scan:
    scan = scan_of(place.organisation, name)
    if scan is None:
        raise Http404
    return scan


def _show(request: HttpRequest, template: str, place: Place, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"scans/{template}.html", {"site": place.site, "place": place, **context})
