"""The pages of whoever decides about a change of a measure, and of whoever judges an objection to it."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.kernel.time import day_of
from rugdekking.measures import course, queries
from rugdekking.measures import operations as measures
from rugdekking.measures.models import Change, Objection
from rugdekking.measures.status import ChangeState, ObjectionState
from rugdekking.organisations.roles import DESK, Role
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, a_question, at, filled
from rugdekking.web.office.measure.forms import DecideChangeForm, JudgeForm
from rugdekking.web.office.measure.wording import proposed_length
from rugdekking.web.office.page import show
from rugdekking.web.ui.parts import Step


@require_safe
@office(Role.DECIDER, unlocked=True)
def change(request: HttpRequest, visit: Visit, change: UUID) -> HttpResponse:
    row = _change(visit, change)
    opened, seen = measures.look_at_change(row, ring=visit.ring, at=timezone.now())
    context = {
        "answer": opened,
        "course": replace(seen, changes=tuple(one for one in seen.changes if one.row.pk != row.pk)),
        "change": next(one for one in seen.changes if one.row.pk == row.pk),
        "length": proposed_length(opened.row),
        "standing": queries.stands(opened.row, on=day_of(timezone.now())),
        "waits": row.state == ChangeState.ASKED,
    }
    return show(request, visit, "office/measure/change.html", context)


@a_question(office(Role.DECIDER, unlocked=True))
def decide(request: HttpRequest, visit: Visit, change: UUID) -> Question:
    row = _change(visit, change)
    form = filled(request, DecideChangeForm)
    return Question(
        heading="Besluiten over de wijziging",
        button="Besluit vastleggen",
        form=form,
        act=lambda: measures.decide_change(
            row,
            approve=form.cleaned_data["approve"] == "yes",
            reason=form.cleaned_data["reason"],
            ring=visit.ring,
            at=timezone.now(),
        ),
        done="Uw besluit is vastgelegd. Wie het voorlegde, maakt het bekend.",
        to=at(visit, "decisions"),
        back=at(visit, "change", change),
        around={"intro": "Uw reden staat bij het besluit."},
    )


@require_safe
@office(Role.DECIDER, *DESK, unlocked=True)
def objection(request: HttpRequest, visit: Visit, objection: UUID) -> HttpResponse:
    row = _objection(visit, objection)
    opened, seen = measures.look_at_objection(row, ring=visit.ring, at=timezone.now())
    context = {
        "answer": opened,
        "course": replace(seen, objections=tuple(one for one in seen.objections if one.row.pk != row.pk)),
        "objection": next(one for one in seen.objections if one.row.pk == row.pk),
        "length": proposed_length(opened.row),
        "standing": queries.stands(opened.row, on=day_of(timezone.now())),
        "waits": row.state == ObjectionState.RECEIVED,
    }
    return show(request, visit, "office/measure/objection.html", context)


@a_question(office(Role.DECIDER, *DESK, unlocked=True))
def judge(request: HttpRequest, visit: Visit, objection: UUID) -> Question:
    row = _objection(visit, objection)
    today = day_of(timezone.now())
    form = filled(request, JudgeForm, in_time=row.in_time, runs=queries.runs(row.answer, on=today))
    return Question(
        heading="Het bezwaar beoordelen",
        button="Oordeel vastleggen",
        form=form,
        act=lambda: measures.judge(row, judgement=form.judgement, ring=visit.ring, at=timezone.now()),
        done="Uw oordeel is vastgelegd. Wie de maatregel bijhoudt, vertelt het de ander.",
        to=at(visit, "objection", objection),
        around={"intro": "Kijk opnieuw naar alles, ook naar wat de ander inbrengt. U was er niet eerder bij."},
    )


def change_steps(visit: Visit) -> list[Step]:
    """The changes that wait for this decider, for a list."""
    found = course.changes_for(visit.membership)
    ready = visit.ring.open_all([one.answer.key_id for one in found])
    return [
        Step(
            f"{queries.measure_of(one.answer).label}: {one.get_kind_display()}",
            "u kunt besluiten",
            "attention",
            hint=f"Voorgelegd door {one.put_by.title}",
            address=at(visit, "change", one.pk),
        )
        for one in found
        if one.answer.key_id in ready
    ]


def _change(visit: Visit, change: UUID) -> Change:
    """A change that was put to this member; somebody else's is as none."""
    row = course.change_for(visit.membership, change)
    if row is None or row.answer.key_id not in visit.ring.open_all([row.answer.key_id]):
        raise Http404
    return row


def _objection(visit: Visit, objection: UUID) -> Objection:
    """An objection that this member was asked to judge; somebody else's is as none."""
    row = course.objection_for(visit.membership, objection)
    if row is None or row.answer.key_id not in visit.ring.open_all([row.answer.key_id]):
        raise Http404
    return row
