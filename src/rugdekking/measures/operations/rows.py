"""What every way of answering shares: the checks before, the sealed row, its clocks."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import uuid4

from rugdekking.cases import operations as case_operations
from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case
from rugdekking.cases.operations.standing import held_still, must_handle
from rugdekking.cases.status import State as CaseState
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.operations import Subject
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.clocks.terms import closing_of
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.holders import Holder, as_holder
from rugdekking.keys.models import KeyKind
from rugdekking.keys.operations.wraps import make_key
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.models import Answer, Nature
from rugdekking.measures.operations.proposing import Suggestion, propose
from rugdekking.measures.queries import Candidate
from rugdekking.measures.sealing import sealed
from rugdekking.notify import operations as notify
from rugdekking.notify.models import Kind as MailKind
from rugdekking.organisations.models import Membership


class NotAnAnswerHere(Refused):
    """The protocol knows no such answer, or not for what was recorded."""


class NotConfirmedYet(Refused):
    """The desk typed this report, and the person concerned did not confirm it yet."""


class CaseIsClosed(Refused):
    """Nothing is answered in a closed case."""


class NotThatDay(Refused):
    """The day lies after today, or before what it follows on."""


def handled(case: Case, ring: StaffRing) -> Case:
    """The case as it is now, held still until the transaction ends. Raises `NotYourCase` and `CaseIsClosed`."""
    fresh = held_still(case)
    must_handle(fresh, ring)
    if fresh.state == CaseState.CLOSED:
        raise CaseIsClosed("Deze zaak is gesloten. Open haar eerst opnieuw.")
    return fresh


def must_be_confirmed(case: Case) -> None:
    """Raises `NotConfirmedYet` while a text that the desk typed waits for the person concerned."""
    if not cases.may_leave_desk(case):
        raise NotConfirmedYet(
            "De betrokkene heeft de tekst nog niet bevestigd. Tot die tijd blijft alles bij het steunpunt."
        )


def must_have_been(on: date, *, at: datetime, since: date | None = None) -> None:
    """Raises `NotThatDay` for a day in the future, or before `since`."""
    if on > day_of(at):
        raise NotThatDay("Deze dag moet nog komen. Leg het vast als het geweest is.")
    if since is not None and on < since:
        raise NotThatDay("Deze dag ligt voor de dag van het besluit.")


def start_row(case: Case, code: str, *, ring: StaffRing, at: datetime) -> tuple[Answer, Suggestion]:
    """A row for this answer, not saved yet, and what the protocol says of it. Raises `NotAnAnswerHere`."""
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
    return row, found


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
) -> None:
    clocks.start(
        kind,
        organisation=row.case.organisation,
        subject=Subject(SubjectKind.MEASURE, row.pk, file=row.case_id),
        owner=owner.pk,
        at=at,
        due=due,
    )


def start_decision(row: Answer, *, at: datetime) -> None:
    """From now on the decider can decide: the clock starts and a mail says that something waits."""
    start_clock(ClockKind.DECISION, row, owner=row.decider, at=at)
    notify.enqueue(
        MailKind.SOMETHING_WAITS,
        organisation=row.organisation_id,
        address=row.decider.person.email,
        at=at,
        subject=row.pk,
    )


def keep_reaction(case: Case, *, on: date, at: datetime) -> None:
    """The behaviour was answered on day `on`: the clock of the reaction ends, in time when that day was."""
    clocks.keep(ClockKind.REACTION, subject=case.pk, at=min(at, closing_of(on)))
    case_operations.refresh_due([case.pk])
