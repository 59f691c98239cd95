"""The police files of a case, and the first page of one."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.models import Case
from rugdekking.cases.queries import people, reports_of
from rugdekking.police import operations as police
from rugdekking.police import queries
from rugdekking.police.models import Dossier, Part
from rugdekking.police.writing import Words
from rugdekking.reports.queries import stories
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, at, filled
from rugdekking.web.office.case.care_forms import PersonChoice, called
from rugdekking.web.office.case.frame import of_case, question_of_case, show_case
from rugdekking.web.office.police.choosing import timing
from rugdekking.web.office.police.danger import call_lists, threatens_life
from rugdekking.web.office.police.frame import of_dossier, show_dossier
from rugdekking.web.office.police.next_step import next_step, standing_of


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    known = {one.person.pk: called(one) for one in people(case, visit.ring)}
    told = stories([report for report in reports_of(case) if report.is_open_to_desk], visit.ring)
    context = {
        "to_call": call_lists(case.organisation, told.values()) if threatens_life(visit, case) else [],
        "dossiers": [(one, known[one.person_id]) for one in queries.dossiers_of(case)],
        "without": [known[one.pk] for one in queries.without_dossier(case)],
    }
    return show_case(request, visit, case, "office/police/overview.html", context)


@question_of_case
def begin(request: HttpRequest, visit: Visit, case: Case) -> Question:
    waiting = {one.pk for one in queries.without_dossier(case)}
    form = filled(request, PersonChoice, people=[one for one in people(case, visit.ring) if one.person.pk in waiting])
    return Question(
        heading="Politiedossier openen",
        button="Openen",
        form=form,
        act=lambda: police.open_dossier(case, person=form.chosen.person, ring=visit.ring, at=timezone.now()),
        done="Het dossier is open. Er gaat nog niets naar de politie.",
        to=at(visit, "case-police", case.reference),
        around={"intro": "Hiermee gaat er niets naar de politie. U kunt samen kiezen en alvast verzamelen."},
    )


@require_safe
@of_dossier
def one(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> HttpResponse:
    standing = standing_of(visit, dossier, at=timezone.now())
    step = next_step(standing)
    context = {
        "stands": standing.wish,
        "goes": standing.goes,
        "step": step,
        "step_address": step and at(visit, step.page, dossier.case.reference, dossier.pk),
        "ending": queries.sheet(dossier, Part.ENDING, Words, ring=visit.ring),
        **timing(visit, dossier),
    }
    return show_dossier(request, visit, dossier, "office/police/dossier.html", context)
