"""Everybody's part, before anything happens: what each role does before, during and after, to read and to print."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rugdekking.content.queries import latest
from rugdekking.content.schema import Condition, Phase, Task
from rugdekking.content.schema import Plan as Shipped
from rugdekking.kernel.time import MONTHS
from rugdekking.plans.preparation import SHIPPED
from rugdekking.plans.queries import INCIDENT, role_labels
from rugdekking.protocols.wording import span
from rugdekking.web.access import Visit, office
from rugdekking.web.office.page import show
from rugdekking.web.office.task_state import with_and

TITLES = {Phase.BEFORE: "Vooraf, elk jaar", Phase.DURING: "Op het moment zelf", Phase.AFTER: "Daarna"}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a role does, and by when."""

    text: str
    when: str


@require_safe
@office()
def roles(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The same for every event: which of it a case asks for, its facts decide."""
    plan = latest(Shipped, INCIDENT)
    labels = role_labels(plan, visit.membership.organisation)
    tasks = [*latest(Shipped, SHIPPED).tasks, *plan.tasks]
    owners = {task.code: labels[task.role] for task in tasks}
    parts = [
        {
            "code": role,
            "label": label,
            "phases": [
                (title, [_part(task, owners) for task in tasks if (task.role, task.phase) == (role, phase)])
                for phase, title in TITLES.items()
            ],
        }
        for role, label in labels.items()
    ]
    return show(request, visit, "office/preparation/roles.html", {"roles": parts, "steps": plan.steps})


def _part(task: Task, owners: dict[str, str]) -> Part:
    said = [_by_when(task), "alleen als de feiten erom vragen" if task.when != Condition() else ""]
    if task.waits_for:
        said.append(f"na {with_and([owners[code] for code in task.waits_for])}")
    return Part(task.text, ", ".join(filter(None, said)))


def _by_when(task: Task) -> str:
    if task.day is not None:
        return f"voor {task.day.day} {MONTHS[task.day.month - 1]}"
    if task.due is None:
        return ""
    return f"binnen {span(task.due)}" if task.due.amount else "meteen"
