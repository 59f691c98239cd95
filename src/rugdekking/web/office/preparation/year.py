"""The plan of a year: what the organisation has ready before anything happens, per role, beside the year before."""

from collections.abc import Mapping
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.kernel.time import add_months, day_of
from rugdekking.organisations.queries import members
from rugdekking.organisations.roles import DESK, Role
from rugdekking.plans.models import Preparation
from rugdekking.plans.operations import preparing
from rugdekking.plans.owners import meant_in
from rugdekking.plans.preparation import Line, lines_of, preparation_in, progress, shipped_of, years_of
from rugdekking.plans.queries import role_labels
from rugdekking.plans.status import State
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, Sure, a_question, at, filled
from rugdekking.web.office.page import show
from rugdekking.web.office.preparation.forms import AddForm, HandOutForm
from rugdekking.web.office.preparation.wording import as_step


@require_safe
@office()
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """This year, or the year that was asked for; without a plan what one could do."""
    today = day_of(timezone.now())
    years = years_of(visit.membership.organisation_id)
    year = _year(request.GET.get("jaar", ""), years, today)
    plan = preparation_in(visit.membership.organisation_id, year)
    coming = next((one for one in (today.year, today.year + 1) if one not in years), None)
    context = {
        "year": year,
        "planned": plan is not None,
        "years": [one for one in years if one != year],
        "may_scan": bool(DESK & visit.roles),
        "may_begin": Role.COORDINATOR in visit.roles and coming,
        "begin_text": f"Het plan voor {coming} maken",
        "may_add": Role.COORDINATOR in visit.roles and plan is not None and year >= today.year,
        **({} if plan is None else _progress(visit, plan, today)),
    }
    return show(request, visit, "office/preparation/year.html", context)


@a_question(office(Role.COORDINATOR))
def begin(request: HttpRequest, visit: Visit, year: int) -> Question:
    return Question(
        heading=f"Het plan voor {year} maken",
        button="Plan maken",
        form=filled(request, Sure),
        act=lambda: preparing.begin_year(
            visit.membership.organisation, year=year, by=visit.membership, at=timezone.now()
        ),
        done="Het plan staat klaar. Zeg nu bij elke regel wie het doet.",
        to=f"{at(visit, 'preparation')}?jaar={year}",
        back=at(visit, "preparation"),
        around={
            "intro": "In het plan komt wat bij Rugdekking hoort, en wat u vorig jaar zelf toevoegde. Wie het vorig "
            "jaar deed en op welke dag, blijft staan. Een dag die al voorbij is, schuift vier weken op."
        },
    )


@a_question(office(Role.COORDINATOR))
def hand_out(request: HttpRequest, visit: Visit, year: int) -> Question:
    """All roles at once."""
    plan = _plan(visit, year)
    organisation = visit.membership.organisation_id
    form = filled(
        request, HandOutForm, roles=_labels(visit, plan), meant=meant_in(organisation), members=members(organisation)
    )
    return Question(
        heading=f"Wie doet wat in {plan.year}?",
        button="Opslaan",
        form=form,
        act=lambda: preparing.hand_out(plan, owners=form.owners, by=visit.membership, at=timezone.now()),
        done="Opgeslagen. Twee weken en drie dagen voor elke dag komt er een herinnering per mail.",
        to=f"{at(visit, 'preparation')}?jaar={plan.year}",
        around={"intro": "Wie u bij een rol kiest, krijgt alles van die rol dat nog open staat."},
    )


@a_question(office(Role.COORDINATOR))
def add(request: HttpRequest, visit: Visit, year: int) -> Question:
    plan = _plan(visit, year)
    form = filled(request, AddForm, roles=_labels(visit, plan), members=members(visit.membership.organisation_id))
    return Question(
        heading=f"Iets toevoegen aan het plan voor {plan.year}",
        button="Toevoegen",
        form=form,
        act=lambda: preparing.add(plan, own=form.own, by=visit.membership, at=timezone.now()),
        done="Toegevoegd.",
        to=f"{at(visit, 'preparation')}?jaar={plan.year}",
        around={"intro": ""},
    )


def _plan(visit: Visit, year: int) -> Preparation:
    plan = preparation_in(visit.membership.organisation_id, year)
    if plan is None:
        raise Http404
    return plan


def _year(asked: str, years: list[int], today: date) -> int:
    """The year that was asked for when it has a plan, else this one, also when only the next one has."""
    return int(asked) if asked.isascii() and asked.isdigit() and int(asked) in years else today.year


def _progress(visit: Visit, plan: Preparation, today: date) -> dict[str, object]:
    lines = lines_of(plan)
    former = preparation_in(plan.organisation_id, plan.year - 1)
    then = None if former is None else progress((one.row for one in lines_of(former)), on=add_months(today, -12))
    return {
        "progress": progress((one.row for one in lines), on=today),
        "then": then,
        "groups": _groups(visit, _labels(visit, plan), lines, today),
    }


def _groups(
    visit: Visit, labels: Mapping[str, str], lines: list[Line], today: date
) -> list[tuple[str, list[object]]]:
    """Per role, what is open first."""
    ordered = sorted(lines, key=lambda one: one.row.state != State.OPEN)
    found: list[tuple[str, list[object]]] = []
    for code, label in labels.items():
        steps: list[object] = [
            as_step(one, at(visit, "precaution", one.row.pk), on=today) for one in ordered if one.row.role == code
        ]
        if steps:
            found.append((label, steps))
    return found


def _labels(visit: Visit, plan: Preparation) -> dict[str, str]:
    return role_labels(shipped_of(plan), visit.membership.organisation)
