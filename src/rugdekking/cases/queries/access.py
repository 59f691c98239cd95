"""Who may see a case: its handlers, and who oversees the whole desk, but for those who are kept out."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rugdekking.cases.models import Case, CaseReport, Handler
from rugdekking.keys.models import Bar
from rugdekking.keys.queries import barred_members, bars_of, desk_readers, holds_desk_key, is_barred
from rugdekking.organisations.models import Desk, Membership
from rugdekking.organisations.queries import desk_of, members, roles_of
from rugdekking.organisations.roles import Role

OVERSEERS = frozenset({Role.COORDINATOR, Role.DEPUTY})


def case_for(membership: Membership, reference: str) -> Case | None:
    """The case with this reference, or nothing: also when it exists and this member may not know of it."""
    found = Case.objects.filter(organisation=membership.organisation_id, reference=reference)
    case = found.select_related("desk", "key", "organisation").first()
    return case if case is not None and sees(membership, case) else None


def sees(membership: Membership, case: Case) -> bool:
    """Whether this member may know of the case. Rank alone opens nothing: who oversees holds the desk key."""
    if membership.organisation_id != case.organisation_id or membership.left_on is not None:
        return False
    if is_barred(membership, [case.pk, *report_ids(case)]):
        return False
    return is_handler(case, membership) or sees_whole_desk(membership, case.desk)


def free_of(bars: QuerySet[Bar]) -> Q:
    """Neither the case nor any of its reports keeps the holder of these bars out."""
    shut_report = CaseReport.objects.filter(Exists(bars.filter(subject=OuterRef("report"))), case=OuterRef("pk"))
    return ~Q(Exists(bars.filter(subject=OuterRef("pk")))) & ~Q(Exists(shut_report))


def seen_by(membership: Membership) -> QuerySet[Case]:
    """The cases that this member may know of: what `sees` says of one, as a list that is not fetched yet."""
    found = Case.objects.filter(
        free_of(Bar.objects.filter(bars_of(membership))), organisation=membership.organisation_id
    )
    if membership.left_on is not None:
        return found.none()
    if sees_whole_desk(membership, desk_of(membership.organisation_id)):
        return found
    return found.filter(Exists(Handler.objects.filter(case=OuterRef("pk"), membership=membership, until=None)))


def is_handler(case: Case, membership: Membership) -> bool:
    return Handler.objects.filter(case=case, membership=membership, until=None).exists()


def sees_whole_desk(membership: Membership, desk: Desk) -> bool:
    """Whether this member coordinates or deputises, and was given the desk key."""
    return bool(roles_of(membership) & OVERSEERS) and holds_desk_key(membership, desk.pk)


def viewers_of(case: Case) -> list[Membership]:
    """Everybody to whom the case key belongs, handlers first: exactly those who may see the case."""
    handling = Handler.objects.filter(case=case, until=None).values("membership")
    overseeing = [one.pk for one in overseers(case.desk)]
    may = members(case.organisation_id).filter(Q(pk__in=handling) | Q(pk__in=overseeing))
    out = barred_from(case)
    return [one for one in may if one.pk not in out]


def barred_from(case: Case) -> set[UUID]:
    """Every present member who is kept out of the case or of one of its reports."""
    return barred_members([case.pk, *report_ids(case)], organisation=case.organisation_id)


def report_ids(case: Case) -> list[UUID]:
    return list(CaseReport.objects.filter(case=case).values_list("report", flat=True))


def overseers(desk: Desk) -> list[Membership]:
    """The coordinators and deputies who hold the desk key."""
    return desk_readers(desk, roles=OVERSEERS)
