"""Making a running measure shorter or longer, or lifting it: a new decision by somebody with the mandate."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from rugdekking.audit import operations as audit
from rugdekking.cases.operations.standing import held_still
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.operations.wraps import give, take_away
from rugdekking.keys.queries import holders, is_barred
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import queries
from rugdekking.measures.acting import as_decider
from rugdekking.measures.course import Course, change_deciders, course_of, readers
from rugdekking.measures.models import Answer, Change, ChangeKind
from rugdekking.measures.operations import rows
from rugdekking.measures.operations.putting import NoMandate, OutsideTheTerm
from rugdekking.measures.queries import Candidate, OpenAnswer
from rugdekking.measures.sealing import needed, sealed
from rugdekking.measures.status import NEXT_OF_CHANGE, ChangeState, steps_before
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import roles_of
from rugdekking.organisations.roles import Role
from rugdekking.reports.actors import actor_of


class FollowsAnObjection(Refused):
    """Only making it known is left of what somebody judged."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks about a running measure, of whom and why; with another last day unless it is lifted.

    For a longer term `view` tells what the other side says of it, or why nobody could ask.
    """

    kind: ChangeKind
    decider: Membership
    ground: str
    ends_on: date | None = None
    view: str = ""


@transaction.atomic
def ask_change(answer: Answer, *, wish: Wish, ring: StaffRing, at: datetime) -> Change:
    """Put a change of a running measure to a member with the mandate, who reads the answer and what became of it.

    Raises `NotYourCase` for whoever does not look after it, `NoMandate` when this member may not decide or has no
    key yet, `OutsideTheTerm` for a last day beyond the maximum, `TextMissing`, and `JustChanged` when it no longer
    runs or another change waits.
    """
    rows.looked_after(answer, ring)
    if not queries.runs(answer, on=day_of(at)) or answer.ends_on is None:
        raise JustChanged("Deze maatregel loopt niet meer.")
    _must_fit(answer, wish, since=max(day_of(at), answer.begins_on or day_of(at)))
    candidate = _candidate(answer, wish.decider, ring)
    row = Change(id=uuid4(), organisation_id=answer.organisation_id, answer=answer, kind=wish.kind)
    row.put_by, row.put_on, row.mandate = ring.membership, day_of(at), candidate.mandate.value
    row.decider, row.deputy = candidate.membership, candidate.deputy
    row.from_end, row.ends_on = answer.ends_on, wish.ends_on
    texts = {"ground": needed(wish.ground, what="waarom dit moet veranderen")}
    if wish.kind == ChangeKind.EXTEND:
        texts["view"] = needed(wish.view, what="wat de ander ervan vindt, of waarom u dat niet kon vragen")
    save(row, texts, ring=ring)
    give(answer.key, ring.open(answer.key_id), to=holders(_asked(candidate)))
    rows.start_clock(ClockKind.DECISION, answer, owner=candidate.membership, at=at)
    rows.tell(answer, candidate.membership, at=at)
    rows.log("answer.change_put", answer, by=actor_of(ring), at=at)
    return row


@transaction.atomic
def look_at_change(change: Change, *, ring: StaffRing, at: datetime) -> tuple[OpenAnswer, Course]:
    """Open a change for its decider, and log the look. Raises `NoMandate` for anybody else."""
    _must_be_asked(change, ring)
    answer = change.answer
    opened = queries.open_answers([answer], ring)
    if not opened:
        raise JustChanged("Dit is intussen ingetrokken.")
    audit.record(
        "decision.looked", organisation=answer.organisation_id, subject=answer.pk, by=as_decider(ring), at=at
    )
    return opened[0], course_of(answer, ring)


@transaction.atomic
def decide_change(change: Change, *, approve: bool, reason: str, ring: StaffRing, at: datetime) -> None:
    """Decide about a change, with a reason. A yes holds once the other side was told.

    Raises `NoMandate` for whoever was not asked or is kept out by now, `TextMissing`, and `JustChanged` when it was
    decided or withdrawn meanwhile, or the measure is over.
    """
    answer = change.answer
    held_still(answer.case)
    _must_be_asked(change, ring)
    new_state = ChangeState.AGREED if approve else ChangeState.DECLINED
    text = needed(reason, what="de reden van uw besluit")
    columns = sealed(change, {"reason": text}, under=ring.open(answer.key_id))
    step(change, new_state, decided_by=ring.membership, decided_on=day_of(at), **columns)
    clocks.keep(ClockKind.DECISION, subject=answer.pk, at=at)
    if approve:
        rows.start_clock(ClockKind.REACTION, answer, owner=change.put_by, at=at)
    rows.tell(answer, change.put_by, at=at)
    rows.log(f"answer.change_{new_state}", answer, by=as_decider(ring), at=at)


@transaction.atomic
def withdraw_change(change: Change, *, ring: StaffRing, at: datetime) -> None:
    """Take a change back that was not made known yet. Who was asked for it alone can no longer open the measure.

    Raises `FollowsAnObjection` for one that a founded objection brought: the desk does not undo a judgement.
    """
    answer = change.answer
    rows.looked_after(answer, ring)
    if change.objection_id is not None:
        raise FollowsAnObjection("Deze wijziging volgt uit een bezwaar. U kunt haar alleen bekendmaken.")
    step(change, ChangeState.WITHDRAWN)
    for kind in (ClockKind.DECISION, ClockKind.REACTION):
        clocks.stop(kind, subject=answer.pk, at=at)
    alone = {change.decider_id, change.deputy_id} - readers(answer)
    take_away(answer.key_id, holders=[one for one in alone if one is not None])
    rows.log("answer.change_withdrawn", answer, by=actor_of(ring), at=at)


def save(row: Change, texts: dict[str, str], *, ring: StaffRing) -> None:
    """Save a new change with its texts. Raises `JustChanged` while another one waits."""
    for field, column in sealed(row, texts, under=ring.open(row.answer.key_id)).items():
        setattr(row, field, column)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise JustChanged(
            "Er ligt al een wijziging van deze maatregel, of er volgde een uit een bezwaar. Handel die eerst af."
        ) from error


def step(change: Change, new_state: ChangeState, **columns: object) -> None:
    """Move a change on, in one statement: of two people one wins. Raises `JustChanged`."""
    waiting = Change.objects.filter(pk=change.pk, state__in=steps_before(new_state, NEXT_OF_CHANGE))
    if not waiting.update(state=new_state, **columns):
        raise JustChanged("Deze wijziging is intussen al afgehandeld.")
    change.refresh_from_db()


def _must_fit(answer: Answer, wish: Wish, *, since: date) -> None:
    day, last, latest = wish.ends_on, answer.ends_on or since, answer.latest_end or since
    fits = {
        ChangeKind.LIFT: day is None,
        ChangeKind.SHORTEN: day is not None and since <= day < last,
        ChangeKind.EXTEND: day is not None and last < day <= latest,
    }
    if not fits[wish.kind]:
        raise OutsideTheTerm(
            "Kies een andere laatste dag. Korter kan vanaf vandaag, langer tot de langste termijn van het protocol."
        )


def _candidate(answer: Answer, asked: Membership, ring: StaffRing) -> Candidate:
    found = next((one for one in change_deciders(answer, ring) if one.membership.pk == asked.pk), None)
    if found is None:
        raise NoMandate("Deze persoon kan hierover niet beslissen. Kies iemand uit de lijst.")
    if holders([found.membership])[0].public is None:
        raise NoMandate("Deze persoon heeft nog geen wachtzin en kan dit niet lezen. Vraag die eerst te kiezen.")
    return found


def _asked(candidate: Candidate) -> list[Membership]:
    return [one for one in (candidate.membership, candidate.deputy) if one is not None]


def _must_be_asked(change: Change, ring: StaffRing) -> None:
    asked = ring.membership.pk in {change.decider_id, change.deputy_id}
    kept_out = is_barred(ring.membership, queries.subjects_of(change.answer.case))
    if not asked or kept_out or Role.DECIDER not in roles_of(ring.membership):
        raise NoMandate("U kunt hierover niet beslissen.")
