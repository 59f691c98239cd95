"""How many reports one address sends. Over the limit they are accepted all the same, and set apart for the desk.

An address is never stored. Counting needs only a keyed hash of it, under a key that lives in this process for one
day. Each process counts for itself: that is enough to notice a flood, and costs no write to the database.
"""

import secrets
from datetime import date, datetime, timedelta
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from threading import Lock
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from rugdekking.kernel.time import day_of

# A whole town hall stands behind one address: on its worst day it sends less than this.
MOST = 100
WHILE_REPORTING, IN_MEETINGS = timedelta(minutes=10), timedelta(hours=1)
# Beyond this many addresses in one window, somebody is sending from everywhere.
MOST_ADDRESSES = 50_000


class Limit:
    """Counts per organisation and address, in windows of `per`. `what` is what it counts, as people read it."""

    def __init__(self, what: str, *, most: int, per: timedelta) -> None:
        self.what, self._most, self.per = what, most, per
        self._day: date | None = None
        self._window = -1
        self._key = b""
        self._counts: dict[bytes, int] = {}
        self._lock = Lock()

    def is_over(self, address: str, *, organisation: UUID, at: datetime) -> bool:
        """Count one more from this address, and say whether it sends more than people do."""
        with self._lock:
            name = self._name(address, organisation, at)
            if name not in self._counts and len(self._counts) >= MOST_ADDRESSES:
                return True
            self._counts[name] = self._counts.get(name, 0) + 1
            return self._counts[name] > self._most

    def was_over(self, address: str, *, organisation: UUID, at: datetime) -> bool:
        """Whether this address sent more than people do, without counting one."""
        with self._lock:
            return self._counts.get(self._name(address, organisation, at), 0) > self._most

    def _name(self, address: str, organisation: UUID, at: datetime) -> bytes:
        self._turn(at)
        return blake2b(organisation.bytes + _network(address), key=self._key, digest_size=16).digest()

    def _turn(self, at: datetime) -> None:
        if (day := day_of(at)) != self._day:
            self._day, self._key = day, secrets.token_bytes(32)
            self._counts.clear()
        if (window := int(at.timestamp() // self.per.total_seconds())) != self._window:
            self._window = window
            self._counts.clear()


class SharedLimit:
    """Counts what one member does, in windows of `per`, for all processes together: for who is signed in anyway."""

    def __init__(self, name: str, *, most: int, per: timedelta) -> None:
        self._name, self._most, self._per = name, most, per

    def is_over(self, member: UUID, *, at: datetime) -> bool:
        """Count one more of this member, and say whether it is more than people do."""
        seconds = int(self._per.total_seconds())
        key = f"{self._name}-{member}-{int(at.timestamp()) // seconds}"
        cache.add(key, 0, timeout=seconds)
        return cache.incr(key) > self._most


REPORTS = Limit("meldingen", most=MOST, per=WHILE_REPORTING)
# Rooms for meetings: a whole town hall may open them at once. Only those who play are told to wait.
ROOMS = Limit("zalen", most=30, per=IN_MEETINGS)

# Codes of rooms that are unknown. When a room closes, every phone in it looks once or twice more; a script that
# guesses asks far more often.
UNKNOWN_CODES = Limit("verkeerde codes van zalen", most=3000, per=IN_MEETINGS)

# A right code always opens: a whole building may mistype, and nobody in it is locked out. With 120 random bits a
# limit is no protection; it only keeps somebody from using the desk's time for guessing.
WRONG_CODES = Limit("verkeerde codes van meldingen", most=60, per=WHILE_REPORTING)

# Everything that is counted by address, for the privacy page.
BY_ADDRESS: Final = (REPORTS, ROOMS, UNKNOWN_CODES, WRONG_CODES)


def is_flood(request: HttpRequest, *, organisation: UUID, at: datetime) -> bool:
    """Whether the address behind this request sends more reports than people would."""
    return REPORTS.is_over(address_of(request), organisation=organisation, at=at)


def address_of(request: HttpRequest) -> str:
    """Where the request comes from. Behind a proxy of ours, that is the last address the proxy wrote down."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        return str(forwarded.rpartition(",")[2].strip())
    return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> bytes:
    """What counts as one address: with IPv6 everybody at one place shares the first half."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address.encode()
    return parsed.packed[:8] if isinstance(parsed, IPv6Address) else parsed.packed
