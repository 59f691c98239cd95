"""One answer, step by step: hearing the other side, taking it back, making it known."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.models import Case
from rugdekking.content.schema import Decider
from rugdekking.kernel.time import day_of
from rugdekking.measures import operations as measures
from rugdekking.measures import queries
from rugdekking.measures.cards import card_of
from rugdekking.measures.models import Answer, Hearing, Nature
from rugdekking.measures.status import APPROVED, TOLD, WAITING, State
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, at, filled
from rugdekking.web.office.case.answer_forms import HearForm, HeldForm, ServeForm, SkipHearingForm
from rugdekking.web.office.case.answers import answer_in, anybody_known
from rugdekking.web.office.case.frame import of_case, question_of_case, show_case
from rugdekking.web.office.case.tasks import KEY_INTRO
from rugdekking.web.office.measure.wording import proposed_length


@require_safe
@of_case
def one(request: HttpRequest, visit: Visit, case: Case, answer: UUID) -> HttpResponse:
    opened = answer_in(visit, case, answer)
    row = opened.row
    unheard = row.nature == Nature.MEASURE and row.state == State.PROPOSED and row.hearing == Hearing.NONE
    context = {
        "answer": opened,
        "standing": queries.stands(row, on=day_of(timezone.now())),
        "length": proposed_length(row),
        "told": row.state in TOLD,
        "may_hear": unheard or (row.hearing == Hearing.SKIPPED and row.state in APPROVED | {State.HEARD}),
        "may_skip": unheard,
        "may_serve": row.state == State.DECIDED,
        "own": _is_own(row),
        "may_withdraw": row.state in WAITING | {State.DECIDED},
        "nobody_known": row.length is not None
        and row.state in WAITING | {State.DECIDED, State.RUNNING}
        and not anybody_known(visit, case),
        "runs": row.state == State.RUNNING,
        "card": card_of(row, visit.ring),
        "without_key": [one for found, one in queries.without_key(case) if found.pk == row.pk],
    }
    return show_case(request, visit, case, "office/case/answer.html", context)


@question_of_case
def give_key(request: HttpRequest, visit: Visit, case: Case, answer: UUID) -> Question:
    row = answer_in(visit, case, answer).row
    waiting = [one.person.name for found, one in queries.without_key(case) if found.pk == row.pk]
    name = " en ".join(waiting) or row.decider.person.name
    return Question(
        heading=f"Geef {name} de sleutel",
        button=f"Geef {name} de sleutel",
        form=filled(request, Sure),
        act=lambda: measures.give_key(row, ring=visit.ring, at=timezone.now()),
        done=f"{name} kan het voorstel nu openen en krijgt een mail.",
        to=at(visit, "case-answer", case.reference, answer),
        around={"intro": KEY_INTRO.format(name=name, what="voorstellen")},
    )


@question_of_case
def hear(request: HttpRequest, visit: Visit, case: Case, answer: UUID) -> Question:
    row = answer_in(visit, case, answer).row
    form = filled(request, HearForm, today=day_of(timezone.now()))
    return Question(
        heading="De andere kant horen",
        button="Vastleggen",
        form=form,
        act=lambda: measures.hear(
            row, view=form.cleaned_data["view"], on=form.cleaned_data["on"], ring=visit.ring, at=timezone.now()
        ),
        done="Vastgelegd. De beslisser kan nu beslissen.",
        to=at(visit, "case-answer", case.reference, answer),
        around={"intro": "Vertel de ander om welk gedrag het gaat, en laat de ander uitpraten."},
    )


@question_of_case
def skip_hearing(request: HttpRequest, visit: Visit, case: Case, answer: UUID) -> Question:
    row = answer_in(visit, case, answer).row
    form = filled(request, SkipHearingForm)
    return Question(
        heading="De ander niet eerst horen",
        button="Vastleggen",
        form=form,
        act=lambda: measures.skip_hearing(
            row,
            reason=form.cleaned_data["reason"],
            later_on=form.cleaned_data["later_on"],
            ring=visit.ring,
            at=timezone.now(),
        ),
        done="Vastgelegd. De beslisser leest de reden.",
        to=at(visit, "case-answer", case.reference, answer),
    )


@question_of_case
def serve(request: HttpRequest, visit: Visit, case: Case, answer: UUID) -> Question:
    row = answer_in(visit, case, answer).row
    form = filled(request, HeldForm if _is_own(row) else ServeForm, today=day_of(timezone.now()))
    return Question(
        heading="Het is gebeurd" if _is_own(row) else "Bekendmaken",
        button="Vastleggen",
        form=form,
        act=lambda: measures.serve(
            row, told=form.cleaned_data["told"], on=form.cleaned_data["on"], ring=visit.ring, at=timezone.now()
        ),
        done="Vastgelegd. Dit is de reactie op het gedrag.",
        to=at(visit, "case-answer", case.reference, answer),
    )


@question_of_case
def withdraw(request: HttpRequest, visit: Visit, case: Case, answer: UUID) -> Question:
    row = answer_in(visit, case, answer).row
    return Question(
        heading="Dit antwoord intrekken",
        button="Intrekken",
        form=filled(request, Sure),
        act=lambda: measures.withdraw(row, ring=visit.ring, at=timezone.now()),
        done="Ingetrokken.",
        to=at(visit, "case-answer", case.reference, answer),
        around={"intro": "Wie moest beslissen, ziet het dan niet meer. In de tijdlijn blijft staan dat het er was."},
    )


def _is_own(row: Answer) -> bool:
    """Whether this is a response of the desk itself, such as a talk to which it invited somebody."""
    return row.mandate == Decider.CASE_MANAGER
