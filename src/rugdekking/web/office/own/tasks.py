"""The tasks of one member: what the task says, and nothing else of the case."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.content.queries import latest
from rugdekking.content.schema import Plan as Shipped
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import NoKey
from rugdekking.measures.course import kept_by, objections_for
from rugdekking.plans import operations as plans
from rugdekking.plans import queries
from rugdekking.plans.preparation import own_lines
from rugdekking.plans.queries import OpenTask, Pointers
from rugdekking.plans.status import State
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, a_question, at, filled
from rugdekking.web.office.case.task_forms import FinishForm, SkipForm
from rugdekking.web.office.page import show
from rugdekking.web.office.preparation.wording import as_step as as_precaution
from rugdekking.web.office.task_state import with_and
from rugdekking.web.ui.parts import Step


@require_safe
@office(unlocked=True)
def mine(request: HttpRequest, visit: Visit) -> HttpResponse:
    now = timezone.now()
    rows = queries.tasks_of(visit.membership)
    opened = queries.open_tasks(rows, visit.ring)
    titles = {step.number: step.title for step in latest(Shipped, queries.INCIDENT).steps}
    pointing = queries.pointers(one.row for one in opened)
    steps = [
        Step(
            one.text,
            "over tijd" if one.row.due_at and one.row.due_at <= now else one.row.get_state_display(),
            "attention" if one.row.due_at and one.row.due_at <= now else "info",
            one.row.due_at,
            _hint(titles.get(one.row.step, ""), pointing[one.row.pk]),
            at(visit, "task", one.row.pk),
        )
        for one in opened
    ]
    ready = {one.row.pk for one in opened}
    shut = [row for row in rows if row.pk not in ready]
    context = {
        "steps": steps,
        "kept": len(kept_by(visit.membership)) + len(objections_for(visit.membership)),
        "waiting": len(shut),
        "givers": queries.who_can_give(shut),
        "yearly": [
            as_precaution(line, at(visit, "precaution", line.row.pk), on=day_of(now), own=True)
            for line in own_lines(visit.membership)
        ],
    }
    return show(request, visit, "office/own/tasks.html", context)


@require_safe
@office(unlocked=True)
def one(request: HttpRequest, visit: Visit, task: UUID) -> HttpResponse:
    opened = _task(visit, task)
    plans.look(opened.row, ring=visit.ring, at=timezone.now())
    context = {
        "task": opened,
        "open": opened.row.state == State.OPEN,
        "pointing": queries.pointers([opened.row])[task],
    }
    return show(request, visit, "office/own/task.html", context)


@a_question(office(unlocked=True))
def finish(request: HttpRequest, visit: Visit, task: UUID) -> Question:
    row = _task(visit, task).row
    form = filled(request, FinishForm)
    return Question(
        heading="De taak is gedaan",
        button="Afronden",
        form=form,
        act=lambda: plans.finish(row, answer=form.cleaned_data["answer"], ring=visit.ring, at=timezone.now()),
        done="De taak is afgerond. Dank u wel.",
        to=at(visit, "tasks"),
        back=at(visit, "task", task),
        around={"intro": ""},
    )


@a_question(office(unlocked=True))
def skip(request: HttpRequest, visit: Visit, task: UUID) -> Question:
    row = _task(visit, task).row
    form = filled(request, SkipForm)
    return Question(
        heading="De taak overslaan",
        button="Overslaan",
        form=form,
        act=lambda: plans.skip(row, reason=form.cleaned_data["reason"], ring=visit.ring, at=timezone.now()),
        done="De taak is overgeslagen. Wie de zaak behandelt, leest uw reden.",
        to=at(visit, "tasks"),
        back=at(visit, "task", task),
        around={"intro": ""},
    )


def _hint(step: str, pointing: Pointers) -> str:
    first = [before.role for before in pointing.open_before]
    return f"{step}. Eerst: {with_and(first)}" if first else step


def _task(visit: Visit, task: UUID) -> OpenTask:
    """One own task. Somebody else's, and one whose key is still to come, are as no task."""
    row = queries.task_for(visit.membership, task)
    if row is None:
        raise Http404
    try:
        return queries.open_tasks([row], visit.ring)[0]
    except (NoKey, IndexError):
        raise Http404 from None
