"""The decider's part."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from rugdekking.audit import operations as audit
from rugdekking.cases.operations import at_work
from rugdekking.cases.operations.standing import held_still
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.queries import is_barred
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import queries
from rugdekking.measures.acting import as_decider
from rugdekking.measures.models import Answer, Nature, Strength
from rugdekking.measures.operations import rows
from rugdekking.measures.operations.putting import NoMandate, allowed_length
from rugdekking.measures.queries import OpenAnswer
from rugdekking.measures.sealing import needed, sealed
from rugdekking.measures.status import State, before
from rugdekking.measures.terms import days_of
from rugdekking.organisations.queries import roles_of
from rugdekking.organisations.roles import Role
from rugdekking.vault.secrets import Secret

# A decision answers what happened now: it does not wait in a drawer.
LATEST_BEGIN = timedelta(weeks=4)


class NotHeardYet(Refused):
    """The other side was not heard, and nobody said why not."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a decider says. `motive` tells why the decision leaves the protocol, where it does.

    For a measure with a term: `length` shorter than was put, and the first day on which it holds; without these as
    long as was put, from today.
    """

    approve: bool
    reason: str
    motive: str = ""
    length: int | None = None
    begins_on: date | None = None


@transaction.atomic
def look(answer: Answer, *, ring: StaffRing, at: datetime) -> OpenAnswer:
    """Open a request for its decider, and log the look. Raises `NoMandate` for anybody else, and `JustChanged`."""
    _must_be_asked(answer, ring)
    _secret(answer, ring)
    audit.record(
        "decision.looked", organisation=answer.organisation_id, subject=answer.pk, by=as_decider(ring), at=at
    )
    return queries.open_answers([answer], ring)[0]


@transaction.atomic
def decide(answer: Answer, *, decision: Decision, ring: StaffRing, at: datetime) -> None:
    """Decide about an answer, with a reason.

    Of two who decide at the same moment one wins, and the other reads that it was done. Raises `NoMandate` for
    whoever was not asked or is kept out of the case by now, `NotHeardYet` for a measure whose other side was
    neither heard nor passed over with a reason, `TextMissing` without a reason, or without a motive when the
    decision leaves the protocol (another answer than it proposes, or a no to what it always asks),
    `OutsideTheTerm` for a longer term than was put or a shorter one than the protocol allows, and `NotThatDay` for
    one that begins before today or after `LATEST_BEGIN`.
    """
    # Case before answer, as every other step does: two steps in another order could wait for each other for ever.
    held_still(answer.case)
    _must_be_asked(answer, ring)
    if decision.approve and answer.nature == Nature.MEASURE and answer.state == State.PROPOSED:
        raise NotHeardYet("De andere kant is nog niet gehoord, en er is niet vastgelegd waarom niet.")
    new_state = State.DECIDED if decision.approve else State.DECLINED
    waiting = Answer.objects.filter(_decidable(new_state), _asked(ring), pk=answer.pk)
    columns = {**_texts(answer, decision, ring), **_term(answer, decision, on=day_of(at))}
    if not waiting.update(state=new_state, decided_by=ring.membership, decided_on=day_of(at), **columns):
        raise JustChanged("Hierover is intussen al besloten, of het is ingetrokken.")
    clocks.keep(ClockKind.DECISION, subject=answer.pk, at=at)
    if not decision.approve:
        clocks.stop(ClockKind.HEARING, subject=answer.pk, at=at)
    rows.log(f"answer.{new_state}", answer, by=as_decider(ring), at=at)
    rows.tell(answer, answer.put_by, at=at)
    answer.refresh_from_db()


def _decidable(new_state: State) -> Q:
    """A measure is approved only after the hearing; a no needs none."""
    open_states = Q(state__in=before(new_state))
    if new_state == State.DECLINED:
        return open_states
    return open_states & (Q(nature=Nature.RESPONSE) | Q(state=State.HEARD))


def _asked(ring: StaffRing) -> Q:
    return Q(decider=ring.membership) | Q(deputy=ring.membership)


def _must_be_asked(answer: Answer, ring: StaffRing) -> None:
    asked = ring.membership.pk in {answer.decider_id, answer.deputy_id}
    kept_out = is_barred(ring.membership, queries.subjects_of(answer.case))
    if not asked or kept_out or Role.DECIDER not in roles_of(ring.membership):
        raise NoMandate("U kunt hierover niet beslissen.")


def _secret(answer: Answer, ring: StaffRing) -> Secret:
    opened = ring.open_all([answer.key_id])
    if answer.key_id not in opened:
        raise JustChanged("Dit is intussen ingetrokken, of de casusregisseur moet u nog toegang geven.")
    return opened[answer.key_id]


def _texts(answer: Answer, decision: Decision, ring: StaffRing) -> dict[str, bytes]:
    texts = {"reason": needed(decision.reason, what="de reden van uw besluit")}
    if _leaves_the_protocol(answer, decision):
        texts["motive"] = needed(decision.motive, what="waarom u afwijkt van het protocol")
    return sealed(answer, texts, under=_secret(answer, ring))


def _term(answer: Answer, decision: Decision, *, on: date) -> dict[str, date | int]:
    """For how long, and the days that follow from it; nothing for a no or an answer without a term."""
    term = queries.measure_of(answer).term
    if term is None or answer.length is None or not decision.approve:
        return {}
    begins_on = decision.begins_on or on
    if not on <= begins_on <= on + LATEST_BEGIN:
        raise at_work.NotThatDay("Kies een eerste dag vanaf vandaag, en niet later dan over vier weken.")
    length = allowed_length(term, decision.length or answer.length, at_most=answer.length)
    return {"length": length, **asdict(days_of(term, length=length, begins_on=begins_on))}


def _leaves_the_protocol(answer: Answer, decision: Decision) -> bool:
    return not answer.strength if decision.approve else answer.strength == Strength.ALWAYS
