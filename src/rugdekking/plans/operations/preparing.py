"""What an organisation prepares every year: its plan for the year, who does what, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import member
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.clocks.terms import closing_of, this_or_next_working_day
from rugdekking.content.queries import latest
from rugdekking.content.schema import Plan as Shipped
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import add_months, day_of
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.organisations.queries import roles_of
from rugdekking.organisations.roles import Role
from rugdekking.plans.models import Precaution, Preparation
from rugdekking.plans.owners import meant_in
from rugdekking.plans.preparation import SHIPPED, preparation_in
from rugdekking.plans.status import State, before
from rugdekking.reports import texts

# Who begins late in the year still gets this long for what the plan wanted earlier.
AT_LEAST = timedelta(weeks=4)


class NotYours(Refused):
    """The coordinator keeps the plan of the year; who owns a line of it ticks it off."""


class NotNow(Refused):
    """A plan is made for this year or the next."""


@dataclass(frozen=True, slots=True)
class OwnPrecaution:
    """Something that an organisation adds to the shipped plan of the year."""

    role: str
    text: str
    due_on: date
    owner: Membership | None = None


@transaction.atomic
def begin_year(organisation: Organisation, *, year: int, by: Membership, at: datetime) -> Preparation:
    """Make the plan of a year: what is shipped, and what the organisation added the year before.

    Owners of the year before stay, and the days that the coordinator chose then; what is new goes to whom it is meant
    for, when that is exactly one member. A day that passed already moves to four weeks from now. Raises `NotYours`,
    `NotNow`, and `JustChanged` when that year has its plan.
    """
    _must_coordinate(by)
    today = day_of(at)
    if year not in {today.year, today.year + 1}:
        raise NotNow("Maak een plan voor dit jaar of voor het volgende jaar.")
    shipped = latest(Shipped, SHIPPED)
    made = Preparation(organisation=organisation, year=year, name=shipped.id, version=shipped.version, made_on=today)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise JustChanged("Dit jaar heeft al een plan.") from error
    _save(_lines(made, shipped, earliest=today), by=by, at=at)
    _record("preparation.begun", made.organisation_id, made.pk, by, at)
    return made


@transaction.atomic
def add(preparation: Preparation, *, own: OwnPrecaution, by: Membership, at: datetime) -> Precaution:
    """Add a line of one's own; next year's plan takes it over. Raises `NotYours`, `NoTimeLeft`, and what
    `texts.check` raises."""
    _must_coordinate(by)
    _must_belong(own.owner, preparation.organisation_id)
    row = _line(preparation, text=_said(own.text, most=300), role=own.role, owner=own.owner, due_on=own.due_on)
    _save([row], by=by, at=at)
    _record("preparation.added", row.organisation_id, row.pk, by, at)
    return row


@transaction.atomic
def add_all(preparation: Preparation, *, steps: Sequence[OwnPrecaution], by: Membership, at: datetime) -> int:
    """Add several lines at once, such as the steps that a scan of the organisation gave, and say how many were new.

    What stands there in the same words is not added again. Raises what `add` raises, and then adds none.
    """
    there = set(Precaution.objects.filter(preparation=preparation).values_list("text", flat=True))
    fresh = [step for step in steps if step.text not in there]
    for step in fresh:
        add(preparation, own=step, by=by, at=at)
    return len(fresh)


@transaction.atomic
def give(row: Precaution, *, to: Membership | None, by: Membership, at: datetime) -> None:
    """Say who does it, or that nobody does yet. Raises `NotYours`, and `JustChanged` for what ended."""
    _must_coordinate(by)
    _must_belong(to, row.organisation_id)
    _change(row, owner=to)
    clocks.hand_over([row.pk], owner=by.pk if to is None else to.pk)
    _record("preparation.given", row.organisation_id, row.pk, by, at)


@transaction.atomic
def hand_out(preparation: Preparation, *, owners: Mapping[str, Membership], by: Membership, at: datetime) -> None:
    """Give all that is open of a role to one member, for each of these roles. Raises what `give` raises."""
    _must_coordinate(by)
    open_ones = Precaution.objects.filter(preparation=preparation, state=State.OPEN, role__in=owners)
    for row in open_ones.select_related("owner"):
        if row.owner != owners[row.role]:
            give(row, to=owners[row.role], by=by, at=at)


@transaction.atomic
def move(row: Precaution, *, due_on: date, by: Membership, at: datetime) -> None:
    """Choose another day; reminders count anew. Raises `NotYours`, `NoTimeLeft`, and `JustChanged` for what ended."""
    _must_coordinate(by)
    clocks.stop(ClockKind.PREPARATION, subject=row.pk, at=at)
    row.due_on = due_on
    clock = _clock(row, by=by, at=at)
    clock.save(force_insert=True)
    _change(row, due_on=due_on, moved=True, clock=clock.pk)
    _record("preparation.moved", row.organisation_id, row.pk, by, at)


@transaction.atomic
def tick(row: Precaution, *, remark: str, by: Membership, at: datetime) -> None:
    """It is ready; `remark` says how, and may be empty. Raises `NotYours` and `JustChanged`."""
    _end(row, State.DONE, _said(remark, most=500) if remark.strip() else "", by=by, at=at)
    clocks.keep(ClockKind.PREPARATION, subject=row.pk, at=at)
    _record("preparation.done", row.organisation_id, row.pk, by, at)


@transaction.atomic
def leave_out(row: Precaution, *, reason: str, by: Membership, at: datetime) -> None:
    """It is not needed this year, for a reason that stays. Raises `NotYours`, `JustChanged` and what `texts.check`
    raises."""
    _end(row, State.SKIPPED, _said(reason, most=500), by=by, at=at)
    clocks.stop(ClockKind.PREPARATION, subject=row.pk, at=at)
    _record("preparation.skipped", row.organisation_id, row.pk, by, at)


@transaction.atomic
def reopen(row: Precaution, *, by: Membership, at: datetime) -> None:
    """There is more to do: it opens again, until its day or four weeks from now. Raises `NotYours`, `JustChanged`."""
    _must_coordinate(by)
    row.due_on = max(row.due_on, day_of(at) + AT_LEAST)
    clock = _clock(row, by=by, at=at)
    clock.save(force_insert=True)
    ended = Precaution.objects.filter(pk=row.pk, state__in=before(State.OPEN))
    if not ended.update(state=State.OPEN, ended_on=None, remark="", due_on=row.due_on, clock=clock.pk):
        raise JustChanged("Dit staat al open.")
    row.refresh_from_db()
    _record("preparation.reopened", row.organisation_id, row.pk, by, at)


def _lines(made: Preparation, shipped: Shipped, *, earliest: date) -> Iterable[Precaution]:
    former = preparation_in(made.organisation_id, made.year - 1)
    earlier = [] if former is None else list(Precaution.objects.filter(preparation=former).select_related("owner"))
    by_code = {row.code: row for row in earlier if row.code}
    meant = {role: found[0] for role, found in meant_in(made.organisation_id).items() if len(found) == 1}
    for task in shipped.tasks:
        if task.day is not None:
            last = by_code.get(task.code)
            day = add_months(last.due_on, 12) if last is not None and last.moved else task.day.in_year(made.year)
            owner = meant.get(task.role) if last is None else _still_here(last)
            row = _line(made, code=task.code, role=task.role, owner=owner, due_on=_fits(day, earliest))
            row.moved = last is not None and last.moved
            yield row
    for last in earlier:
        if not last.code:
            day = _fits(add_months(last.due_on, 12), earliest)
            yield _line(made, text=last.text, role=last.role, owner=_still_here(last), due_on=day)


def _line(
    made: Preparation, *, role: str, owner: Membership | None, due_on: date, code: str = "", text: str = ""
) -> Precaution:
    return Precaution(
        id=uuid4(),
        organisation_id=made.organisation_id,
        preparation=made,
        code=code,
        text=text,
        role=role,
        owner=owner,
        due_on=due_on,
    )


def _save(rows: Iterable[Precaution], *, by: Membership, at: datetime) -> None:
    listed = list(rows)
    running = [_clock(row, by=by, at=at) for row in listed]
    for row, clock in zip(listed, running, strict=True):
        row.clock = clock.pk
    Clock.objects.bulk_create(running)
    Precaution.objects.bulk_create(listed)


def _clock(row: Precaution, *, by: Membership, at: datetime) -> Clock:
    """What nobody owns yet reminds the coordinator who put it there."""
    return clocks.new(
        ClockKind.PREPARATION,
        organisation=row.organisation,
        subject=clocks.Subject(SubjectKind.PREPARATION, row.pk),
        owner=row.owner_id or by.pk,
        at=at,
        due=closing_of(row.due_on),
    )


def _fits(day: date, earliest: date) -> date:
    """A day on which people work, and that has not passed."""
    return this_or_next_working_day(day if day > earliest else earliest + AT_LEAST)


def _still_here(last: Precaution | None) -> Membership | None:
    owner = None if last is None else last.owner
    return owner if owner is not None and owner.left_on is None else None


def _must_coordinate(by: Membership) -> None:
    if Role.COORDINATOR not in roles_of(by):
        raise NotYours("De coördinator houdt het jaarplan bij.")


def _must_belong(owner: Membership | None, organisation: UUID) -> None:
    if owner is not None and (owner.organisation_id != organisation or owner.left_on is not None):
        raise Refused("Kies iemand die hier werkt.")


def _end(row: Precaution, state: State, remark: str, *, by: Membership, at: datetime) -> None:
    if row.owner_id != by.pk:
        _must_coordinate(by)
    running = Precaution.objects.filter(pk=row.pk, state__in=before(state))
    if not running.update(state=state, remark=remark, ended_on=day_of(at)):
        raise JustChanged("Dit is intussen al afgerond.")
    row.refresh_from_db()


def _said(text: str, *, most: int) -> str:
    words = texts.check(text)
    if len(words) > most:
        raise Refused(f"Schrijf dit korter: hoogstens {most} tekens.")
    return words


def _change(row: Precaution, **values: object) -> None:
    if not Precaution.objects.filter(pk=row.pk, state=State.OPEN).update(**values):
        raise JustChanged("Dit is intussen al afgerond.")
    row.refresh_from_db()


def _record(action: str, organisation: UUID, subject: UUID, by: Membership, at: datetime) -> None:
    audit.record(action, organisation=organisation, subject=subject, by=member(by.pk, ""), at=at)
