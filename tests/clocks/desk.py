"""An organisation with a desk of three, made without keys' secrets: for clocks only who holds a wrap matters."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from rugdekking.audit.actor import SYSTEM
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.keys.models import Bar, HolderKind, Key, KeyKind, Wrap
from rugdekking.organisations.models import Deputy, Membership, MembershipRole, Organisation
from rugdekking.organisations.roles import Role
from rugdekking.people.models import Person

__all__ = ["MONDAY", "SYSTEM", "TheDesk", "hours", "make", "organisation"]

# Monday 2 March 2026, ten o'clock in the Netherlands.
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SOME_DAY = date(2026, 1, 1)


def hours(amount: float) -> timedelta:
    return timedelta(hours=amount)


def organisation(slug: str = "veldwijk") -> Organisation:
    return Organisation.objects.create(slug=slug, name=slug.title(), kind="gemeente", made_on=SOME_DAY)


@dataclass(frozen=True, slots=True)
class TheDesk:
    """Fatma works the case, Jan deputises for her, Mirjam coordinates; all three can open the subject."""

    organisation: Organisation
    fatma: Membership
    jan: Membership
    mirjam: Membership
    report: UUID

    def start(self, kind: ClockKind, *, owner: Membership | None = None, at: datetime = MONDAY) -> Clock:
        return clocks.start(
            kind,
            organisation=self.organisation,
            subject=clocks.Subject(SubjectKind.REPORT, self.report),
            owner=None if owner is None else owner.pk,
            at=at,
        )

    def bar(self, member: Membership) -> None:
        Bar.objects.create(organisation=self.organisation, subject=self.report, membership=member)

    def take_key(self, member: Membership) -> None:
        Wrap.objects.filter(holder=member.pk).delete()


def make() -> TheDesk:
    home = organisation()
    fatma = _member(home, "fatma", Role.CASE_MANAGER)
    jan = _member(home, "jan", Role.DEPUTY)
    mirjam = _member(home, "mirjam", Role.COORDINATOR)
    Deputy.objects.create(organisation=home, member=fatma, deputy=jan)
    desk_key = Key.objects.create(
        organisation=home, kind=KeyKind.DESK, subject=uuid4(), public=b"p", made_on=SOME_DAY
    )
    report = uuid4()
    key = Key.objects.create(organisation=home, kind=KeyKind.REPORT, subject=report, public=b"p", made_on=SOME_DAY)
    Wrap.objects.create(organisation=home, key=key, holder_kind=HolderKind.KEY, holder=desk_key.pk, wrapped=b"w")
    for member in (fatma, jan, mirjam):
        Wrap.objects.create(
            organisation=home, key=desk_key, holder_kind=HolderKind.MEMBER, holder=member.pk, wrapped=b"w"
        )
    return TheDesk(home, fatma, jan, mirjam, report)


def _member(home: Organisation, name: str, role: Role) -> Membership:
    person = Person.objects.create(email=f"{name}@veldwijk.example", name=name.title(), created_on=SOME_DAY)
    member = Membership.objects.create(organisation=home, person=person, title=name, joined_on=SOME_DAY)
    MembershipRole.objects.create(organisation=home, membership=member, role=role)
    return member
