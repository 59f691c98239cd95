"""Making the plan of a case from the shipped one, and adding tasks by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case
from rugdekking.cases.operations import case_secret, must_handle, refresh_due
from rugdekking.cases.operations.standing import held_still, record
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.clocks.terms import closing_of
from rugdekking.content.queries import latest, version
from rugdekking.content.schema import Phase as ShippedPhase
from rugdekking.content.schema import Plan as Shipped
from rugdekking.content.schema import Span
from rugdekking.content.schema import Task as ShippedTask
from rugdekking.kernel.time import day_of
from rugdekking.keys.holders import as_holder, new_key, wraps_for
from rugdekking.keys.models import Key, KeyKind, Wrap
from rugdekking.keys.queries import holders
from rugdekking.keys.rings import StaffRing
from rugdekking.notify.models import Kind as MailKind
from rugdekking.notify.operations import enqueue
from rugdekking.organisations.models import Membership
from rugdekking.plans.models import Phase, Plan, Task
from rugdekking.plans.owners import fitting, must_fit
from rugdekking.plans.queries import INCIDENT
from rugdekking.plans.sealing import Asked, seal_asked
from rugdekking.protocols.evaluation import severity_of
from rugdekking.protocols.facts import Facts, holds
from rugdekking.protocols.queries import followed
from rugdekking.reports import texts


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task that a handler writes: for a role of the plan, in one of its nine steps."""

    role: str
    step: int
    text: str
    background: str = ""
    phase: Phase = Phase.AFTER
    due_on: date | None = None
    owner: Membership | None = None


@transaction.atomic
def make_plan(case: Case, *, owners: Mapping[str, Membership], ring: StaffRing, at: datetime) -> Plan:
    """Make the tasks that the shipped plan asks for in this case, each with an owner, a due moment and a key.

    `owners` are the members whom the handler chose, by role of the plan. A role for which exactly one member is
    meant needs no choice; a task without an owner stays visible. Asked again, after more facts were recorded, it adds
    what they ask for and leaves the rest. Raises `CannotOwn`, `ConfirmFirst` and `AskFirst` for a chosen owner.
    """
    case = held_still(case)
    must_handle(case, ring)
    plan, shipped = _plan_of(case, at=at)
    known = set(Task.objects.filter(case=case).exclude(code="").values_list("code", flat=True))
    wanted = [task for task in _asked_for(case, shipped, ring) if task.code not in known]
    roles = {task.role for task in wanted}
    for role in roles & owners.keys():
        must_fit(case, role, owners[role])
    chosen = fitting(case, roles - owners.keys()) | {role: owners[role] for role in roles & owners.keys()}
    ring.add(case.key_id, case_secret(case, ring))
    _save([_Draft.shipped(case, task, chosen.get(task.role)) for task in wanted], case=case, at=at)
    clocks.keep(ClockKind.PLAN, subject=case.pk, at=at)
    record("plan.made", case, by=ring, at=at)
    refresh_due([case.pk])
    return plan


@transaction.atomic
def add_task(case: Case, *, task: NewTask, ring: StaffRing, at: datetime) -> Task:
    """Add a task by hand. Raises what `texts.check` raises, `NoTimeLeft`, and what `make_plan` does for its owner."""
    case = held_still(case)
    must_handle(case, ring)
    if task.owner is not None:
        must_fit(case, task.role, task.owner)
    words = Asked(text=texts.check(task.text), background=task.background.strip())
    due = None if task.due_on is None else closing_of(task.due_on)
    draft = _Draft(case, task.role, task.step, task.phase, words, task.owner, due)
    (row,) = _save([draft], case=case, at=at)
    record("plan.task_added", case, by=ring, at=at)
    refresh_due([case.pk])
    return row


@dataclass(frozen=True, slots=True)
class _Draft:
    """A task that is about to be made."""

    case: Case
    role: str
    step: int
    phase: str
    asked: Asked
    owner: Membership | None
    due: datetime | Span | None
    code: str = ""

    @classmethod
    def shipped(cls, case: Case, task: ShippedTask, owner: Membership | None) -> "_Draft":
        asked = Asked(text=task.text)
        return cls(case, task.role, task.step, task.phase.value, asked, owner, task.due, task.code)


def _plan_of(case: Case, *, at: datetime) -> tuple[Plan, Shipped]:
    plan = Plan.objects.filter(case=case).first()
    if plan is not None:
        return plan, version(Shipped, plan.name, plan.version)
    shipped = latest(Shipped, INCIDENT)
    plan = Plan(
        organisation_id=case.organisation_id, case=case, name=shipped.id, version=shipped.version, made_on=day_of(at)
    )
    plan.save(force_insert=True)
    return plan, shipped


def _asked_for(case: Case, shipped: Shipped, ring: StaffRing) -> Iterable[ShippedTask]:
    """The tasks whose conditions hold for what was recorded. Preparation beforehand belongs to no case."""
    recorded = cases.facts(case, ring)
    facts = Facts(categories=frozenset())
    severity = 1
    if recorded is not None and case.protocol_version is not None:
        facts = Facts(
            categories=recorded.categories,
            channels=recorded.channels,
            targets=recorded.targets,
            perpetrator=recorded.perpetrator,
            severity=recorded.severity,
            mutual=recorded.mutual,
        )
        severity = severity_of(followed(case.organisation_id, case.protocol, case.protocol_version), facts)
    return [
        task
        for task in shipped.tasks
        if task.phase is not ShippedPhase.BEFORE and holds(task.when, facts, severity=severity)
    ]


def _save(drafts: list[_Draft], *, case: Case, at: datetime) -> list[Task]:
    """Save tasks with keys, wraps and clocks in a few statements, and tell their owners that something waits."""
    rows: list[Task] = []
    keys: list[Key] = []
    wraps: list[Wrap] = []
    running: list[Clock] = []
    owners = {draft.owner.pk: draft.owner for draft in drafts if draft.owner is not None}
    as_holders = {holder.id: holder for holder in holders(owners.values())}
    for draft in drafts:
        record_id = uuid4()
        made = new_key(KeyKind.TASK, organisation=case.organisation_id, subject=record_id, on=day_of(at))
        clock = _clock(draft, record_id, at=at)
        row = Task(
            id=record_id,
            organisation_id=case.organisation_id,
            case=case,
            key=made.row,
            code=draft.code,
            role=draft.role,
            phase=draft.phase,
            step=draft.step,
            owner=draft.owner,
            due_at=clock.due_at,
            clock=clock.pk,
            made_on=day_of(at),
        )
        row.sealed = seal_asked(row, draft.asked, under=made.secret)
        own = [] if draft.owner is None else [as_holders[draft.owner.pk]]
        wraps += wraps_for(made.row, made.secret, [as_holder(case.key), *own])
        rows.append(row)
        keys.append(made.row)
        running.append(clock)
    Key.objects.bulk_create(keys)
    Wrap.objects.bulk_create(wraps)
    Clock.objects.bulk_create(running)
    Task.objects.bulk_create(rows)
    for owner in owners.values():
        tell(owner, case.pk, at=at)
    return rows


def _clock(draft: _Draft, record_id: UUID, *, at: datetime) -> Clock:
    """Every task has a due moment: its own, that of the shipped plan, or the term for tasks."""
    about = clocks.Subject(SubjectKind.TASK, record_id, file=draft.case.pk)
    owner = None if draft.owner is None else draft.owner.pk
    organisation = draft.case.organisation
    return clocks.new(ClockKind.TASK, organisation=organisation, subject=about, owner=owner, at=at, due=draft.due)


def tell(owner: Membership, subject: UUID, *, at: datetime) -> None:
    """Mail a member that something waits for them; once, however many tasks it is."""
    enqueue(
        MailKind.SOMETHING_WAITS,
        organisation=owner.organisation_id,
        address=owner.person.email,
        subject=subject,
        at=at,
    )
