"""Responses that need nobody's decision, such as a conversation, and the reasoned none."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from rugdekking.audit import operations as audit
from rugdekking.cases.models import Case
from rugdekking.cases.operations import at_work
from rugdekking.content.schema import Decider
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.keys.holders import as_holder
from rugdekking.keys.models import KeyKind
from rugdekking.keys.operations.wraps import make_key
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.agreeing import must_agree
from rugdekking.measures.models import Answer, NoReaction
from rugdekking.measures.operations import rows
from rugdekking.measures.queries import Candidate
from rugdekking.measures.sealing import needed, sealed
from rugdekking.measures.status import State
from rugdekking.reports.actors import actor_of


@dataclass(frozen=True, slots=True)
class Response:
    """A response that was given: what it answers, why it fits, what was said and agreed, and on which day."""

    code: str
    behaviour: str
    reason: str
    told: str
    on: date


@dataclass(frozen=True, slots=True)
class Invitation:
    """A response that is still to come, such as a talk to which somebody is invited: on what, and why it fits."""

    code: str
    behaviour: str
    reason: str


@transaction.atomic
def invite(case: Case, *, invitation: Invitation, ring: StaffRing, at: datetime) -> Answer:
    """Begin a response that a handler gives without anybody's decision: invite to a talk, ask a platform something.

    The case goes on waiting for its reaction until `serve` says that it was held or asked. Raises what `respond`
    raises, and `AskFirst` when the person concerned did not agree to such a request.
    """
    case = at_work.handled(case, ring)
    row, texts = _begun(case, invitation, ring=ring, at=at)
    must_agree(case, code=row.code, mandate=Decider.CASE_MANAGER)
    row.state, row.decided_on = State.DECIDED, day_of(at)
    rows.save_sealed(row, texts, to=[], ring=ring, at=at)
    rows.log("answer.invited", row, by=actor_of(ring), at=at)
    return row


@transaction.atomic
def respond(case: Case, *, response: Response, ring: StaffRing, at: datetime) -> Answer:
    """Record a response that a handler gave without anybody's decision, such as a conversation.

    It is the reaction that the case asks for, and counts for no repetition. Raises `NotAnAnswerHere` for a
    measure or a response that somebody else decides, and `NotThatDay` before it was held.
    """
    case = at_work.handled(case, ring)
    at_work.must_have_been(response.on, at=at)
    row, texts = _begun(case, response, ring=ring, at=at)
    texts["served_text"] = needed(response.told, what="wat er is gezegd en afgesproken")
    row.state, row.decided_on, row.served_on = State.SERVED, response.on, response.on
    rows.save_sealed(row, texts, to=[], ring=ring, at=at)
    audit.record("answer.responded", organisation=case.organisation_id, subject=row.pk, by=actor_of(ring), at=at)
    rows.keep_reaction(case, on=response.on, at=at)
    return row


def _begun(
    case: Case, wanted: Response | Invitation, *, ring: StaffRing, at: datetime
) -> tuple[Answer, dict[str, str]]:
    """A row that the handler decides alone, not saved yet, with its texts."""
    at_work.must_be_confirmed(case)
    row, suggestion = rows.start_row(case, wanted.code, ring=ring, at=at)
    if suggestion.is_measure or suggestion.decider is not Decider.CASE_MANAGER:
        raise rows.NotAnAnswerHere("Over dit antwoord beslist iemand anders. Leg het voor.")
    reason = needed(wanted.reason, what="waarom dit antwoord past")
    behaviour = needed(wanted.behaviour, what="op welk gedrag dit een antwoord is")
    texts = {"behaviour": behaviour, "ground": reason, "reason": reason}
    if suggestion.strength is None:
        texts["motive"] = reason
    rows.ask(row, Candidate(ring.membership, Decider.CASE_MANAGER))
    row.decided_by = ring.membership
    return row, texts


@transaction.atomic
def no_reaction(case: Case, *, reason: str, ring: StaffRing, at: datetime) -> None:
    """Write down why nobody reacts to the behaviour. Raises `TextMissing`, or `JustChanged` when that was done."""
    text = needed(reason, what="waarom er geen reactie komt")
    case = at_work.handled(case, ring)
    row = NoReaction(organisation_id=case.organisation_id, case=case, recorded_by=ring.membership)
    row.recorded_on = day_of(at)
    row.key, secret = make_key(
        KeyKind.DECISION, organisation=case.organisation_id, subject=row.pk, holders=[as_holder(case.key)], at=at
    )
    row.reason = sealed(row, {"reason": text}, under=secret)["reason"]
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise JustChanged("Er is al vastgelegd waarom er geen reactie komt.") from error
    audit.record("answer.none", organisation=case.organisation_id, subject=case.pk, by=actor_of(ring), at=at)
    rows.keep_reaction(case, on=row.recorded_on, at=at)
