"""What every way of answering shares: the checks before, the sealed row, its clocks."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import Actor
from rugdekking.cases import operations as case_operations
from rugdekking.cases.models import Case
from rugdekking.cases.operations.standing import NotYourCase, held_still
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.operations import Subject
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.clocks.terms import closing_of
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.holders import Holder, as_holder
from rugdekking.keys.models import KeyKind
from rugdekking.keys.operations.wraps import make_key
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.course import looks_after, may_not_decide
from rugdekking.measures.models import Answer, Nature
from rugdekking.measures.operations.proposing import Suggestion, propose
from rugdekking.measures.queries import Candidate
from rugdekking.measures.sealing import sealed
from rugdekking.measures.status import WAITING, WITH_TERM, State
from rugdekking.notify import operations as notify
from rugdekking.notify.models import Kind as MailKind
from rugdekking.organisations.models import Membership


class NotAnAnswerHere(Refused):
    """The protocol knows no such answer, or not for what was recorded."""


class DecidedByOneConcerned(Refused):
    """Whoever decided turned out to be concerned, or was kept out of the case since."""


class OnceInACase(Refused):
    """A measure with a term is given once in a case: going on takes a new incident."""


def looked_after(answer: Answer, ring: StaffRing) -> Case:
    """The case, held still, of an answer that this member looks after, open or closed; the answer as it is now.

    Raises `NotYourCase` for whoever neither handles the case nor keeps a clock of this answer.
    """
    case = held_still(answer.case)
    if not looks_after(answer, ring.membership):
        raise NotYourCase("Dit kan alleen wie de zaak behandelt, of wie na het sluiten op deze maatregel let.")
    answer.refresh_from_db()
    return case


def must_stand(case: Case, decided_by: Iterable[UUID | None], *, ring: StaffRing) -> None:
    """Raises `DecidedByOneConcerned` when somebody who decided may not decide in this case, as is known by now: what
    they decided comes into force no more, also when it was decided before that."""
    if may_not_decide(case, ring) & set(decided_by):
        raise DecidedByOneConcerned(
            "Wie hierover besliste, is zelf betrokken of mag van deze zaak niet weten. Dit kan zo niet ingaan. "
            "Laat iemand anders opnieuw beslissen."
        )


def start_row(case: Case, code: str, *, ring: StaffRing, at: datetime) -> tuple[Answer, Suggestion]:
    """A row for this answer, not saved yet, and what the protocol says of it.

    Raises `NotAnAnswerHere`, and `OnceInACase` for a measure with a term that this case has or had already.
    """
    proposals = propose(case, ring=ring, at=at)
    found = proposals.find(code)
    if found is None:
        raise NotAnAnswerHere(
            "Dit antwoord past niet bij wat is vastgelegd. Op emotie, kritiek en protest volgt geen maatregel. Een "
            "maatregel met een termijn kan alleen voor iemand die bekend is en van buiten de organisatie komt."
        )
    row = Answer(
        id=uuid4(),
        organisation_id=case.organisation_id,
        case=case,
        nature=found.measure.kind.value,
        code=found.measure.code,
        protocol=case.protocol,
        protocol_version=case.protocol_version or 0,
        strength="" if found.strength is None else found.strength.value,
        norm_crossing=proposals.norm_crossing,
        put_by=ring.membership,
        put_on=day_of(at),
    )
    if found.measure.term is not None:
        must_be_first(row, states=WAITING | WITH_TERM | {State.DECIDED})
    return row, found


def must_be_first(row: Answer, *, states: Collection[State]) -> None:
    """Raises `OnceInACase` when the case has the same measure in one of these states: a lifted one does not come
    back, and no second one begins where the longest term of the first would end."""
    same = Answer.objects.filter(case=row.case_id, code=row.code, state__in=states).exclude(pk=row.pk)
    if same.exists():
        raise OnceInACase(
            "Deze maatregel ligt er al in deze zaak, of is er geweest. Loopt hij nog? Dan kunt u hem laten wijzigen. "
            "Opnieuw opleggen kan pas na een nieuw voorval, in een nieuwe zaak."
        )


def must_still_fit(case: Case, row: Answer, *, ring: StaffRing, at: datetime) -> None:
    """Raises `NotAnAnswerHere` for a measure that the facts, corrected since, no longer allow."""
    if row.nature == Nature.MEASURE and propose(case, ring=ring, at=at).find(row.code) is None:
        raise NotAnAnswerHere("Wat is vastgelegd, is veranderd. Deze maatregel past daar niet meer bij.")


def ask(row: Answer, candidate: Candidate) -> None:
    """Write who decides, under which mandate, and who steps in."""
    row.decider, row.deputy, row.mandate = candidate.membership, candidate.deputy, candidate.mandate.value


def save_sealed(
    row: Answer, texts: Mapping[str, str], *, to: Iterable[Holder], ring: StaffRing, at: datetime
) -> None:
    """Save the row with `texts` under a key of its own, for the holders in `to` and whoever has the case key."""
    row.key, secret = make_key(
        KeyKind.DECISION,
        organisation=row.organisation_id,
        subject=row.pk,
        holders=[*to, as_holder(row.case.key)],
        at=at,
    )
    ring.add(row.key_id, secret)
    for field, column in sealed(row, texts, under=secret).items():
        setattr(row, field, column)
    row.save(force_insert=True)


def start_clock(
    kind: ClockKind, row: Answer, *, owner: Membership, at: datetime, due: datetime | None = None
) -> Clock:
    return clocks.start(
        kind,
        organisation=row.case.organisation,
        subject=Subject(SubjectKind.MEASURE, row.pk, file=row.case_id),
        owner=owner.pk,
        at=at,
        due=due,
    )


def restart_clock(kind: ClockKind, row: Answer, *, on: date, owner: Membership, at: datetime) -> None:
    """A new day for what this kind of clock asks of an answer; whoever kept the former one keeps this one."""
    former = Clock.objects.filter(kind=kind, subject_id=row.pk).order_by("-started_at", "-due_at").first()
    clocks.stop(kind, subject=row.pk, at=at)
    started = start_clock(kind, row, owner=owner, at=at, due=max(closing_of(on), at))
    if former is not None and former.keeper is not None:
        clocks.name_keeper(started.pk, keeper=former.keeper)


def start_decision(row: Answer, *, at: datetime) -> None:
    """From now on the decider can decide: the clock starts and a mail says that something waits."""
    start_clock(ClockKind.DECISION, row, owner=row.decider, at=at)
    tell(row, row.decider, at=at)


def tell(row: Answer, member: Membership, *, at: datetime) -> None:
    """A mail that something waits."""
    notify.enqueue(
        MailKind.SOMETHING_WAITS, organisation=row.organisation_id, address=member.person.email, at=at, subject=row.pk
    )


def log(action: str, row: Answer, *, by: Actor, at: datetime) -> None:
    """Write in the log what was done with an answer, and put its case in its place in the queue."""
    audit.record(action, organisation=row.organisation_id, subject=row.pk, by=by, at=at)
    case_operations.refresh_due([row.case_id])


def keep_reaction(case: Case, *, on: date, at: datetime) -> None:
    """The behaviour was answered on day `on`: the clock of the reaction ends, in time when that day was."""
    clocks.keep(ClockKind.REACTION, subject=case.pk, at=min(at, closing_of(on)))
    case_operations.refresh_due([case.pk])
