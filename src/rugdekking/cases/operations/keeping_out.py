"""Keeping somebody out of a case: a bar at once, and new keys for those who remain.

A bar works the moment it stands: the person finds nothing any more. New keys see to it that what they copied before
opens nothing that is written after. Whoever is not able to make those keys, such as a reporter or somebody who
steps aside, leaves `new_key_due`, and the next handler who opens the case makes them.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rugdekking.cases.models import Case, Facts, Handler, Note, PersonConcerned, Promise, Visibility
from rugdekking.cases.operations.standing import as_holders, case_secret, held_still, must_handle, record, recovery
from rugdekking.cases.queries.access import viewers_of
from rugdekking.cases.queries.standing import case_of, reports_of
from rugdekking.cases.sealing import Sealed, place
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.queries import running_in
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys import operations as keys
from rugdekking.keys.models import Bar, KeyKind, Wrap
from rugdekking.keys.queries import barred_members
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.organisations.models import Membership
from rugdekking.reports import operations as reports
from rugdekking.reports.actors import actor_of
from rugdekking.reports.models import Report
from rugdekking.reports.queries import secret_of
from rugdekking.vault.secrets import Secret


class HandOverFirst(Refused):
    """Without this member nobody would handle the case."""


class NotYourself(Refused):
    """Who wants to leave a case steps aside; keeping out is for somebody else."""


@transaction.atomic
def recuse(case: Case, *, ring: StaffRing, at: datetime) -> None:
    """Step aside: from now on this handler finds no trace of the case. No reason is asked.

    Raises `HandOverFirst` for the only handler. The next handler who opens the case makes new keys.
    """
    case = held_still(case)
    must_handle(case, ring)
    _let_go(case, ring.membership, successor=None, at=at)
    Case.objects.filter(pk=case.pk).update(new_key_due=True)
    record("case.recused", case, by=ring, at=at)


@transaction.atomic
def keep_out(case: Case, *, membership: Membership, ring: StaffRing, at: datetime) -> None:
    """Keep a member out of the case and its reports from now on, with new keys for everybody else.

    Raises `HandOverFirst` when that member is the only handler, and `NotYourself`.
    """
    case = held_still(case)
    must_handle(case, ring)
    if membership.pk == ring.membership.pk:
        raise NotYourself("Wilt u zelf niet meer bij deze zaak betrokken zijn? Kies dan ‘Ik stap opzij’.")
    _let_go(case, membership, successor=ring.membership, at=at)
    bring_keys_in_line(case, ring=ring, at=at)
    record("case.kept_out", case, by=ring, at=at)


@transaction.atomic
def keep_out_of_report(report: Report, *, membership: Membership, ring: Ring, at: datetime) -> None:
    """The reporter, or a handler, keeps a member out of a report and with it out of its case.

    A reporter cannot renew the case key, so the next handler does. The only handler of the case finds nothing any
    more as well: then the coordinator and the deputy see that nobody handles it.
    """
    _rekey_report(report, membership, ring=ring, at=at)
    case = case_of(report.pk)
    if case is None:
        return
    case = held_still(case)
    _bar(case, membership, at=at)
    Case.objects.filter(pk=case.pk).update(new_key_due=True)
    record("case.kept_out", case, by=ring, at=at)


def bring_keys_in_line(case: Case, *, ring: StaffRing, at: datetime) -> None:
    """Make the keys that bars ask for: of the reports first, then of the case."""
    keep_out_of_reports(case, ring=ring, at=at)
    renew_key(case, ring=ring, at=at)


def keep_out_of_reports(case: Case, *, ring: StaffRing, at: datetime) -> None:
    """Whoever is kept out of the case is kept out of each of its reports."""
    bars = Bar.objects.filter(subject=case.pk)
    members = {row.membership_id: row.membership for row in bars.select_related("membership") if row.membership}
    for report in reports_of(case):
        known = barred_members([report.pk], organisation=case.organisation_id)
        for pk, membership in members.items():
            if pk not in known:
                _rekey_report(report, membership, ring=ring, at=at)


def renew_key(case: Case, *, ring: StaffRing, at: datetime) -> None:
    """A new case key for those who may see the case now. All that lay under the old one lies under the new one."""
    old, old_secret = case.key, case_secret(case, ring)
    new, secret = keys.make_key(
        KeyKind.CASE,
        organisation=case.organisation_id,
        subject=case.pk,
        holders=[*as_holders(viewers_of(case), ring=ring), *recovery(case.desk)],
        at=at,
        generation=old.generation + 1,
    )
    ring.add(new.pk, secret)
    keys.replace_holder(old, by=new, ring=ring)
    for row in _under_case_key(case):
        _seal_anew(row, old_secret, secret)
    Case.objects.filter(pk=case.pk).update(key=new, new_key_due=False)
    case.key, case.new_key_due = new, False
    keys.destroy_key(old.pk)


def _let_go(case: Case, membership: Membership, *, successor: Membership | None, at: datetime) -> None:
    """Bar a member, who may be one of several handlers but not the only one."""
    handling = set(Handler.objects.filter(case=case, until=None).values_list("membership", flat=True))
    if handling == {membership.pk}:
        raise HandOverFirst("Draag de zaak eerst over: nu behandelt niemand anders haar.")
    _bar(case, membership, at=at)
    for clock in running_in(case.pk):
        if clock.owner == membership.pk:
            clocks.hand_over(
                [clock.subject_id], owner=None if successor is None else successor.pk, former=[membership.pk]
            )


def _bar(case: Case, membership: Membership, *, at: datetime) -> None:
    """The bar itself, and every wrap that led this member into the case."""
    Handler.objects.filter(case=case, membership=membership, until=None).update(until=day_of(at))
    keys.bar_member(case.pk, membership=membership)
    let_go_below(case, [membership.pk])
    keys.take_away(case.key_id, holders=[membership.pk])


def let_go_below(case: Case, out: Collection[UUID]) -> None:
    """Take from the members in `out` every key that lies under the key of the case."""
    lying = Wrap.objects.filter(holder=case.key_id).values("key")
    Wrap.objects.filter(holder__in=list(out), key__in=lying).delete()


def _rekey_report(report: Report, membership: Membership, *, ring: Ring, at: datetime) -> None:
    """A new key for the report, and under it again what the desk shares with the reporter."""
    shared: list[Note | Promise] = [
        *Note.objects.filter(report=report, visibility=Visibility.REPORTER),
        *Promise.objects.filter(report=report),
    ]
    if report.key_id is None:
        return
    old = secret_of(report, ring)
    reports.keep_out(report, membership=membership, ring=ring, by=actor_of(ring), at=at)
    secret = secret_of(report, ring)
    for row in shared:
        _seal_anew(row, old, secret)


def _under_case_key(case: Case) -> Iterable[Facts | Note | PersonConcerned]:
    yield from Facts.objects.filter(case=case)
    yield from PersonConcerned.objects.filter(case=case)
    yield from Note.objects.filter(case=case, visibility=Visibility.TEAM)


def _seal_anew(row: Sealed, old: Secret, new: Secret) -> None:
    row.sealed = new.seal(old.open(bytes(row.sealed), place(row)), place(row))
    row.save(update_fields=["sealed"])
