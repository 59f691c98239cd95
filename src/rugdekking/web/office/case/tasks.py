"""The plan of a case: who does what, by when, and what came of it."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.models import Case
from rugdekking.plans import operations as plans
from rugdekking.plans import queries
from rugdekking.plans.models import Phase
from rugdekking.plans.queries import OpenTask
from rugdekking.plans.status import State
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, at, filled
from rugdekking.web.office.case.forms import MoveForm
from rugdekking.web.office.case.frame import of_case, question_of_case, show_case
from rugdekking.web.office.case.task_forms import (
    AssignForm,
    ExplainForm,
    FinishForm,
    PlanForm,
    SkipForm,
    TaskForm,
)
from rugdekking.web.office.task_state import as_step

KEY_INTRO = (
    "{name} heeft een wachtzin, maar kan het eigen werk nog niet openen. Met de sleutel opent {name} de eigen "
    "{what}, en niets anders van de zaak. Spreek of bel {name} eerst, zodat u weet dat het klopt."
)


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    """By phase, or (`?per=rol`) the dated list of each role."""
    labels = queries.role_labels(queries.shipped_for(case), case.organisation)
    opened = queries.open_tasks(queries.tasks_in(case), visit.ring)
    pointing = queries.pointers(one.row for one in opened)
    by_role = request.GET.get("per") == "rol"
    steps = [
        (
            one,
            as_step(
                one,
                Phase(one.row.phase).label.capitalize() if by_role else labels[one.row.role],
                at(visit, "case-task", case.reference, one.row.pk),
                first=[before.role for before in pointing[one.row.pk].open_before],
            ),
        )
        for one in (sorted(opened, key=_by_day) if by_role else opened)
    ]
    lists = labels if by_role else {phase.value: phase.label.capitalize() for phase in Phase}
    groups = [
        {
            "label": label,
            "steps": [step for one, step in steps if (one.row.role if by_role else one.row.phase) == code],
        }
        for code, label in lists.items()
    ]
    context = {
        "planned": queries.plan_of(case) is not None,
        "groups": [group for group in groups if group["steps"]],
        "by_role": by_role,
        "facts_known": bool(case.protocol),
        "any_open": any(one.row.state == State.OPEN for one in opened),
    }
    return show_case(request, visit, case, "office/case/tasks.html", context)


@question_of_case
def make(request: HttpRequest, visit: Visit, case: Case) -> Question:
    """Made again after more facts, it adds what they ask for and leaves the rest."""
    form = filled(
        request,
        PlanForm,
        roles=queries.role_labels(queries.shipped_for(case), case.organisation),
        meant=queries.suggested_owners(case),
        members=queries.everybody(case),
    )
    return Question(
        heading="Het plan maken",
        button="Plan maken",
        form=form,
        act=lambda: plans.make_plan(case, owners=form.owners, ring=visit.ring, at=timezone.now()),
        done="Het plan staat klaar. Wie een taak kreeg, krijgt een mail.",
        to=at(visit, "case-tasks", case.reference),
        around={
            "intro": "De taken komen uit het stappenplan en passen bij de feiten. Wie een taak krijgt, leest alleen "
            "de taak en niets anders van de zaak."
        },
    )


@question_of_case
def add(request: HttpRequest, visit: Visit, case: Case) -> Question:
    shipped = queries.shipped_for(case)
    form = filled(
        request,
        TaskForm,
        roles=queries.role_labels(shipped, case.organisation),
        steps=shipped.steps,
        members=queries.everybody(case),
    )
    return Question(
        heading="Een taak toevoegen",
        button="Toevoegen",
        form=form,
        act=lambda: plans.add_task(case, task=form.task, ring=visit.ring, at=timezone.now()),
        done="De taak is toegevoegd.",
        to=at(visit, "case-tasks", case.reference),
    )


@require_safe
@of_case
def one(request: HttpRequest, visit: Visit, case: Case, task: UUID) -> HttpResponse:
    opened = _task(visit, case, task)
    shipped = queries.shipped_for(case)
    context = {
        "task": opened,
        "role": queries.role_labels(shipped, case.organisation)[opened.row.role],
        "step": next(step for step in shipped.steps if step.number == opened.row.step),
        "pointing": queries.pointers([opened.row])[task],
        "consent": queries.missing_consent(case, opened.row.role),
        "without_key": any(row.pk == task for row in queries.without_key(case)),
    }
    return show_case(request, visit, case, "office/case/task.html", context)


@question_of_case
def assign(request: HttpRequest, visit: Visit, case: Case, task: UUID) -> Question:
    row = _task(visit, case, task).row
    form = filled(request, AssignForm, members=queries.everybody(case), now=row.owner)
    return Question(
        heading="Wie doet deze taak?",
        button="Opslaan",
        form=form,
        act=lambda: plans.assign(row, to=form.chosen, ring=visit.ring, at=timezone.now()),
        done="Opgeslagen. Wie de taak kreeg, krijgt een mail.",
        to=at(visit, "case-task", case.reference, task),
    )


@question_of_case
def give_key(request: HttpRequest, visit: Visit, case: Case, task: UUID) -> Question:
    row = _task(visit, case, task).row
    if row.owner is None:
        raise Http404
    name = row.owner.person.name
    return Question(
        heading=f"Geef {name} de sleutel",
        button=f"Geef {name} de sleutel",
        form=filled(request, Sure),
        act=lambda: plans.give_key(row, ring=visit.ring, at=timezone.now()),
        done=f"{name} kan de taak nu openen en krijgt een mail.",
        to=at(visit, "case-task", case.reference, task),
        around={"intro": KEY_INTRO.format(name=name, what="taken")},
    )


@question_of_case
def explain(request: HttpRequest, visit: Visit, case: Case, task: UUID) -> Question:
    opened = _task(visit, case, task)
    form = filled(request, ExplainForm, initial={"background": opened.background})
    return Question(
        heading="Uitleg bij de taak",
        button="Opslaan",
        form=form,
        act=lambda: plans.explain(
            opened.row, background=form.cleaned_data["background"], ring=visit.ring, at=timezone.now()
        ),
        done="De uitleg is bewaard.",
        to=at(visit, "case-task", case.reference, task),
    )


@question_of_case
def finish(request: HttpRequest, visit: Visit, case: Case, task: UUID) -> Question:
    row = _task(visit, case, task).row
    form = filled(request, FinishForm)
    return Question(
        heading="De taak is gedaan",
        button="Afronden",
        form=form,
        act=lambda: plans.finish(row, answer=form.cleaned_data["answer"], ring=visit.ring, at=timezone.now()),
        done="De taak is afgerond.",
        to=at(visit, "case-tasks", case.reference),
        back=at(visit, "case-task", case.reference, task),
    )


@question_of_case
def skip(request: HttpRequest, visit: Visit, case: Case, task: UUID) -> Question:
    row = _task(visit, case, task).row
    form = filled(request, SkipForm)
    return Question(
        heading="De taak overslaan",
        button="Overslaan",
        form=form,
        act=lambda: plans.skip(row, reason=form.cleaned_data["reason"], ring=visit.ring, at=timezone.now()),
        done="De taak is overgeslagen. De reden staat erbij.",
        to=at(visit, "case-tasks", case.reference),
        back=at(visit, "case-task", case.reference, task),
    )


@question_of_case
def again(request: HttpRequest, visit: Visit, case: Case, task: UUID) -> Question:
    row = _task(visit, case, task).row
    return Question(
        heading="De taak opnieuw openen",
        button="Opnieuw openen",
        form=filled(request, Sure),
        act=lambda: plans.again(row, ring=visit.ring, at=timezone.now()),
        done="De taak staat weer open.",
        to=at(visit, "case-task", case.reference, task),
        around={"intro": "Er is meer te doen. De taak krijgt de gewone termijn."},
    )


@question_of_case
def move(request: HttpRequest, visit: Visit, case: Case, task: UUID) -> Question:
    row = _task(visit, case, task).row
    form = filled(request, MoveForm)
    return Question(
        heading="Een andere dag",
        button="Dag wijzigen",
        form=form,
        act=lambda: plans.move(
            row, due_on=form.cleaned_data["due_on"], reason=form.why, ring=visit.ring, at=timezone.now()
        ),
        done="De taak heeft een nieuwe dag.",
        to=at(visit, "case-task", case.reference, task),
    )


@question_of_case
def skip_rest(request: HttpRequest, visit: Visit, case: Case) -> Question:
    form = filled(request, SkipForm)
    return Question(
        heading="De overige taken overslaan",
        button="Alle open taken overslaan",
        form=form,
        act=lambda: plans.skip_rest(case, reason=form.cleaned_data["reason"], ring=visit.ring, at=timezone.now()),
        done="De open taken zijn overgeslagen. De reden staat bij elke taak.",
        to=at(visit, "case-tasks", case.reference),
        around={
            "intro": "Is er in deze zaak niet meer nodig? Geef dan een reden voor alle taken die nog open staan."
        },
    )


def _by_day(task: OpenTask) -> tuple[bool, datetime, int]:
    """The order of a dated list: open tasks first, the first due on top."""
    row = task.row
    return row.state != State.OPEN, row.due_at or datetime.max.replace(tzinfo=UTC), row.step


def _task(visit: Visit, case: Case, task: UUID) -> OpenTask:
    rows = [row for row in queries.tasks_in(case) if row.pk == task]
    opened = queries.open_tasks(rows, visit.ring)
    if not opened:
        raise Http404
    return opened[0]
