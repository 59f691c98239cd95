"""What was put to a decider: the proposal, its ground and the hearing. The case itself stays closed."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from rugdekking.clocks.queries import running_for
from rugdekking.kernel.time import day_of, written_out
from rugdekking.measures import operations as measures
from rugdekking.measures import queries, terms
from rugdekking.measures.letters.queries import addressed_to
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

NOW = "u kunt besluiten"
# So long what was decided stays in sight.
SHOWN = timedelta(days=30)


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
    decided = queries.decided_by(visit.membership, since=day_of(timezone.now()) - SHOWN)
    opened = queries.open_answers(rows, visit.ring)
    dues = {pk: clocks[0].due_at for pk, clocks in running_for([row.pk for row in rows]).items()}
    inorder = sorted(opened, key=lambda one: (not _may_decide(one.row), dues.get(one.row.pk, timezone.now())))
    steps = [_step(visit, one, due=dues.get(one.row.pk)) for one in inorder]
    may = [step for step in steps if step.state == NOW]
    ready = {one.row.pk for one in opened}
    shut = [row for row in rows if row.pk not in ready]
    context = {
        "steps": [*may, *change_steps(visit), *objection_steps(visit), *(one for one in steps if one not in may)],
        "waiting": len(shut),
        "givers": sorted({row.put_by.person.name for row in shut}),
        "decided": [_decided(visit, one) for one in queries.open_answers(decided, visit.ring)],
    }
    return show(request, visit, "office/own/decisions.html", context)


@require_safe
@office(Role.DECIDER, unlocked=True)
def one(request: HttpRequest, visit: Visit, answer: UUID) -> HttpResponse:
    row = _request(visit, answer)
    opened = measures.look(row, ring=visit.ring, at=timezone.now())
    context: dict[str, Any] = {
        "answer": opened,
        "whom": addressed_to(row, visit.ring),
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
        template="office/own/decide.html",
        around={
            "answer": queries.open_answers([row], visit.ring)[0],
            "length": proposed_length(row),
            "whom": addressed_to(row, visit.ring),
        },
    )


def _may_decide(row: Answer) -> bool:
    """A yes to a measure waits for the hearing."""
    return row.nature == Nature.RESPONSE or row.state == State.HEARD


def _decided(visit: Visit, opened: queries.OpenAnswer) -> Step:
    """Kept in sight for a while, so that nobody wonders whether it was done."""
    on = f"Besloten op {written_out(opened.row.decided_on)}" if opened.row.decided_on else ""
    return Step(
        opened.measure.label,
        State(opened.row.state).label,
        "info",
        hint=f"{_about(opened)} {on}.",
        address=at(visit, "decision", opened.row.pk),
    )


def _about(opened: queries.OpenAnswer) -> str:
    """What tells two requests apart, in words that this decider may read: never the number of the case."""
    return Truncator(" ".join(opened.behaviour.split())).words(12)


def _step(visit: Visit, opened: queries.OpenAnswer, *, due: datetime | None) -> Step:
    """One request in the list. One that still waits for the hearing can be read, and refused."""
    row = opened.row
    ready = _may_decide(row)
    return Step(
        opened.measure.label,
        NOW if ready else "de ander wordt nog gehoord",
        "attention" if ready else "info",
        due=due if ready else None,
        hint=f"{_about(opened)} Voorgelegd op {written_out(row.put_on)} door {row.put_by.title}.",
        address=at(visit, "decision", row.pk),
    )


def _request(visit: Visit, answer: UUID) -> Answer:
    """A request that was put to this member. Somebody else's, and one without a key yet, are as none."""
    row = queries.request_for(visit.membership, answer)
    if row is None or row.key_id not in visit.ring.open_all([row.key_id]):
        raise Http404
    return row
