"""A reporter's visit: no account, no row until there is something to keep.

First a form page gives the browser a signed random secret for half an hour. The token against forged forms
and the access code of the draft derive from it, so that a form sent twice finds the same draft. Once a draft
is stored, or a code was typed, a row keeps the code sealed under a fresh cookie, and that cookie replaces it.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CSRF_SESSION_KEY
from django.utils.cache import patch_vary_headers

from rugdekking.people import operations, queries
from rugdekking.people.cookies import SessionCookie
from rugdekking.people.models import ReporterSession
from rugdekking.vault import outside
from rugdekking.vault.codes import SIZE as CODE_SIZE
from rugdekking.vault.secrets import CannotOpen, hashed

# After the half hour an open form may still be sent, but under a new secret: nobody loses what they typed,
# and nobody else finds the earlier draft with what the browser kept.
FORM_STAYS = timedelta(hours=12)
# Lax, not Strict: who follows a link to the form on another site, such as the intranet, would come without their
# cookie and get a fresh one, and what they are typing in another tab could not be sent any more. Nothing that is only
# read changes anything but the quick exit, and every form needs a token of its visit.
SAME_SITE: Final = "Lax"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class FirstCookie:
    """`<secret>.<minute>.<mark>`: what a browser gets before anything is stored. The mark is ours alone."""

    secret: bytes = field(repr=False)
    at: datetime

    @classmethod
    def new(cls, at: datetime) -> "FirstCookie":
        return cls(secrets.token_bytes(32), at)

    @classmethod
    def read(cls, value: str, *, at: datetime) -> "FirstCookie | None":
        """The cookie behind `value`, unless we never made it or its form has been open too long."""
        parts = value.split(".")
        if len(parts) != 3 or not parts[1].isdecimal() or len(parts[1]) > 9:
            return None
        try:
            secret = urlsafe_b64decode(parts[0] + "=")
        except ValueError:
            return None
        cookie = cls(secret, datetime.fromtimestamp(int(parts[1]) * 60, UTC))
        if not hmac.compare_digest(cookie.value.encode(), value.encode()) or at - cookie.at >= FORM_STAYS:
            return None
        return cookie

    @property
    def value(self) -> str:
        minute = str(int(self.at.timestamp()) // 60)
        mark = _keyed("first-cookie", self.secret + minute.encode())
        return f"{_text(self.secret)}.{minute}.{_text(mark[:16])}"


class Visit:
    """Stands where Django expects a session on public pages, and answers from the cookie alone."""

    def __init__(self, request: HttpRequest, *, at: datetime) -> None:
        self.at = at
        self._request = request
        self._value = request.COOKIES.get(settings.REPORTER_COOKIE, "")
        self._past: FirstCookie | None = None
        self._kept = SessionCookie.read(self._value)
        self._first = None if self._kept else self._read_first()
        self._given: str | None = None
        self._code: bytes | None = None
        self._asked = self._used = self._forgotten = False

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401  (the shape of Django's sessions)
        return self._token() if key == CSRF_SESSION_KEY else default

    @property
    def locked(self) -> bool:
        """Whether this browser had a code open and left it for too long: the code must be typed again."""
        return self._kept is not None and self.code() is None

    def code_bytes(self) -> bytes:
        """The access code of a report that is begun in this visit: 15 bytes, the same at every repeat.

        A form that was left open for more than half an hour gets a new one.
        """
        self._begin_anew()
        self._used = True
        return _keyed("draft-code", self._secret())[:CODE_SIZE]

    def code(self) -> bytes | None:
        """The access code that is open in this browser, or nothing. Asks the database once per request."""
        if not self._asked:
            self._asked, self._used = True, self._kept is not None
            self._code = self._open_kept()
        return self._code

    def name_at(self, place: bytes) -> bytes:
        """What this browser is called at one place and nowhere else, such as on one question of one room: 16 bytes.

        It derives from the cookie that the form there needs anyway, and leads back to nothing.
        """
        self._used = True
        return _name(self._secret(), place)

    def names_at(self, place: bytes) -> tuple[bytes, ...]:
        """As `name_at`, and after it what this browser was called there before its half hour was over, if it was.

        For what somebody may leave alone for longer, such as the big screen during a long talk. The draft of before
        stays out of reach.
        """
        self._begin_anew()
        now = self.name_at(place)
        return (now, _name(self._past.secret, place)) if self._past else (now,)

    def keep(self, code: bytes, *, organisation: UUID, at: datetime) -> None:
        """Remember the code for this browser, under a new cookie that replaces the old one and its row."""
        self._end_kept()
        self._kept = operations.open_reporter_session(code, organisation=organisation, at=at)
        self._first, self._given, self._forgotten = None, self._kept.value, False
        self._code, self._asked = code, True
        self._request.META["CSRF_COOKIE"] = self._token()

    def forget(self) -> None:
        """Forget the code and everything else of this browser, on both sides."""
        self._end_kept()
        self._kept = self._first = self._given = self._code = None
        self._asked = self._forgotten = True

    def finish(self, response: HttpResponse) -> None:
        """Set or remove the cookie, when anything on this page depended on it."""
        if self._forgotten:
            response.delete_cookie(settings.REPORTER_COOKIE, samesite=SAME_SITE)
            return
        if not self._used and self._given is None and "CSRF_COOKIE_NEEDS_UPDATE" not in self._request.META:
            return
        patch_vary_headers(response, ("Cookie",))
        value = self._given or self._fresh_first()
        if value and response.status_code < 500:
            response.set_cookie(
                settings.REPORTER_COOKIE,
                value,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite=SAME_SITE,
            )

    def _read_first(self) -> FirstCookie | None:
        first = FirstCookie.read(self._value, at=self.at) if self._value else None
        if first is None or self.at - first.at < settings.REPORTER_IDLE:
            return first
        self._past = first
        return None if self._request.method in _SAFE else first

    def _begin_anew(self) -> None:
        """Under a new secret, when the half hour of the one that a form was sent with is over."""
        if self._first is not None and self._first is self._past:
            self._first = None
            self._request.META["CSRF_COOKIE"] = self._token()

    def _secret(self) -> bytes:
        if self._kept is not None:
            return self._kept.secret.seed
        if self._first is None:
            self._first = FirstCookie.new(self.at)
        return self._first.secret

    def _token(self) -> str:
        return _keyed("form-token", self._secret()).hex()[:32]

    def _fresh_first(self) -> str | None:
        """The first cookie, when the browser lacks it or should keep it longer because somebody is still there."""
        if self._kept is not None or self._first is None:
            return None
        age = self.at - self._first.at
        if operations.SEEN_STEP <= age < settings.REPORTER_IDLE:
            return FirstCookie(self._first.secret, self.at).value
        return self._first.value if self._first.value != self._value else None

    def _open_kept(self) -> bytes | None:
        if self._kept is None:
            return None
        row = queries.reporter_session(self._kept.row)
        if row is None or not self._still_there(row):
            return None
        try:
            return self._kept.secret.open(bytes(row.sealed_code), self._kept.about("code", row.organisation))
        except CannotOpen:
            return None

    def _still_there(self, row: ReporterSession) -> bool:
        """Whether the browser came back in time. If not, its row goes."""
        away = self.at - row.last_seen_at
        if away >= settings.REPORTER_IDLE:
            operations.end_reporter_session(row.pk)
            return False
        if away >= operations.SEEN_STEP:
            operations.touch_reporter_session(row, at=self.at)
        return True

    def _end_kept(self) -> None:
        if self._kept is not None:
            operations.end_reporter_session(self._kept.row)


def visit(request: HttpRequest) -> Visit:
    """The reporter's visit. Only on public paths."""
    if not isinstance(request.session, Visit):
        raise TypeError("There is no reporter's visit on a staff path.")
    return request.session


def open_reporter(request: HttpRequest, code: bytes, *, organisation: UUID, at: datetime) -> None:
    """Open `code` in this browser: from now on `reporter_code` gives it, until the idle time.

    Writes one row. Call it in the transaction that stores the draft, so that both are there or neither.
    """
    visit(request).keep(code, organisation=organisation, at=at)


def reporter_code(request: HttpRequest) -> bytes | None:
    """The 15 bytes of the access code that is open in this browser, or nothing."""
    return visit(request).code()


def forget(request: HttpRequest) -> None:
    """Drop the reporter's cookie and its row: leaving quickly, or being done."""
    visit(request).forget()


def _name(secret: bytes, place: bytes) -> bytes:
    return _keyed("name-at", secret + place)[:16]


def _keyed(label: str, material: bytes) -> bytes:
    """A one-way name of `material` that only this installation can compute: the key is outside the database."""
    return hashed(label, outside.secret(settings.SECRETS_FOLDER, "visits").seed + material)


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")
