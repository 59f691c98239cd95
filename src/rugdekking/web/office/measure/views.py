"""One measure that was made known: how it stands, what became of it, and what can be done about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.queries import sees
from rugdekking.kernel.time import day_of
from rugdekking.measures import course, queries
from rugdekking.measures import operations as measures
from rugdekking.measures.models import Answer
from rugdekking.measures.status import ChangeState, ObjectionState, State
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import at
from rugdekking.web.office.measure.frame import of_measure
from rugdekking.web.office.measure.wording import proposed_length
from rugdekking.web.office.page import show
from rugdekking.web.ui.parts import Step


@require_safe
@office(unlocked=True)
def mine(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What this member looks after while the case is closed, and the objections that wait for their judgement."""
    today = day_of(timezone.now())
    kept = queries.open_answers(course.kept_by(visit.membership), visit.ring)
    context = {
        "kept": [
            Step(
                one.measure.label,
                queries.stands(one.row, on=today),
                "attention" if one.row.review_on and one.row.review_on <= today else "info",
                one.row.review_on if one.row.state == State.RUNNING else None,
                "Opnieuw bekijken" if one.row.state == State.RUNNING else "",
                at(visit, "measure", one.row.pk),
            )
            for one in kept
        ],
        "objections": objection_steps(visit),
    }
    return show(request, visit, "office/measure/mine.html", context)


@require_safe
@of_measure
def one(request: HttpRequest, visit: Visit, row: Answer) -> HttpResponse:
    now = timezone.now()
    opened, seen = measures.look_after(row, ring=visit.ring, at=now)
    runs = queries.runs(row, on=day_of(now))
    change = seen.open_change
    context: dict[str, Any] = {
        "answer": opened,
        "course": seen,
        "standing": queries.stands(row, on=day_of(now)),
        "length": proposed_length(row),
        "runs": runs,
        "begun": runs and row.begins_on is not None and row.begins_on <= day_of(now),
        "change": change,
        "to_tell": change is not None and change.row.state == ChangeState.AGREED and change.row.objection_id is None,
        "may_take_back": change is not None and change.row.objection_id is None,
        "received": [one for one in seen.objections if one.row.state == ObjectionState.RECEIVED],
        "judged": [one for one in seen.objections if one.row.state == ObjectionState.ANSWERED],
        "concerned": course.may_not_decide(row.case, visit.ring),
        "case": row.case if sees(visit.membership, row.case) else None,
    }
    return show(request, visit, "office/measure/one.html", context)


def objection_steps(visit: Visit) -> list[Step]:
    """The objections that wait for this member, for a list."""
    found = course.objections_for(visit.membership)
    ready = visit.ring.open_all([one.answer.key_id for one in found])
    return [
        Step(
            f"Bezwaar tegen: {queries.measure_of(one.answer).label}",
            "u kunt oordelen",
            "attention",
            hint="" if one.in_time else "Dit kwam te laat binnen.",
            address=at(visit, "objection", one.pk),
        )
        for one in found
        if one.answer.key_id in ready
    ]
