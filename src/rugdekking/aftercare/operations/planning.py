"""Support moments: planned after a yes, then held, missed with a reason, or moved with a reason."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from rugdekking.aftercare.models import CarerNote, Moment, MomentKind, Track
from rugdekking.aftercare.operations.rows import NotYours, acting, record, track_secret
from rugdekking.aftercare.sealing import seal
from rugdekking.aftercare.status import MomentState, TrackState
from rugdekking.audit.actor import member
from rugdekking.cases import operations as case_operations
from rugdekking.cases.operations.at_work import must_have_been
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.operations import Subject
from rugdekking.clocks.queries import running_for
from rugdekking.clocks.status import ClockKind, MoveReason, SubjectKind
from rugdekking.clocks.terms import closing_of
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.models import KeyKind
from rugdekking.keys.operations.wraps import make_key
from rugdekking.keys.queries import holders
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.sealing import needed
from rugdekking.organisations.roles import Role


class NoSupportWanted(Refused):
    """This person did not say yes to support, so nothing is planned."""


class AlreadyPlanned(Refused):
    """A talk of this kind is planned already."""


@transaction.atomic
def plan_moments(track: Track, *, ring: StaffRing, at: datetime) -> list[Moment]:
    """Plan the usual talks: within 72 hours, after 2 weeks, 6 to 8 weeks and 3 months.

    Each is a clock of the carer, or of the desk while nobody is assigned. Talks that were held, missed or are
    planned already are left as they are. Raises `NoSupportWanted` before a yes and after a no.
    """
    known = set(
        Moment.objects.filter(track=track).exclude(state=MomentState.CANCELLED).values_list("kind", flat=True)
    )
    return _plan(track, [(kind, None) for kind in MomentKind if kind.value not in known], ring=ring, at=at)


@transaction.atomic
def plan_moment(track: Track, *, kind: MomentKind, on: date, ring: StaffRing, at: datetime) -> Moment:
    """Plan one talk on a day that was agreed, for example after one that was missed. Raises `AlreadyPlanned`."""
    return _plan(track, [(kind, closing_of(on))], ring=ring, at=at)[0]


@transaction.atomic
def hold_moment(moment: Moment, *, on: date, ring: StaffRing, at: datetime) -> None:
    """Record that the talk was held on day `on`. What was said is for the carer's own notes.

    Raises `NotThatDay` for a day that has not come, `NotYours`, and `JustChanged` when it is no longer planned.
    """
    must_have_been(on, at=at)
    track_secret(moment.track, ring)
    _end(moment, MomentState.HELD, on=on, reason=None)
    clocks.keep_one(_clock(moment).pk, at=min(at, closing_of(on)))
    _finish("support.held", moment, ring, at)


@transaction.atomic
def miss_moment(moment: Moment, *, reason: str, ring: StaffRing, at: datetime) -> None:
    """Record that the talk did not take place, and why. A promise whose day had passed counts as missed.

    Raises `TextMissing`, `NotYours` and `JustChanged`.
    """
    text = needed(reason, what="waarom het gesprek niet doorging")
    sealed = seal(moment, "reason", text, under=track_secret(moment.track, ring))
    clock = _clock(moment)
    _end(moment, MomentState.MISSED, on=day_of(at), reason=sealed)
    if clock.due_at < at:
        clocks.keep_one(clock.pk, at=at)
    else:
        clocks.stop_one(clock.pk, at=at)
    _finish("support.missed", moment, ring, at)


@transaction.atomic
def move_moment(moment: Moment, *, to: date, reason: MoveReason, ring: StaffRing, at: datetime) -> None:
    """Move a talk to another day, with a reason that both sides see. Raises `NoTimeLeft`, `JustChanged`."""
    track_secret(moment.track, ring)
    clock = _clock(moment)
    clocks.move(clock, due=closing_of(to), reason=reason, by=acting(moment.track, ring), at=at)
    planned = Moment.objects.filter(pk=moment.pk, state=MomentState.PLANNED)
    if not planned.update(due_at=clock.due_at):
        raise JustChanged("Dit gesprek is intussen gehouden of vervallen.")
    _finish("support.moved", moment, ring, at)


@transaction.atomic
def write_note(track: Track, *, text: str, ring: StaffRing, at: datetime) -> CarerNote:
    """A note of the carer, under a key that nobody else has: not the case, not the coordinator, not the desk.

    It comes back after a lost passphrase only with the carer's own recovery codes. Raises `NotYours`.
    """
    if track.carer_id != ring.membership.pk:
        raise NotYours("Alleen wie deze persoon ondersteunt, schrijft hier aantekeningen.")
    note = CarerNote(id=uuid4(), organisation_id=track.organisation_id, track=track, author=ring.membership)
    note.written_on = day_of(at)
    note.key, secret = make_key(
        KeyKind.PRIVATE,
        organisation=track.organisation_id,
        subject=note.pk,
        holders=holders([ring.membership]),
        at=at,
    )
    note.sealed = seal(note, "sealed", needed(text, what="uw aantekening"), under=secret)
    note.save(force_insert=True)
    record("support.noted", track, by=member(ring.membership.pk, Role.CARER), at=at)
    return note


def _plan(
    track: Track, wanted: Iterable[tuple[MomentKind, datetime | None]], *, ring: StaffRing, at: datetime
) -> list[Moment]:
    track_secret(track, ring)
    # Writing the same state takes hold of the row: a no that comes at this moment waits, and then cancels these.
    if not Track.objects.filter(pk=track.pk, state=TrackState.RUNNING).update(state=TrackState.RUNNING):
        raise NoSupportWanted("Deze persoon wil nu geen opvang. Daarom wordt er niets gepland.")
    track.refresh_from_db()
    made = [_start(track, kind, due, at) for kind, due in wanted]
    try:
        with transaction.atomic():
            Moment.objects.bulk_create(made)
    except IntegrityError as error:
        raise AlreadyPlanned("Dit gesprek is al gepland. Verzet het als de dag niet past.") from error
    record("support.planned", track, by=acting(track, ring), at=at)
    case_operations.refresh_due([track.case_id])
    return made


def _start(track: Track, kind: MomentKind, due: datetime | None, at: datetime) -> Moment:
    moment = Moment(id=uuid4(), organisation_id=track.organisation_id, track=track, kind=kind)
    clock = clocks.start(
        ClockKind(kind.value),
        organisation=track.organisation,
        subject=Subject(SubjectKind.MOMENT, moment.pk, file=track.case_id),
        owner=track.carer_id,
        at=at,
        due=due,
    )
    moment.due_at = clock.due_at
    return moment


def _clock(moment: Moment) -> Clock:
    running = running_for([moment.pk]).get(moment.pk, [])
    if not running:
        raise JustChanged("Dit gesprek is intussen gehouden of vervallen.")
    return running[0]


def _end(moment: Moment, state: MomentState, *, on: date, reason: bytes | None) -> None:
    planned = Moment.objects.filter(pk=moment.pk, state=MomentState.PLANNED)
    if not planned.update(state=state, ended_on=on, reason=reason):
        raise JustChanged("Dit gesprek is intussen gehouden of vervallen.")


def _finish(action: str, moment: Moment, ring: StaffRing, at: datetime) -> None:
    record(action, moment.track, by=acting(moment.track, ring), at=at)
    case_operations.refresh_due([moment.track.case_id])
    moment.refresh_from_db()
