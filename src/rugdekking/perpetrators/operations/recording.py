"""Making, correcting and keeping the record of a perpetrator, and destroying it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from msgspec.structs import replace

from rugdekking.cases import operations as case_operations
from rugdekking.cases.models import Case
from rugdekking.cases.operations.standing import held_still, must_handle
from rugdekking.cases.sealing import Recorded
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.operations import Subject
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.clocks.terms import add_to_day
from rugdekking.content import queries as content
from rugdekking.content.schema import Perpetrator as Kind
from rugdekking.content.schema import Terms
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of, written_out
from rugdekking.keys.holders import as_holder
from rugdekking.keys.models import KeyKind
from rugdekking.keys.operations.wraps import destroy_below, make_key
from rugdekking.keys.rings import StaffRing
from rugdekking.perpetrators.models import Match, Perpetrator, Purpose
from rugdekking.perpetrators.operations.indexing import ask_again, bring_in_line, forget
from rugdekking.perpetrators.operations.rows import beside, held, log, needed
from rugdekking.perpetrators.operations.weighing import weighed
from rugdekking.perpetrators.queries import route
from rugdekking.perpetrators.sealing import Known, known_of, seal_known, sealed
from rugdekking.reports import texts

LONGEST_NAME = 300


class NothingKnown(Refused):
    """Not one fact by which to know this person."""


class KeptLongEnough(Refused):
    """A record is not kept any longer."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What the record is for, and why nothing lighter will do."""

    purpose: Purpose
    text: str


@transaction.atomic
def record(case: Case, *, known: Known, reason: Reason, ring: StaffRing, at: datetime) -> Perpetrator:
    """Write down who did it, by whoever handles the case, under the protocol that it follows.

    Kept for as long as that protocol counts repetition. The person is told in writing within the term of `INFORM`.
    What kind of perpetrator it is, the facts say. Raises `NothingToRecord` without facts, on emotion, criticism or
    protest alone, and for a group or somebody unknown; `OtherRoute` for a colleague; `NothingKnown`; `TextMissing`.
    """
    case = held_still(case)
    must_handle(case, ring)
    kind, until = weighed(case, ring=ring, on=day_of(at))
    row = Perpetrator(
        id=uuid4(),
        organisation_id=case.organisation_id,
        case=case,
        recognisable=kind is not Kind.MINOR,
        purpose=reason.purpose,
        protocol=case.protocol,
        protocol_version=case.protocol_version or 0,
        recorded_by=ring.membership,
        recorded_on=day_of(at),
        until=until,
    )
    row.until = min(until, last_day(row))
    row.inform_by = _start_clock(row, ring=ring, at=at)
    row.key, secret = make_key(
        KeyKind.PERPETRATOR,
        organisation=case.organisation_id,
        subject=row.pk,
        holders=[as_holder(case.key)],
        at=at,
    )
    ring.add(row.key_id, secret)
    row.known = seal_known(row, _checked(known, kind), under=secret)
    why = needed(reason.text, what="waarom dit nodig is")
    row.reason = sealed(row, {"reason": why}, under=secret)["reason"]
    row.save(force_insert=True)
    log("perpetrator.recorded", row, ring=ring, at=at)
    bring_in_line(case, ring=ring, at=at, by=ring.membership)
    case_operations.refresh_due([case.pk])
    return row


@transaction.atomic
def record_facts(case: Case, *, recorded: Recorded, ring: StaffRing, at: datetime) -> None:
    """Record what happened; whom the facts give no reason any more to know again, is recognised no more.

    Raises what `cases.operations.record_facts` raises.
    """
    case_operations.record_facts(case, recorded=recorded, ring=ring, at=at)
    bring_in_line(case, ring=ring, at=at)


@transaction.atomic
def correct(row: Perpetrator, *, known: Known, ring: StaffRing, at: datetime) -> None:
    """Write down better who it is, also when the facts would give no reason any more to write anybody down.

    What no longer holds is recognised by no more. That it was the same person as in another case, a second person
    says anew. Raises `NothingKnown`.
    """
    case, secret = held(row, ring)
    kind = route(case, ring) or known_of(row, with_=secret).kind
    row.known = seal_known(row, _checked(known, kind), under=secret)
    Perpetrator.objects.filter(pk=row.pk).update(known=row.known)
    forget(row)
    ask_again(row, ring=ring, at=at)
    bring_in_line(case, ring=ring, at=at, by=ring.membership)
    log("perpetrator.corrected", row, ring=ring, at=at)


@transaction.atomic
def keep_longer(row: Perpetrator, *, reason: str, ring: StaffRing, at: datetime) -> None:
    """Keep the record for one window of repetition more, from today, with the reason why that is needed still.

    The first reason stays beside it. Raises `KeptLongEnough` for one that is kept until the last day that is
    allowed: the term of `perpetrator` in content/nl/terms, counted from the day on which it was made.
    """
    case, secret = held(row, ring)
    why = beside(row, "reason", needed(reason, what="waarom dit nog nodig is"), secret=secret, at=at)
    _, wanted = weighed(case, ring=ring, on=day_of(at))
    until = min(wanted, last_day(row))
    if not Perpetrator.objects.filter(pk=row.pk, until__lt=last_day(row)).update(until=until, **why):
        raise KeptLongEnough(
            f"Langer bewaren kan nu niet. Na {written_out(last_day(row))} bewaart de organisatie deze gegevens in "
            "geen geval."
        )
    row.until = until
    log("perpetrator.kept_longer", row, ring=ring, at=at)


def last_day(row: Perpetrator) -> date:
    """The last day on which this record may be kept, however often somebody keeps it longer."""
    return add_to_day(row.recorded_on, content.latest(Terms, "default").kept_for("perpetrator"))


def destroy(row: Perpetrator) -> None:
    """The record with its marks, its matches and its clock, and the key last. The bars of its matches stay: their
    lines in the log do too."""
    forget(row)
    Match.objects.filter(Q(one=row.pk) | Q(other=row.pk)).delete()
    clocks.destroy([row.pk])
    Perpetrator.objects.filter(pk=row.pk).delete()
    destroy_below(row.key_id)


def _checked(known: Known, kind: Kind) -> Known:
    if not known.everything:
        raise NothingKnown(
            "Vul ten minste één gegeven in: een naam, een nummer, een e-mailadres, een account of een adres."
        )
    texts.check(known.everything)
    if len(known.name) > LONGEST_NAME:
        raise texts.TextTooLong(f"Een naam heeft hier hoogstens {LONGEST_NAME} tekens.")
    return replace(known, kind=kind)


def _start_clock(row: Perpetrator, *, ring: StaffRing, at: datetime) -> date:
    about = Subject(SubjectKind.PERPETRATOR, row.pk, file=row.case_id)
    organisation = row.case.organisation
    clock = clocks.start(ClockKind.INFORM, organisation=organisation, subject=about, owner=ring.holder, at=at)
    return day_of(clock.due_at)
