"""Opening a case by its reference, with every right and everything that is due looked up in one query."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from rugdekking.cases.models import Case, CaseReport, Handler
from rugdekking.cases.queries.access import OVERSEERS, free_of
from rugdekking.cases.urgency import urgency
from rugdekking.clocks.models import Clock
from rugdekking.kernel.written import Prepared
from rugdekking.keys.models import Bar, HolderKind, Key, KeyKind, Wrap
from rugdekking.organisations.models import Membership, MembershipRole
from rugdekking.organisations.roles import Role


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that this member may see. `in_order`: no key in it is due and the queue has it in its
    place, so a look has nothing to mend."""

    case: Case
    in_order: bool


def open_case(membership: Membership, reference: str, *, roles: Collection[Role]) -> Opened | None:
    """As `case_for`, for a member whose running `roles` are known already: for a page that counts its queries."""
    case = _for(frozenset(roles)).first(membership.pk, membership.organisation_id, reference)
    if case is None or membership.left_on is not None:
        return None
    keys_fit = not case.new_key_due and not case.lacking and case.recoverable
    return Opened(case, in_order=keys_fit and case.urgent_at == urgency(case, case.nearest))


def owes_keys(case: Case) -> bool:
    """Whether somebody who was asked something in this case of `open_case` still waits for the key to it."""
    return bool(getattr(case, "owing", False))


@lru_cache(maxsize=64)
def _for(roles: frozenset[Role]) -> Prepared[Any]:
    """The query for a member with these roles."""

    def build(membership: UUID, organisation: UUID, reference: str) -> QuerySet[Case]:
        bars = Bar.objects.filter(Q(membership=membership) | Q(role__in=sorted(roles)))
        may = Q(Exists(Handler.objects.filter(case=OuterRef("pk"), membership=membership, until=None)))
        if OVERSEERS & roles:
            may |= Q(Exists(_desk_wraps(OuterRef("desk")).filter(holder=membership)))
        found = Case.objects.filter(free_of(bars), may, organisation=organisation, reference=reference)
        return found.select_related("desk__organisation", "key", "organisation").annotate(
            lacking=Exists(_viewers_without_key()),
            recoverable=Exists(_recovery_wraps()),
            nearest=_nearest(),
            owing=Exists(_waiting_below()),
        )

    return Prepared(build, UUID, UUID, str)


def _viewers_without_key() -> QuerySet[Membership]:
    """Who may see the case of the outer query, and lacks its key."""
    case = OuterRef(OuterRef("pk"))
    handling = Handler.objects.filter(case=case, membership=OuterRef("pk"), until=None)
    oversees = MembershipRole.objects.filter(membership=OuterRef("pk"), role__in=OVERSEERS)
    reads = _desk_wraps(OuterRef(OuterRef("desk"))).filter(holder=OuterRef("pk"))
    has = Wrap.objects.filter(key=OuterRef(OuterRef("key")), holder=OuterRef("pk"), wrapped__isnull=False)
    own_role = MembershipRole.objects.filter(membership=OuterRef(OuterRef("pk")), role=OuterRef("role"))
    own = Bar.objects.filter(Q(membership=OuterRef("pk")) | Exists(own_role))
    held = CaseReport.objects.filter(case=OuterRef(OuterRef(OuterRef("pk"))), report=OuterRef("subject"))
    barred = own.filter(Q(subject=case) | Exists(held))
    return Membership.objects.filter(
        Q(Exists(handling)) | Q(Exists(oversees)) & Q(Exists(reads)),
        ~Exists(has),
        ~Exists(barred),
        organisation=OuterRef("organisation"),
        left_on=None,
    )


def _waiting_below() -> QuerySet[Wrap]:
    """Who waits for a key that lies under the key of the case: of a task, or of what was put to a decider."""
    below = Wrap.objects.filter(holder=OuterRef(OuterRef("key"))).values("key")
    return Wrap.objects.filter(key__in=below, holder_kind=HolderKind.MEMBER, wrapped=None)


def _nearest() -> Subquery:
    """When the nearest running clock of the case of the outer query is due."""
    running = Clock.objects.filter(file=OuterRef("pk"), ended_at=None)
    return Subquery(running.order_by("due_at").values("due_at")[:1])


def _recovery_wraps() -> QuerySet[Wrap]:
    """The case key under the desk's present recovery key, when there is one."""
    present = Key.objects.filter(pk=OuterRef("holder"), kind=KeyKind.RECOVERY, retired_on=None, distrusted_on=None)
    return Wrap.objects.filter(Exists(present), key=OuterRef("key"), wrapped__isnull=False)


def _desk_wraps(desk: OuterRef) -> QuerySet[Wrap]:
    """The present key of a desk, with whom it is."""
    return Wrap.objects.filter(key__subject=desk, key__kind=KeyKind.DESK, key__retired_on=None, wrapped__isnull=False)
