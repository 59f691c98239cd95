"""Making and closing accounts, and keeping sessions."""

from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from rugdekking.audit.actor import Actor
from rugdekking.audit.operations import record
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.kernel.written import insert
from rugdekking.people.cookies import SessionCookie
from rugdekking.people.models import Person, ReporterSession, StaffSession

# How stale "last seen" may be: a write per click would cost more than it tells.
SEEN_STEP = timedelta(minutes=5)
AT_ONCE = 1000


@transaction.atomic
def create_person(email: str, *, name: str, password: str, organisation: UUID, by: Actor, at: datetime) -> Person:
    """Make an account for somebody who accepted an invitation of `organisation`.

    It opens nothing yet: a membership gives a role, and without a second factor no page opens.
    Raises `Refused` when the address already has an account or the password is weak.
    """
    person = Person(email=email.strip().lower(), name=name.strip(), created_on=day_of(at))
    check_password_strength(password, person)
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("Met dit e-mailadres is al een account gemaakt.") from error
    record("person.created", organisation=organisation, subject=person.pk, by=by, at=at)
    return person


def check_password_strength(password: str, person: Person) -> None:
    """Raise `Refused`, with what to do better, when `password` is too easy to guess for this person."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


@transaction.atomic
def deactivate(person: Person, *, organisation: UUID, by: Actor, at: datetime) -> None:
    """Close somebody's account. Every browser in which they are signed in is signed out at once.

    `organisation` is the one whose administrator asked. Keys are not touched: removing somebody from a
    desk is an own step.
    """
    if not Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        raise Refused("Dit account is al gesloten.")
    StaffSession.objects.filter(person=person).delete()
    record("person.deactivated", organisation=organisation, subject=person.pk, by=by, at=at)


@transaction.atomic
def reset_second_factor(person: Person, *, organisation: UUID, by: Actor, at: datetime) -> None:
    """Let somebody who lost phone, passkey and recovery codes set up a new second factor.

    Signs them out everywhere. Their vault passphrase stays, so whoever asks in their name opens nothing sealed.
    """
    Authenticator.objects.filter(user=person).delete()
    StaffSession.objects.filter(person=person).delete()
    record("person.second_factor_reset", organisation=organisation, subject=person.pk, by=by, at=at)


def start_staff_session(row: UUID, *, person: str | None, sealed: bytes, at: datetime) -> StaffSession:
    """Keep a new session. `row` comes from its cookie, which nobody but the browser has."""
    session = StaffSession(
        id=row, person_id=UUID(person) if person else None, sealed=sealed, started_at=at, last_seen_at=at
    )
    session.save(force_insert=True)
    return session


def keep_staff_session(session: StaffSession, *, person: str | None, sealed: bytes) -> bool:
    """Keep what changed in a session. Says no when it was ended meanwhile: an ended session never comes back."""
    person_id = UUID(person) if person else None
    return bool(StaffSession.objects.filter(pk=session.pk).update(person=person_id, sealed=sealed))


def touch_staff_session(session: StaffSession, *, at: datetime) -> None:
    StaffSession.objects.filter(pk=session.pk).update(last_seen_at=at)


def keep_unlocked(session: StaffSession, *, sealed: bytes, at: datetime) -> None:
    session.unlocked, session.last_seen_at = sealed, at
    StaffSession.objects.filter(pk=session.pk).update(unlocked=sealed, last_seen_at=at)


def lock(session: StaffSession) -> None:
    session.unlocked = None
    StaffSession.objects.filter(pk=session.pk).update(unlocked=None)


def end_staff_session(row: UUID) -> None:
    StaffSession.objects.filter(pk=row).delete()


def end_other_sessions(person: Person, *, keep: UUID | None) -> int:
    """Sign somebody out in every browser but the one whose session is `keep`. Says how many were ended."""
    theirs = StaffSession.objects.filter(person=person)
    return (theirs.exclude(pk=keep) if keep else theirs).delete()[0]


def open_reporter_session(code: bytes, *, organisation: UUID, at: datetime) -> SessionCookie:
    """Remember, for one browser, the access code of a stored draft or report.

    Gives the cookie that alone opens it. Call it in the transaction that stores the draft: one commit.
    """
    cookie = SessionCookie.new()
    session = ReporterSession(
        id=cookie.row,
        organisation=organisation,
        sealed_code=cookie.secret.seal(code, cookie.about("code", organisation)),
        last_seen_at=_to_the_minute(at),
    )
    insert([session])
    return cookie


def touch_reporter_session(session: ReporterSession, *, at: datetime) -> None:
    ReporterSession.objects.filter(pk=session.pk).update(last_seen_at=_to_the_minute(at))


def end_reporter_session(row: UUID) -> None:
    ReporterSession.objects.filter(pk=row).delete()


def destroy_due(*, at: datetime) -> int:
    """Forget sessions that are over, at most a thousand of a kind at a time, and lock idle screens.

    Says how many sessions went.
    """
    idle = at - settings.STAFF_IDLE
    over = at - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    StaffSession.objects.filter(unlocked__isnull=False, last_seen_at__lte=idle).update(unlocked=None)
    staff = StaffSession.objects.filter(Q(started_at__lte=over) | Q(person=None, last_seen_at__lte=idle))
    reporters = ReporterSession.objects.filter(last_seen_at__lte=at - settings.REPORTER_IDLE)
    gone = StaffSession.objects.filter(pk__in=list(staff.values_list("pk", flat=True)[:AT_ONCE])).delete()[0]
    gone += ReporterSession.objects.filter(pk__in=list(reporters.values_list("pk", flat=True)[:AT_ONCE])).delete()[0]
    return gone


def _to_the_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
