"""What was put to a decider: the proposal, its ground and the hearing. The case itself stays closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.kernel.time import day_of
from rugdekking.measures import operations as measures
from rugdekking.measures import queries, terms
from rugdekking.measures.models import Answer, Nature, Strength
from rugdekking.measures.operations import Decision
from rugdekking.measures.status import WAITING, State
from rugdekking.organisations.roles import Role
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, a_question, at, filled
from rugdekking.web.office.case.answer_forms import IN_LETTERS
from rugdekking.web.office.fields import a_day, choose, one_of, text_area
from rugdekking.web.office.measure.judging import change_steps
from rugdekking.web.office.measure.views import objection_steps
from rugdekking.web.office.measure.wording import proposed_length
from rugdekking.web.office.page import show
from rugdekking.web.ui.parts import Step


class DecideForm(forms.Form):
    approve = one_of("Wat besluit u?", {"yes": "Akkoord", "no": "Niet akkoord"}, missing="Kies wat u besluit.")
    reason = text_area("Waarom?", rows=5, missing="Schrijf de reden van uw besluit.", help_text=IN_LETTERS)
    motive = text_area(
        "Wijkt u af van het protocol? Waarom?",
        help_text="Alleen nodig als het protocol iets anders voorstelt dan u besluit.",
    )

    length = forms.TypedChoiceField(
        label="Voor hoe lang?",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="U kunt korter kiezen dan is voorgesteld. Schrijf dan bij de reden waarom.",
    )
    begins_on = a_day("Vanaf welke dag?", help_text="De maatregel geldt nooit voordat de ander ervan weet.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, answer: Answer, today: date) -> None:
        super().__init__(data, initial={"length": answer.length, "begins_on": today})
        term = queries.measure_of(answer).term
        if term is None or answer.length is None:
            del self.fields["length"], self.fields["begins_on"]
        else:
            shorter = [(amount, words) for amount, words in terms.choices(term) if amount <= answer.length]
            choose(self, "length", [(str(amount), words) for amount, words in shorter])

    @property
    def decision(self) -> Decision:
        said = self.cleaned_data
        return Decision(
            approve=said["approve"] == "yes",
            reason=said["reason"],
            motive=said["motive"],
            length=said.get("length"),
            begins_on=said.get("begins_on"),
        )


@require_safe
@office(Role.DECIDER, unlocked=True)
def mine(request: HttpRequest, visit: Visit) -> HttpResponse:
    rows = queries.requests_for(visit.membership)
    opened = queries.open_answers(rows, visit.ring)
    steps = [_step(visit, one) for one in opened]
    ready = {one.row.pk for one in opened}
    shut = [row for row in rows if row.pk not in ready]
    givers = sorted({row.put_by.person.name for row in shut})
    steps += [*change_steps(visit), *objection_steps(visit)]
    context = {"steps": steps, "waiting": len(shut), "givers": givers}
    return show(request, visit, "office/own/decisions.html", context)


@require_safe
@office(Role.DECIDER, unlocked=True)
def one(request: HttpRequest, visit: Visit, answer: UUID) -> HttpResponse:
    row = _request(visit, answer)
    opened = measures.look(row, ring=visit.ring, at=timezone.now())
    context: dict[str, Any] = {
        "answer": opened,
        "waits": row.state in WAITING,
        "length": proposed_length(row),
        "unheard": row.nature == Nature.MEASURE and row.state == State.PROPOSED,
        "proposed": Strength(row.strength).label if row.strength else "",
    }
    return show(request, visit, "office/own/decision.html", context)


@a_question(office(Role.DECIDER, unlocked=True))
def decide(request: HttpRequest, visit: Visit, answer: UUID) -> Question:
    row = _request(visit, answer)
    form = filled(request, DecideForm, answer=row, today=day_of(timezone.now()))
    return Question(
        heading="Besluiten",
        button="Besluit vastleggen",
        form=form,
        act=lambda: measures.decide(row, decision=form.decision, ring=visit.ring, at=timezone.now()),
        done="Uw besluit is vastgelegd. De casusregisseur maakt het bekend.",
        to=at(visit, "decisions"),
        back=at(visit, "decision", answer),
        around={"intro": "Het protocol adviseert, u besluit. Uw reden staat bij het besluit."},
    )


def _step(visit: Visit, opened: queries.OpenAnswer) -> Step:
    """One request in the list. One that still waits for the hearing can be read, and refused."""
    row = opened.row
    ready = row.nature == Nature.RESPONSE or row.state == State.HEARD
    state = "u kunt besluiten" if ready else "de ander wordt nog gehoord"
    return Step(
        opened.measure.label,
        state,
        "attention" if ready else "info",
        hint=f"Voorgelegd door {row.put_by.title}",
        address=at(visit, "decision", row.pk),
    )


def _request(visit: Visit, answer: UUID) -> Answer:
    """A request that was put to this member. Somebody else's, and one without a key yet, are as none."""
    row = queries.request_for(visit.membership, answer)
    if row is None or row.key_id not in visit.ring.open_all([row.key_id]):
        raise Http404
    return row
