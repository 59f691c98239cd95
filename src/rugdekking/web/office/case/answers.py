"""What the organisation answers to the person who did it: proposals with their reasons, and what came of them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.models import Case
from rugdekking.cases.queries import facts
from rugdekking.content.queries import latest
from rugdekking.content.schema import Decider, Offices
from rugdekking.kernel.time import day_of
from rugdekking.measures import operations as measures
from rugdekking.measures import queries
from rugdekking.measures.agreeing import missing_consents
from rugdekking.measures.models import Strength
from rugdekking.measures.operations import Invitation, Request, Response, Suggestion
from rugdekking.measures.operations.proposing import NoFacts
from rugdekking.perpetrators.queries import in_case
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, at, filled
from rugdekking.web.office.case.answer_forms import InviteForm, PutForm, ReasonForm, RespondForm
from rugdekking.web.office.case.frame import of_case, question_of_case, show_case
from rugdekking.web.office.measure.wording import term_lines


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion as the page shows it, with where one chooses it, and where one first invites or asks."""

    suggestion: Suggestion
    strength: str
    decider: str
    address: str
    invite_address: str


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    context: dict[str, Any] = {
        "answers": [
            (one, queries.stands(one.row, on=day_of(timezone.now())))
            for one in queries.open_answers(queries.answers_in(case), visit.ring)
        ],
        "no_reaction": queries.no_reaction_in(case, visit.ring),
        "proposed": [],
        "others": [],
        "proposals": None,
    }
    try:
        proposals = measures.propose(case, ring=visit.ring, at=timezone.now())
    except NoFacts:
        return show_case(request, visit, case, "office/case/answers.html", context)
    context["proposals"] = proposals
    context["proposed"] = [_offer(visit, case, one) for one in proposals.proposed]
    context["others"] = [_offer(visit, case, one) for one in proposals.others]
    return show_case(request, visit, case, "office/case/answers.html", context)


@question_of_case
def put(request: HttpRequest, visit: Visit, case: Case, code: str) -> Question:
    suggestion = _suggestion(visit, case, code)
    form = filled(
        request,
        PutForm,
        candidates=queries.deciders(case, decider=suggestion.decider, ring=visit.ring),
        measure=suggestion.measure,
        first={"behaviour": _summary(visit, case), "ground": _as_ground(suggestion.reason)},
    )

    def ask() -> None:
        measures.put_to_decider(case, request=_wanted(code, form), ring=visit.ring, at=timezone.now())

    return Question(
        heading=f"Voorleggen: {suggestion.measure.label}",
        button="Voorleggen",
        form=form,
        act=ask,
        done="Voorgelegd. Een maatregel vraagt eerst dat u de andere kant hoort.",
        to=at(visit, "case-answers", case.reference),
        template="office/case/put.html",
        around={
            "suggestion": suggestion,
            "decider": _title(case, suggestion.decider),
            "term": term_lines(suggestion.measure),
            "nobody_known": suggestion.measure.term is not None and not anybody_known(visit, case),
            "consents": missing_consents(case, code=code, mandate=suggestion.decider),
        },
    )


@question_of_case
def respond(request: HttpRequest, visit: Visit, case: Case, code: str) -> Question:
    suggestion = _suggestion(visit, case, code)
    form = filled(
        request,
        RespondForm,
        today=day_of(timezone.now()),
        behaviour=_summary(visit, case),
        reason=suggestion.reason,
    )

    def record() -> None:
        said = form.cleaned_data
        given = Response(
            code=code, behaviour=said["behaviour"], reason=said["reason"], told=said["told"], on=said["on"]
        )
        measures.respond(case, response=given, ring=visit.ring, at=timezone.now())

    return Question(
        heading=f"Vastleggen: {suggestion.measure.label}",
        button="Vastleggen",
        form=form,
        act=record,
        done="Vastgelegd. Dit is de reactie op het gedrag.",
        to=at(visit, "case-answers", case.reference),
        around={"intro": suggestion.measure.explanation},
    )


@question_of_case
def invite(request: HttpRequest, visit: Visit, case: Case, code: str) -> Question:
    """The same response, still to come."""
    suggestion = _suggestion(visit, case, code)
    first = {"behaviour": _summary(visit, case), "reason": suggestion.reason}
    form = filled(request, InviteForm, initial=first)

    def begin() -> None:
        said = form.cleaned_data
        wanted = Invitation(code, said["behaviour"], said["reason"])
        measures.invite(case, invitation=wanted, ring=visit.ring, at=timezone.now())

    return Question(
        heading=f"Dit gaat u doen: {suggestion.measure.label}",
        button="Vastleggen",
        form=form,
        act=begin,
        done="Vastgelegd. U kunt nu de brief maken. De zaak wacht tot u vastlegt dat het is gebeurd.",
        to=at(visit, "case-answers", case.reference),
        around={"intro": suggestion.measure.explanation},
    )


@question_of_case
def no_reaction(request: HttpRequest, visit: Visit, case: Case) -> Question:
    form = filled(request, ReasonForm)
    return Question(
        heading="Geen reactie, met reden",
        button="Vastleggen",
        form=form,
        act=lambda: measures.no_reaction(
            case, reason=form.cleaned_data["reason"], ring=visit.ring, at=timezone.now()
        ),
        done="Vastgelegd waarom er geen reactie komt.",
        to=at(visit, "case-answers", case.reference),
        around={
            "intro": "De organisatie reageert altijd. Kan dat hier niet, bijvoorbeeld omdat niemand weet wie het "
            "deed? Schrijf dan op waarom."
        },
    )


def answer_in(visit: Visit, case: Case, answer: UUID) -> queries.OpenAnswer:
    """One answer of this case, opened, or a 404."""
    rows = [row for row in queries.answers_in(case) if row.pk == answer]
    found = queries.open_answers(rows, visit.ring)
    if not found:
        raise Http404
    return found[0]


def _wanted(code: str, form: PutForm) -> Request:
    said = form.cleaned_data
    return Request(
        code=code,
        decider=form.chosen.membership,
        behaviour=said["behaviour"],
        ground=said["ground"],
        remedy=form.chosen_remedy,
        remedy_text=said.get("remedy_text", ""),
        length=said.get("length"),
        scope=said.get("scope", ""),
        basic_services=said.get("basic_services", ""),
    )


def anybody_known(visit: Visit, case: Case) -> bool:
    """Whether somebody wrote down by name who did it."""
    return any(one.known.name for one in in_case(case, visit.ring))


def _suggestion(visit: Visit, case: Case, code: str) -> Suggestion:
    try:
        found = measures.propose(case, ring=visit.ring, at=timezone.now()).find(code)
    except NoFacts:
        found = None
    if found is None:
        raise Http404
    return found


def _offer(visit: Visit, case: Case, suggestion: Suggestion) -> Offer:
    own = suggestion.decider is Decider.CASE_MANAGER and not suggestion.is_measure
    page = "case-respond" if own else "case-put"
    address = at(visit, page, case.reference, suggestion.measure.code)
    strength = Strength(suggestion.strength.value).label if suggestion.strength else ""
    begins = at(visit, "case-invite", case.reference, suggestion.measure.code) if own else ""
    return Offer(suggestion, strength, _title(case, suggestion.decider), address, begins)


def _title(case: Case, decider: Decider) -> str:
    return latest(Offices, case.organisation.kind).titles[decider]


def _summary(visit: Visit, case: Case) -> str:
    recorded = facts(case, visit.ring)
    return "" if recorded is None else recorded.summary


def _as_ground(reason: str) -> str:
    """The reason of a proposal, said to somebody who does not know our protocol by heart."""
    return f"Ons agressieprotocol, {reason[:1].lower()}{reason[1:]}."
