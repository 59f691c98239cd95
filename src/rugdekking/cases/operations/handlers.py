"""Who handles a case: taking it on, handing it over, asking a colleague along, and who else gets its key."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import Actor
from rugdekking.cases.models import Case, Handler
from rugdekking.cases.operations.keeping_out import bring_keys_in_line
from rugdekking.cases.operations.standing import (
    as_holders,
    begin,
    case_secret,
    held_still,
    must_see,
    record,
    recovery,
    refresh_due,
    tell,
)
from rugdekking.cases.queries.access import barred_from, is_handler, report_ids, sees_whole_desk, viewers_of
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.queries import running_in
from rugdekking.clocks.status import SubjectKind
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys import operations as keys
from rugdekking.keys.models import HolderKind, Wrap
from rugdekking.keys.queries import not_barred
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import roles_of
from rugdekking.organisations.roles import READERS
from rugdekking.reports.actors import actor_of


class CannotHandle(Refused):
    """This member cannot handle the case. The sentence is the same for every reason, so that it tells none."""


@transaction.atomic
def look(case: Case, *, ring: StaffRing, at: datetime) -> None:
    """Open the case: the look goes into the log, and keys that were still due are made now.

    Call it when the page of the case opens. Raises `NotYourCase` and `KeyStillToCome`.
    """
    must_see(case, ring)
    if Case.objects.filter(pk=case.pk, new_key_due=True).exists():
        fresh = held_still(case)
        if fresh.new_key_due:
            bring_keys_in_line(fresh, ring=ring, at=at)
    case.refresh_from_db()
    case_secret(case, ring)
    record("case.looked", case, by=ring, at=at)
    _wrap_to_everybody(case, ring)
    refresh_due([case.pk])


def note_look(case: Case, *, by: Actor, at: datetime) -> None:
    """Write the look of somebody who opened a case in which `queries.open_case` found everything in order."""
    record("case.looked", case, by=by, at=at)


@transaction.atomic
def take_on(case: Case, *, ring: StaffRing, at: datetime) -> None:
    """Handle the case as well, for a coordinator or deputy who sees it. Raises `JustChanged` when they do already."""
    case = held_still(case)
    must_see(case, ring)
    _not_twice(case, ring.membership)
    begin(case, ring.membership, at=at)
    record("case.taken_on", case, by=ring, at=at)
    refresh_due([case.pk])


@transaction.atomic
def add_handler(case: Case, *, to: Membership, ring: StaffRing, at: datetime) -> None:
    """Ask a colleague along: they handle the case as well. Raises `CannotHandle` and `JustChanged`."""
    case = held_still(case)
    must_see(case, ring)
    _let_handle(case, to, ring=ring, at=at)
    record("case.handler_added", case, by=ring, at=at)
    refresh_due([case.pk])


@transaction.atomic
def hand_over(case: Case, *, to: Membership, ring: StaffRing, at: datetime) -> None:
    """Hand the case over: `to` handles it instead of me, or instead of everybody when a coordinator assigns it.

    Their clocks go along. Somebody without a key, or whom nobody let in yet, waits visibly for a wrap. Raises
    `CannotHandle`, and `JustChanged` when the case was handed over already.
    """
    case = held_still(case)
    must_see(case, ring)
    turns = Handler.objects.filter(case=case, until=None).exclude(membership=to)
    if is_handler(case, ring.membership):
        turns = turns.filter(membership=ring.membership)
    elif not sees_whole_desk(ring.membership, case.desk):
        raise JustChanged("Deze zaak is al overgedragen.")
    former = set(turns.values_list("membership", flat=True))
    case_secret(case, ring)
    if not former or not is_handler(case, to):
        _let_handle(case, to, ring=ring, at=at)
    Handler.objects.filter(case=case, until=None, membership__in=former).update(until=day_of(at))
    keys.take_away(case.key_id, holders=former - {one.pk for one in viewers_of(case)})
    _pass_clocks(case, former, to)
    record("case.handed_over", case, by=ring, at=at)
    refresh_due([case.pk])


@transaction.atomic
def welcome(newcomer: Membership, *, ring: StaffRing, at: datetime) -> int:
    """Give a coordinator or deputy who was just let in the keys of the open cases that they may see.

    What this ring cannot open waits for a colleague. Returns how many cases there are.
    """
    open_cases = Case.objects.filter(not_barred(newcomer), organisation=newcomer.organisation_id, closed_on=None)
    held = Wrap.objects.filter(key=OuterRef("key"), holder=newcomer.pk, wrapped__isnull=False)
    lacking = list(open_cases.filter(~Exists(held)).select_related("key", "desk"))
    if not lacking or not sees_whole_desk(newcomer, lacking[0].desk):
        return 0
    opened = ring.open_all([case.key_id for case in lacking])
    newcomer_as_holder = as_holders([newcomer], ring=ring)
    for case in lacking:
        if case.key_id in opened:
            keys.give(case.key, opened[case.key_id], to=newcomer_as_holder)
    waiting = [case for case in lacking if case.key_id not in opened]
    Wrap.objects.bulk_create(
        [
            Wrap(
                organisation_id=case.organisation_id, key=case.key, holder_kind=HolderKind.MEMBER, holder=newcomer.pk
            )
            for case in waiting
        ],
        ignore_conflicts=True,
    )
    by = actor_of(ring)
    audit.record("case.welcomed", organisation=newcomer.organisation_id, subject=newcomer.pk, by=by, at=at)
    return len(lacking)


def _wrap_to_everybody(case: Case, ring: StaffRing) -> None:
    """Who may see the case but lacks its key gets it now: a new coordinator, a new recovery key."""
    rows = Wrap.objects.filter(key=case.key_id, wrapped__isnull=False)
    have = set(rows.values_list("holder", flat=True))
    members = as_holders([one for one in viewers_of(case) if one.pk not in have], ring=ring)
    lacking = [one for one in members if one.public is not None]
    lacking += [one for one in recovery(case.desk) if one.id not in have]
    if lacking:
        keys.give(case.key, case_secret(case, ring), to=lacking)


def _let_handle(case: Case, to: Membership, *, ring: StaffRing, at: datetime) -> None:
    fits = to.organisation_id == case.organisation_id and to.left_on is None and roles_of(to) & READERS
    if not fits or to.pk in barred_from(case):
        raise CannotHandle("Deze persoon kan deze zaak niet behandelen.")
    _not_twice(case, to)
    begin(case, to, at=at)
    keys.give(case.key, case_secret(case, ring), to=as_holders([to], ring=ring))
    tell(case, [to], at=at)


def _not_twice(case: Case, membership: Membership) -> None:
    if is_handler(case, membership):
        raise JustChanged("Deze persoon behandelt de zaak al.")


def _pass_clocks(case: Case, former: set[UUID], to: Membership) -> None:
    running = running_in(case.pk)
    passed = {clock.subject_id for clock in running if clock.owner is None or clock.owner in former}
    own = passed & {case.pk, *report_ids(case)}
    clocks.hand_over(own, owner=to.pk)
    measures = {clock.subject_id for clock in running if clock.subject_kind == SubjectKind.MEASURE}
    clocks.hand_over(measures, owner=to.pk, former=former)
