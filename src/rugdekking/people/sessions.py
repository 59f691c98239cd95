"""The sessions of colleagues, in the shape that Django and allauth expect of a session engine.

Django sees one key, the whole cookie value. Both halves are new at every change of the key, so at signing
in and at every change of a password.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.utils import timezone

from rugdekking.people import operations, queries
from rugdekking.people.cookies import SessionCookie
from rugdekking.people.models import StaffSession
from rugdekking.vault.secrets import CannotOpen


class SessionStore(SessionBase):
    """What the site remembers of one signed-in browser, sealed under that browser's cookie."""

    def __init__(self, session_key: str | None = None, *, at: datetime | None = None) -> None:
        self.at = at or timezone.now()
        self._row: StaffSession | None = None
        super().__init__(session_key)

    def load(self) -> dict[str, Any]:
        """What was kept, or nothing when the session is unknown, over or not this cookie's."""
        cookie = self._cookie()
        row = queries.staff_session(cookie.row)
        if row is None or self._is_over(row):
            return self._start_anew()
        try:
            opened = cookie.secret.open(bytes(row.sealed), cookie.about("session"))
        except CannotOpen:
            return self._start_anew()
        if row.unlocked is not None and self._is_idle(row):
            operations.lock(row)
        self._row = row
        return dict(json.loads(opened))

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  (Django's own signature)
        if self.session_key is None:
            self.create()
            return
        content: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        cookie = self._cookie()
        sealed = cookie.secret.seal(json.dumps(content).encode(), cookie.about("session"))
        if must_create or self._row is None:
            self._row = operations.start_staff_session(
                cookie.row, person=content.get(SESSION_KEY), sealed=sealed, at=self._started(content)
            )
        elif not operations.keep_staff_session(self._row, person=content.get(SESSION_KEY), sealed=sealed):
            raise UpdateError

    def create(self) -> None:
        self._session_key = SessionCookie.new().value
        self.save(must_create=True)
        self.modified = True

    def exists(self, session_key: str) -> bool:
        cookie = SessionCookie.read(session_key)
        return cookie is not None and StaffSession.objects.filter(pk=cookie.row).exists()

    def delete(self, session_key: str | None = None) -> None:
        cookie = SessionCookie.read(session_key or self.session_key or "")
        if cookie is not None:
            operations.end_staff_session(cookie.row)

    def cycle_key(self) -> None:
        """Take a new cookie for the same session; what was unlocked stays so, sealed under the new one."""
        unlocked = self.unlocked()
        super().cycle_key()
        if unlocked is not None:
            self.keep_unlocked(unlocked)

    def flush(self) -> None:
        super().flush()
        self._row = None

    def touch(self) -> None:
        """Note that somebody is still there, at most once in five minutes to spare writes."""
        if self._row is not None and self.at - self._row.last_seen_at >= operations.SEEN_STEP:
            operations.touch_staff_session(self._row, at=self.at)

    def keep_unlocked(self, keys: bytes) -> None:
        """Keep private vault keys with this session, so that only this session's cookie opens them."""
        row = self.row()
        if row is None:
            raise ValueError("Only somebody who signed in unlocks anything.")
        cookie = self._cookie()
        sealed = cookie.secret.seal(keys, cookie.about("unlocked"))
        operations.keep_unlocked(row, sealed=sealed, at=self.at)

    def unlocked(self) -> bytes | None:
        """The private vault keys that were unlocked, or nothing after the idle time or when locked."""
        row = self.row()
        if row is None or row.unlocked is None:
            return None
        cookie = self._cookie()
        return cookie.secret.open(bytes(row.unlocked), cookie.about("unlocked"))

    def lock(self) -> None:
        """Forget the unlocked keys; the person stays signed in."""
        row = self.row()
        if row is not None:
            operations.lock(row)

    def row(self) -> StaffSession | None:
        """This session's row, or nothing when nothing was kept yet."""
        self.keys()  # reading the session is what loads the row
        return self._row

    @classmethod
    def clear_expired(cls) -> None:
        operations.destroy_due(at=timezone.now())

    def _validate_session_key(self, key: str | None) -> bool:
        return SessionCookie.read(key or "") is not None

    def _cookie(self) -> SessionCookie:
        cookie = SessionCookie.read(self.session_key or "")
        if cookie is None:
            raise ValueError("A session without a cookie has nothing to open.")
        return cookie

    def _started(self, content: dict[str, Any]) -> datetime:
        """When the absolute end starts to count: at signing in, and a new cookie does not put it off."""
        return self._row.started_at if self._row is not None and SESSION_KEY in content else self.at

    def _start_anew(self) -> dict[str, Any]:
        self._session_key = None
        return {}

    def _is_idle(self, row: StaffSession) -> bool:
        return self.at - row.last_seen_at >= settings.STAFF_IDLE

    def _is_over(self, row: StaffSession) -> bool:
        if row.person_id is None and self._is_idle(row):
            return True
        return self.at - row.started_at >= timedelta(seconds=settings.SESSION_COOKIE_AGE)
