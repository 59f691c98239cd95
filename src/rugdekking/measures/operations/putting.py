"""Putting an answer to somebody with the mandate, and taking it back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rugdekking.audit import operations as audit
from rugdekking.cases import operations as case_operations
from rugdekking.cases.models import Case
from rugdekking.cases.operations import at_work
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.status import ClockKind
from rugdekking.content.schema import Decider, Span, Term
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.keys.operations.wraps import fill_waiting, take_away
from rugdekking.keys.queries import holders
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import queries
from rugdekking.measures.agreeing import must_agree
from rugdekking.measures.models import Answer, Remedy
from rugdekking.measures.operations import rows
from rugdekking.measures.queries import Candidate
from rugdekking.measures.sealing import needed
from rugdekking.measures.status import State, before
from rugdekking.notify.models import Kind as MailKind
from rugdekking.notify.operations import enqueue_all
from rugdekking.organisations.models import Membership
from rugdekking.protocols.wording import span
from rugdekking.reports.actors import actor_of


class NoMandate(Refused):
    """This member may not decide this in this case."""


class OutsideTheTerm(Refused):
    """The protocol allows no measure of this length."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is put to a decider. `code` is of the protocol; `behaviour` names what was done, and when.

    A measure also says which `remedy` the other side has, in words that the other side will read. One with a term
    also says for how long, in the unit of the protocol; where and what exactly; and what remains possible and how.
    """

    code: str
    decider: Membership
    behaviour: str
    ground: str
    remedy: Remedy | None = None
    remedy_text: str = ""
    length: int | None = None
    scope: str = ""
    basic_services: str = ""


@transaction.atomic
def put_to_decider(case: Case, *, request: Request, ring: StaffRing, at: datetime) -> Answer:
    """Put an answer to a member with the mandate, who sees this and nothing else of the case.

    Raises `NotConfirmedYet` while a report that the desk typed waits for the person concerned, `AskFirst` when
    police or a manager would hear of it without that person's consent, `NotAnAnswerHere` for a measure on emotion,
    criticism or protest alone, `NoMandate` when this member may not decide here, `OutsideTheTerm` for a length that
    the protocol does not allow, `OnceInACase` for one with a term that this case has or had, and
    `TextMissing` without behaviour, ground or, for a measure, what the other side
    can do about it, and for one with a term where it holds and what remains possible.
    """
    case = at_work.handled(case, ring)
    at_work.must_be_confirmed(case)
    row, suggestion = rows.start_row(case, request.code, ring=ring, at=at)
    candidate = _candidate(case, suggestion.decider, request.decider, ring)
    must_agree(case, code=request.code, mandate=candidate.mandate)
    rows.ask(row, candidate)
    texts = {
        "behaviour": needed(request.behaviour, what="het gedrag, zo precies als u het weet, met de dag"),
        "ground": needed(request.ground, what="de grond: waarom dit antwoord past"),
    }
    if suggestion.is_measure:
        row.remedy = Remedy.COMPLAINT if request.remedy is None else request.remedy
        texts["remedy_text"] = needed(request.remedy_text, what="wat de ander tegen dit besluit kan doen")
    if suggestion.measure.term is not None:
        row.length = allowed_length(suggestion.measure.term, request.length)
        texts["scope"] = needed(request.scope, what="waar de maatregel geldt en wat er dan precies niet mag")
        texts["basic_services"] = needed(request.basic_services, what="wat er mogelijk blijft, en hoe")
    rows.save_sealed(row, texts, to=holders(_asked(candidate)), ring=ring, at=at)
    if suggestion.is_measure:
        rows.start_clock(ClockKind.HEARING, row, owner=ring.membership, at=at)
    else:
        rows.start_decision(row, at=at)
    audit.record("answer.put", organisation=case.organisation_id, subject=row.pk, by=actor_of(ring), at=at)
    case_operations.refresh_due([case.pk])
    return row


@transaction.atomic
def withdraw(answer: Answer, *, ring: StaffRing, at: datetime) -> None:
    """Take an answer back, also after the decision, as long as the other side was not told.

    Who was asked can no longer open it. Raises `JustChanged` when it was made known or ended meanwhile.
    """
    at_work.handled(answer.case, ring)
    changed = Answer.objects.filter(pk=answer.pk, state__in=before(State.WITHDRAWN)).update(state=State.WITHDRAWN)
    if not changed:
        raise JustChanged("Dit antwoord is intussen al bekendgemaakt of afgehandeld.")
    asked = [one.pk for one in (answer.decider, answer.deputy) if one is not None]
    take_away(answer.key_id, holders=asked)
    clocks.stop_all([answer.pk], at=at)
    audit.record("answer.withdrawn", organisation=answer.organisation_id, subject=answer.pk, by=actor_of(ring), at=at)
    case_operations.refresh_due([answer.case_id])
    answer.refresh_from_db()


@transaction.atomic
def give_key(answer: Answer, *, ring: StaffRing, at: datetime) -> None:
    """Hand the request to whoever was asked before they had a key and has one now. They get a mail.

    Raises `JustChanged` when they have the key already, or none of their own yet.
    """
    ring.open(answer.key_id)
    asked = [one for one in (answer.decider, answer.deputy) if one is not None]
    got = [one.id for one in holders(asked) if fill_waiting(ring, holder=one)]
    if not got:
        raise JustChanged("Deze persoon heeft de sleutel al, of kan hem nog niet krijgen.")
    enqueue_all(
        MailKind.SOMETHING_WAITS,
        organisation=answer.organisation_id,
        addresses=[one.person.email for one in asked if one.pk in got],
        subject=answer.pk,
        at=at,
    )
    by = actor_of(ring)
    audit.record("answer.key_given", organisation=answer.organisation_id, subject=answer.pk, by=by, at=at)


def allowed_length(term: Term, length: int | None, *, at_most: int | None = None) -> int:
    """`length` when the protocol allows it, its default when nobody chose. Raises `OutsideTheTerm`."""
    most = term.maximum.amount if at_most is None else at_most
    chosen = min(term.default.amount, most) if length is None else length
    if not term.minimum.amount <= chosen <= most:
        bounds = [span(Span(amount=amount, unit=term.default.unit)) for amount in (term.minimum.amount, most)]
        raise OutsideTheTerm(f"Kies een duur van {bounds[0]} tot en met {bounds[1]}.")
    return chosen


def _candidate(case: Case, decider: Decider, asked: Membership, ring: StaffRing) -> Candidate:
    for candidate in queries.deciders(case, decider=decider, ring=ring):
        if candidate.membership.pk == asked.pk:
            return candidate
    raise NoMandate("Deze persoon kan hierover niet beslissen. Kies iemand uit de lijst.")


def _asked(candidate: Candidate) -> list[Membership]:
    return [one for one in (candidate.membership, candidate.deputy) if one is not None]
