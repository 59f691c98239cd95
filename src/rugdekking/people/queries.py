"""Reading accounts and sessions."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from rugdekking.kernel.written import Prepared
from rugdekking.people.models import Person, ReporterSession, StaffSession

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


_REPORTER_SESSION = Prepared(lambda row: ReporterSession.objects.filter(pk=row), UUID)
_STAFF_SESSION = Prepared(lambda row: StaffSession.objects.filter(pk=row), UUID)
_SIGNED_IN: Prepared[Person] = Prepared(
    lambda person: Person.objects.annotate(
        has_second_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=STRONG))
    ).filter(pk=person, is_active=True),
    UUID,
)


def signed_in(person: UUID | str) -> Person | None:
    """The active person of a session, with `has_second_factor`, in one query. Nobody when the account closed."""
    return _SIGNED_IN.first(UUID(str(person)))


def by_email(email: str) -> Person | None:
    return Person.objects.filter(email=email.strip().lower()).first()


def sessions_of(person: Person) -> list[StaffSession]:
    """The browsers in which somebody is signed in, latest first. When they were used, not where."""
    return list(StaffSession.objects.filter(person=person).order_by("-last_seen_at").defer("sealed", "unlocked"))


def staff_session(row: UUID) -> StaffSession | None:
    return _STAFF_SESSION.first(row)


def reporter_session(row: UUID) -> ReporterSession | None:
    return _REPORTER_SESSION.first(row)
