"""What was told and by whom: each report with its people, their consents, their support and their terms."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.aftercare.queries import tracks_in
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case, PersonKind
from rugdekking.cases.queries import Person, people, reports_of
from rugdekking.cases.sealing import Who
from rugdekking.clocks.queries import running_for
from rugdekking.reports.models import Report
from rugdekking.reports.queries import consents, evidence, stories
from rugdekking.reports.status import State
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, at, filled
from rugdekking.web.office.case.forms import PersonForm
from rugdekking.web.office.case.frame import of_case, question_of_case, show_case
from rugdekking.web.office.report.telling import answers


@dataclass(frozen=True, slots=True)
class Row:
    """A person of the case, and how their support stands."""

    person: Person
    support: str


@require_safe
@of_case
def everybody(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    held = reports_of(case)
    reports = [report for report in held if report.is_open_to_desk]
    told = stories(reports, visit.ring)
    known = people(case, visit.ring)
    support = {track.person_id: track.get_state_display() for track in tracks_in(case)}
    rows = [Row(one, support.get(one.person.pk, "nog niet aangeboden")) for one in known]
    terms = running_for([report.pk for report in reports])
    context = {
        "reports": [
            {
                "report": report,
                "answers": answers(told[report.pk], visit.membership.organisation),
                "files": evidence(report, visit.ring),
                "people": [row for row in rows if _belongs(row.person, report)],
                "consents": consents(report, visit.ring),
                "terms": terms.get(report.pk, []),
            }
            for report in reports
            if report.pk in told
        ],
        "withdrawn": [
            {"report": report, "people": [row for row in rows if _belongs(row.person, report)]}
            for report in held
            if report.state == State.WITHDRAWN
        ],
        "others": [row for row in rows if _belongs(row.person, None)],
    }
    return show_case(request, visit, case, "office/case/people.html", context)


@question_of_case
def add(request: HttpRequest, visit: Visit, case: Case) -> Question:
    form = filled(request, PersonForm)
    return Question(
        heading="Iemand toevoegen",
        button="Toevoegen",
        form=form,
        act=lambda: cases.add_person(case, kind=form.chosen_kind, who=form.who, ring=visit.ring, at=timezone.now()),
        done="Toegevoegd. Bied deze persoon ook opvang aan.",
        to=at(visit, "case-people", case.reference),
        around={"intro": "Voor wie erbij hoort en niet zelf meldde: een getuige, een naaste, of nog een betrokkene."},
    )


@question_of_case
def correct(request: HttpRequest, visit: Visit, case: Case, person: UUID) -> Question:
    known = next((one for one in people(case, visit.ring) if one.person.pk == person), None)
    if known is None:
        raise Http404
    form = filled(request, PersonForm, initial=_typed(known))
    del form.fields["kind"]
    return Question(
        heading="Gegevens verbeteren",
        button="Opslaan",
        form=form,
        act=lambda: cases.correct_person(known.person, who=form.who, ring=visit.ring, at=timezone.now()),
        done="De gegevens zijn bijgewerkt.",
        to=at(visit, "case-people", case.reference),
    )


def _typed(known: Person) -> dict[str, Any]:
    who: Who = known.who
    return {"kind": PersonKind(known.person.kind), "name": who.name, "contact": who.contact, "remark": who.remark}


def _belongs(known: Person, report: Report | None) -> bool:
    return known.person.report_id == (None if report is None else report.pk)
