"""Taking on a report, and bringing several reports of one event together."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from rugdekking.cases.models import Case, CaseReport, Handler, PersonConcerned, PersonKind
from rugdekking.cases.models.case import NO_TERM
from rugdekking.cases.operations.keeping_out import keep_out_of_reports, let_go_below, renew_key
from rugdekking.cases.operations.standing import (
    as_holders,
    begin,
    case_secret,
    held_still,
    must_handle,
    record,
    recovery,
    refresh_due,
)
from rugdekking.cases.queries.access import barred_from, overseers
from rugdekking.cases.sealing import Who, seal
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys import operations as keys
from rugdekking.keys.holders import as_holder
from rugdekking.keys.models import Bar, KeyKind
from rugdekking.keys.queries import barred_members
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import members, roles_of
from rugdekking.organisations.roles import READERS
from rugdekking.reports import operations as reports
from rugdekking.reports.actors import actor_of
from rugdekking.reports.models import Report
from rugdekking.reports.queries import open_story
from rugdekking.reports.story import For, Story
from rugdekking.vault.secrets import Secret


class CannotOpenReport(Refused):
    """Who takes on a report must be able to read it."""


class SomebodyFallsOut(Refused):
    """Joining would take the case away from one of its handlers. That person hands over first."""


@transaction.atomic
def open_for(report: Report, *, ring: StaffRing, at: datetime) -> Case:
    """Take on a report: it becomes a case with a key of its own, and the clocks of plan and reaction start.

    Of two people who press at once one gets the case; the other gets `JustChanged`. Raises `CannotOpenReport`.
    """
    told = _read(report, ring)
    reports.take_up(report, by=actor_of(ring), at=at)
    out = barred_members([report.pk], organisation=report.organisation_id)
    case = Case(
        id=uuid4(),
        organisation_id=report.organisation_id,
        desk_id=report.desk_id,
        opened_on=day_of(at),
        behaviour_class=report.behaviour_class,
        person_class=report.person_class,
        unsafe_now=report.unsafe_now,
        urgent_at=NO_TERM,
    )
    viewers = [one for one in overseers(report.desk) if one.pk != ring.membership.pk and one.pk not in out]
    case.key, case_key = keys.make_key(
        KeyKind.CASE,
        organisation=case.organisation_id,
        subject=case.pk,
        holders=[*as_holders([ring.membership, *viewers], ring=ring), *recovery(report.desk)],
        at=at,
    )
    ring.add(case.key.pk, case_key)
    case.save(force_insert=True)
    begin(case, ring.membership, at=at)
    _hold(case, told, under=case_key, at=at)
    _start_clocks(case, report, owner=ring.membership)
    record("case.opened", case, by=ring, at=at)
    refresh_due([case.pk])
    case.refresh_from_db()
    return case


@transaction.atomic
def join(case: Case, report: Report, *, ring: StaffRing, at: datetime) -> list[Membership]:
    """Bring a report of the same event into the case, with the persons it concerns. Says who may know of the case no
    more because of it.

    From then on both are seen by those who might see each of them. Raises `SomebodyFallsOut` when a handler of the
    case would no longer be among them, `CannotOpenReport`, and `JustChanged` when somebody just took it on.
    """
    case = held_still(case)
    must_handle(case, ring)
    told = _read(report, ring)
    newly_out = barred_members([report.pk], organisation=case.organisation_id) - barred_from(case)
    handling = Handler.objects.filter(case=case, until=None).values_list("membership", flat=True)
    if newly_out & set(handling):
        raise SomebodyFallsOut(
            "Deze melding kan nog niet bij deze zaak. Een van de behandelaars moet de zaak eerst overdragen."
        )
    reports.take_up(report, by=actor_of(ring), at=at)
    _hold(case, told, under=case_secret(case, ring), at=at)
    keep_out_of_reports(case, ring=ring, at=at)
    if newly_out:
        let_go_below(case, newly_out)
        renew_key(case, ring=ring, at=at)
    _add_what_is_known(case, report)
    clocks.hand_over([report.pk], owner=ring.membership.pk)
    record("case.joined", case, by=ring, at=at)
    refresh_due([case.pk])
    return list(members(case.organisation_id).filter(pk__in=newly_out))


@dataclass(frozen=True, slots=True)
class _Told:
    """A report that was opened."""

    report: Report
    story: Story
    secret: Secret


def _read(report: Report, ring: StaffRing) -> _Told:
    opened = {} if report.key_id is None else ring.open_all([report.key_id])
    barred = barred_members([report.pk], organisation=report.organisation_id)
    may = report.organisation_id == ring.organisation and ring.membership.pk not in barred
    if not may or report.key_id not in opened or not roles_of(ring.membership) & READERS:
        raise CannotOpenReport("U kunt deze melding niet openen.")
    return _Told(report, open_story(report, ring), opened[report.key_id])


def _hold(case: Case, told: _Told, *, under: Secret, at: datetime) -> None:
    """Put a report into a case: its key, its bars, its clocks and its people."""
    report = told.report
    CaseReport(organisation_id=case.organisation_id, case=case, report=report, added_on=day_of(at)).save(
        force_insert=True
    )
    if report.key is not None:
        keys.give(report.key, told.secret, to=[as_holder(case.key)])
    known = set(Bar.objects.filter(subject=case.pk).values_list("membership", "role"))
    Bar.objects.bulk_create(
        Bar(organisation_id=case.organisation_id, subject=case.pk, membership_id=membership, role=role)
        for membership, role in set(Bar.objects.filter(subject=report.pk).values_list("membership", "role")) - known
    )
    PersonConcerned.objects.bulk_create(_people(case, told, under=under, at=at))
    clocks.regroup(report.pk, case=case.pk)


def _people(case: Case, told: _Told, *, under: Secret, at: datetime) -> list[PersonConcerned]:
    story = told.story
    teller = Who(name=story.me.name, contact=" ".join(filter(None, (story.contact.phone, story.contact.email))))
    listed = [(PersonKind.CONCERNED if story.reporting_for == For.SELF else PersonKind.WITNESS, teller)]
    if story.reporting_for == For.OTHER:
        listed.append((PersonKind.CONCERNED, Who(name=story.concerned.name, contact=story.concerned.contact)))
    rows = []
    for kind, who in listed:
        row = PersonConcerned(
            organisation_id=case.organisation_id, case=case, report=told.report, kind=kind, added_on=day_of(at)
        )
        row.sealed = seal(row, who, under=under)
        rows.append(row)
    return rows


def _start_clocks(case: Case, report: Report, *, owner: Membership) -> None:
    """Plan and reaction count from the moment the report came in, not from when somebody had time for it."""
    about = clocks.Subject(SubjectKind.CASE, case.pk, file=case.pk)
    for kind in (ClockKind.PLAN, ClockKind.REACTION):
        clocks.start(kind, organisation=case.organisation, subject=about, owner=owner.pk, at=report.received_at)
    clocks.hand_over([report.pk], owner=owner.pk)


def _add_what_is_known(case: Case, report: Report) -> None:
    Case.objects.filter(pk=case.pk).update(
        unsafe_now=case.unsafe_now or report.unsafe_now,
        person_class=case.person_class or report.person_class,
        behaviour_class=case.behaviour_class or report.behaviour_class,
    )
