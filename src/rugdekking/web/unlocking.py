"""Private vault keys between two requests: kept with the session, opened by its cookie alone.

Signing in is not unlocking. After the idle time, or at `lock`, the keys are forgotten and the person
stays signed in.
"""

from django.http import HttpRequest

from rugdekking.web.sessions import staff_session


def store_unlocked(request: HttpRequest, keys: bytes) -> None:
    """Keep what the vault passphrase just opened, for as long as somebody works in this browser."""
    staff_session(request).keep_unlocked(keys)


def unlocked_bytes(request: HttpRequest) -> bytes | None:
    """What `store_unlocked` kept, or nothing when the screen is locked."""
    return staff_session(request).unlocked()


def lock(request: HttpRequest) -> None:
    staff_session(request).lock()
