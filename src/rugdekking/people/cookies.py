"""What stands in a session's cookie: a name for its row and a secret that opens it, never the same half."""

import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from uuid import UUID

from rugdekking.vault.secrets import Context, Secret, hashed

_SHAPE = re.compile(r"([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})")
_NOWHERE = UUID(int=0)


@dataclass(frozen=True, slots=True)
class SessionCookie:
    """`<name>.<secret>`: 16 and 32 random bytes. The database knows a hash of the first half only."""

    name: str = field(repr=False)
    secret: Secret

    @classmethod
    def new(cls) -> "SessionCookie":
        return cls(secrets.token_urlsafe(16), Secret.new())

    @classmethod
    def read(cls, value: str) -> "SessionCookie | None":
        """The cookie behind `value`, or nothing when it has another shape."""
        match = _SHAPE.fullmatch(value)
        if match is None:
            return None
        return cls(match[1], Secret(urlsafe_b64decode(match[2] + "=")))

    @property
    def value(self) -> str:
        return f"{self.name}.{urlsafe_b64encode(self.secret.seed).decode().rstrip('=')}"

    @property
    def row(self) -> UUID:
        """The id of the session's row. It does not lead back to the cookie."""
        return UUID(bytes=hashed("session-row", self.name.encode())[:16])

    def about(self, field: str, organisation: UUID = _NOWHERE) -> Context:
        """Where a sealed part of the session belongs. A colleague's session is of no organisation."""
        return Context(organisation, "people", self.row, field)
