"""The ledger of damage and costs, per person and for the whole case, and the claim that follows from it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.models import Case
from rugdekking.cases.queries import reports_of
from rugdekking.police import following
from rugdekking.police import operations as police
from rugdekking.police.models import Dossier
from rugdekking.police.writing import BEARERS, Cost, euros, totals
from rugdekking.reports.queries import evidence
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, at, filled
from rugdekking.web.office.case.frame import of_case, show_case
from rugdekking.web.office.police.cost_forms import CostForm
from rugdekking.web.office.police.frame import of_dossier, question_of_dossier, show_dossier, whose


@require_safe
@of_case
def in_case(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    """What the whole case cost, over everybody in it."""
    listed = following.costs_in(case, ring=visit.ring)
    every = [line for _, lines in listed for line in lines]
    context = {
        "ledgers": [(dossier, whose(visit, dossier), _sums(lines)) for dossier, lines in listed],
        "sums": _sums(tuple(every)),
    }
    return show_case(request, visit, case, "office/police/all_costs.html", context)


@require_safe
@of_dossier
def overview(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier) -> HttpResponse:
    lines = following.costs_of(dossier, ring=visit.ring)
    files = dict(_files(visit, case))
    context = {
        "lines": [
            (one, euros(one.cents), euros(one.recovered), BEARERS[one.bearer], files.get(one.receipt, ""))
            for one in lines
        ],
        "sums": _sums(lines),
        "letters": [one for one in following.letters_of(dossier, ring=visit.ring) if not one.row.about_id],
    }
    return show_dossier(request, visit, dossier, "office/police/costs.html", context)


@question_of_dossier
def add(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier) -> Question:
    form = filled(request, CostForm, files=_files(visit, case))
    return Question(
        heading="Schade of kosten opschrijven",
        button="Opslaan",
        form=form,
        act=lambda: police.add_cost(dossier, form.cost, ring=visit.ring, at=timezone.now()),
        done="Opgeschreven.",
        to=_home(visit, dossier),
        around={"intro": "Ook tijd, verlof en beveiliging zijn kosten. Bewaar de bon bij het bewijs."},
    )


@question_of_dossier
def change(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier, cost: UUID) -> Question:
    known = _cost(visit, dossier, cost)
    form = filled(request, CostForm, files=_files(visit, case), known=known)
    return Question(
        heading="Schade of kosten aanpassen",
        button="Opslaan",
        form=form,
        act=lambda: police.change_cost(dossier, form.cost, ring=visit.ring, at=timezone.now()),
        done="Aangepast.",
        to=_home(visit, dossier),
    )


@question_of_dossier
def drop(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, cost: UUID) -> Question:
    known = _cost(visit, dossier, cost)
    return Question(
        heading="Regel weghalen",
        button="Weghalen",
        form=filled(request, Sure),
        act=lambda: police.drop_cost(dossier, known.id, ring=visit.ring, at=timezone.now()),
        done="Weggehaald.",
        to=_home(visit, dossier),
        around={"intro": f"{known.what}, {euros(known.cents)}."},
    )


def _home(visit: Visit, dossier: Dossier) -> str:
    return at(visit, "dossier-costs", dossier.case.reference, dossier.pk)


def _sums(lines: tuple[Cost, ...]) -> dict[str, object]:
    found = totals(lines)
    return {
        "total": euros(found.total),
        "recovered": euros(found.recovered),
        "claimed": euros(found.claimed),
        "by_bearer": [(words, euros(cents)) for words, cents in found.by_bearer],
        "any": bool(lines),
    }


def _files(visit: Visit, case: Case) -> list[tuple[str, str]]:
    """The files of this case that the desk opens, to choose a receipt from."""
    reports = [report for report in reports_of(case) if report.is_open_to_desk]
    return [(str(one.id), one.file.name) for report in reports for one in evidence(report, visit.ring)]


def _cost(visit: Visit, dossier: Dossier, cost: UUID) -> Cost:
    lines = following.costs_of(dossier, ring=visit.ring)
    found = next((one for one in lines if one.id == str(cost)), None)
    if found is None:
        raise Http404
    return found
