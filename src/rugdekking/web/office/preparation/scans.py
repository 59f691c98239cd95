"""The scan of the organisation at work: its steps go into the plan of the year. Answers are kept nowhere."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rugdekking.clocks.terms import this_or_next_working_day
from rugdekking.content.queries import latest
from rugdekking.content.schema import Advice, Scan, ScanKind
from rugdekking.content.schema import Plan as Shipped
from rugdekking.content.schema.scan import AGAIN
from rugdekking.kernel.time import day_of
from rugdekking.organisations.roles import DESK, Role
from rugdekking.plans.models import Preparation
from rugdekking.plans.operations import preparing
from rugdekking.plans.operations.preparing import OwnPrecaution
from rugdekking.plans.owners import meant_in
from rugdekking.plans.preparation import SHIPPED, preparation_in
from rugdekking.scans.plan import who
from rugdekking.scans.queries import scan_of, scans_of
from rugdekking.scans.weighing import Outcome, weigh
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import at
from rugdekking.web.office.fields import some_of
from rugdekking.web.office.page import show
from rugdekking.web.scans import showing
from rugdekking.web.scans.forms import ScanForm
from rugdekking.web.ui.forms import Described


class StepsForm(forms.Form):
    """Which of the steps go into the plan: each by the question that it belongs to."""

    steps = some_of("Welke stappen zet u in het jaarplan?")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, advice: Mapping[str, Advice], labels: Mapping[str, str]
    ) -> None:
        super().__init__(data, initial={"steps": list(advice)})
        self._advice = advice
        self.fields["steps"].choices = [  # type: ignore[attr-defined]
            (code, Described(one.text, f"{who(one, labels)} {one.step}")) for code, one in advice.items()
        ]

    @property
    def chosen(self) -> list[Advice]:
        return [self._advice[code] for code in self.cleaned_data["steps"]]


@require_safe
@office(*DESK)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    listed = [
        (one, at(visit, "preparation-scan", one.slug))
        for one in scans_of(visit.membership.organisation)
        if one.kind is ScanKind.ORGANISATION
    ]
    return show(request, visit, "office/preparation/scans.html", {"scans": listed})


@require_http_methods(["GET", "HEAD", "POST"])
@office(*DESK)
def one(request: HttpRequest, visit: Visit, scan: str) -> HttpResponse:
    found = _found(visit, scan)
    if request.method == "POST" and AGAIN not in request.POST:
        return _outcome(request, visit, found)
    form = ScanForm(request.POST or None, scan=found)
    return show(request, visit, "office/preparation/scan.html", {"scan": found, "form": form})


@require_POST
@office(Role.COORDINATOR)
def add(request: HttpRequest, visit: Visit, scan: str) -> HttpResponse:
    """Put the chosen steps into the plan that runs. They come with who is meant, when that is exactly one member."""
    found = _found(visit, scan)
    plan = _plan(visit)
    form = _steps(visit, found, weigh(found, ScanForm(request.POST, scan=found).answers), request.POST)
    if plan is None or not form.is_valid():
        raise Http404
    added = preparing.add_all(plan, steps=_lines(visit, form.chosen), by=visit.membership, at=timezone.now())
    messages.success(request, f"In het jaarplan gezet: {added}. Wat er al stond, is niet herhaald.")
    return redirect(f"{at(visit, 'preparation')}?jaar={plan.year}")


def _outcome(request: HttpRequest, visit: Visit, found: Scan) -> HttpResponse:
    answers = ScanForm(request.POST, scan=found).answers
    outcome = weigh(found, answers)
    planned = {advice.planned for advice in _advice(found, outcome).values() if advice.planned}
    tasks = {task.code: task.text for task in latest(Shipped, SHIPPED).tasks}
    context = {
        "scan": found,
        "answers": answers.items(),
        "levels": showing.levels(found, outcome),
        "plan": _plan(visit),
        "planned": [tasks[code] for code in tasks if code in planned],
        "form": _steps(visit, found, outcome),
        "empty": not outcome.whole.answered,
        "skipped": len(outcome.skipped),
        "may_add": Role.COORDINATOR in visit.roles,
        "add_address": at(visit, "preparation-scan-add", found.slug),
        "again": AGAIN,
    }
    return show(request, visit, "office/preparation/scan_outcome.html", context)


def _steps(visit: Visit, found: Scan, outcome: Outcome, data: Mapping[str, Any] | None = None) -> StepsForm:
    """What the plan of a year does not ask already."""
    labels = showing.roles_in(visit.membership.organisation)
    advice = {code: one for code, one in _advice(found, outcome).items() if not one.planned}
    return StepsForm(data, advice=advice, labels=labels)


def _advice(found: Scan, outcome: Outcome) -> dict[str, Advice]:
    """The advice that one follows, by its question, the most pressing first."""
    said = {(question.code, choice.code): choice.advice for question, choice in found.choices()}
    return {name[0]: advice for name in (*outcome.first, *outcome.later) if (advice := said[name])}


def _lines(visit: Visit, chosen: Iterable[Advice]) -> list[OwnPrecaution]:
    today = day_of(timezone.now())
    meant = {role: who[0] for role, who in meant_in(visit.membership.organisation_id).items() if len(who) == 1}
    return [
        OwnPrecaution(
            role=one.role or "",
            text=one.text,
            due_on=this_or_next_working_day(today + timedelta(weeks=one.weeks or 1)),
            owner=meant.get(one.role or ""),
        )
        for one in chosen
    ]


def _plan(visit: Visit) -> Preparation | None:
    return preparation_in(visit.membership.organisation_id, day_of(timezone.now()).year)


def _found(visit: Visit, name: str) -> Scan:
    scan = scan_of(visit.membership.organisation, name)
    if scan is None or scan.kind is not ScanKind.ORGANISATION:
        raise Http404
    return scan
