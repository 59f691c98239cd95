"""One line of the plan of a year: who does it, until when, and what came of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.organisations.queries import members
from rugdekking.organisations.roles import Role
from rugdekking.plans.operations import preparing
from rugdekking.plans.preparation import Line, line_of, shipped_of
from rugdekking.plans.queries import role_labels
from rugdekking.plans.status import State
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, Sure, a_question, at, filled
from rugdekking.web.office.case.task_forms import AssignForm
from rugdekking.web.office.page import show
from rugdekking.web.office.preparation.forms import DayForm, ReadyForm, ReasonForm
from rugdekking.web.office.preparation.wording import last_year, who


@require_safe
@office()
def one(request: HttpRequest, visit: Visit, line: UUID) -> HttpResponse:
    found = _line(visit, line)
    labels = role_labels(shipped_of(found.row.preparation), visit.membership.organisation)
    context = {
        "line": found,
        "role": labels[found.row.role],
        "who": who(found),
        "last_year": last_year(found),
        "is_open": found.row.state == State.OPEN,
        "may_end": found.row.owner_id == visit.membership.pk or Role.COORDINATOR in visit.roles,
        "coordinates": Role.COORDINATOR in visit.roles,
        "year_address": f"{at(visit, 'preparation')}?jaar={found.row.preparation.year}",
    }
    return show(request, visit, "office/preparation/line.html", context)


@a_question(office())
def tick(request: HttpRequest, visit: Visit, line: UUID) -> Question:
    found = _line(visit, line)
    form = filled(request, ReadyForm)
    return Question(
        heading="Dit is gereed",
        button="Gereed",
        form=form,
        act=lambda: preparing.tick(
            found.row, remark=form.cleaned_data["remark"], by=visit.membership, at=timezone.now()
        ),
        done="Opgeslagen. Dank u wel.",
        to=at(visit, "precaution", line),
        around={"intro": found.text},
    )


@a_question(office())
def leave_out(request: HttpRequest, visit: Visit, line: UUID) -> Question:
    found = _line(visit, line)
    form = filled(request, ReasonForm)
    return Question(
        heading="Dit jaar overslaan",
        button="Overslaan",
        form=form,
        act=lambda: preparing.leave_out(
            found.row, reason=form.cleaned_data["reason"], by=visit.membership, at=timezone.now()
        ),
        done="Overgeslagen. De reden staat erbij.",
        to=at(visit, "precaution", line),
        around={"intro": found.text},
    )


@a_question(office(Role.COORDINATOR))
def give(request: HttpRequest, visit: Visit, line: UUID) -> Question:
    found = _line(visit, line)
    form = filled(request, AssignForm, members=members(visit.membership.organisation_id), now=found.row.owner)
    return Question(
        heading="Wie doet dit?",
        button="Opslaan",
        form=form,
        act=lambda: preparing.give(found.row, to=form.chosen, by=visit.membership, at=timezone.now()),
        done="Opgeslagen. Voor de dag komt er een herinnering per mail.",
        to=at(visit, "precaution", line),
        around={"intro": found.text},
    )


@a_question(office(Role.COORDINATOR))
def move(request: HttpRequest, visit: Visit, line: UUID) -> Question:
    found = _line(visit, line)
    form = filled(request, DayForm)
    return Question(
        heading="Een andere dag",
        button="Dag wijzigen",
        form=form,
        act=lambda: preparing.move(
            found.row, due_on=form.cleaned_data["due_on"], by=visit.membership, at=timezone.now()
        ),
        done="De nieuwe dag staat erbij. Volgend jaar komt deze dag terug.",
        to=at(visit, "precaution", line),
        around={"intro": found.text},
    )


@a_question(office(Role.COORDINATOR))
def reopen(request: HttpRequest, visit: Visit, line: UUID) -> Question:
    found = _line(visit, line)
    return Question(
        heading="Opnieuw openen",
        button="Opnieuw openen",
        form=filled(request, Sure),
        act=lambda: preparing.reopen(found.row, by=visit.membership, at=timezone.now()),
        done="Het staat weer open.",
        to=at(visit, "precaution", line),
        around={"intro": "Er is meer te doen. Er is tijd tot de afgesproken dag, en minstens vier weken."},
    )


def _line(visit: Visit, line: UUID) -> Line:
    found = line_of(visit.membership.organisation_id, line)
    if found is None:
        raise Http404
    return found
