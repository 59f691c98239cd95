"""Ways back: a person's own recovery codes, and a desk's recovery key in three shares of which two do."""

import secrets
from dataclasses import dataclass
from itertools import combinations

from rugdekking.vault.codes import AccessCode
from rugdekking.vault.secrets import Context, Secret, hashed, wrap

SHARES = 3
PAIRS = tuple(combinations(range(1, SHARES + 1), 2))
CODES_PER_PERSON = 4


@dataclass(frozen=True)
class SplitKey:
    """A recovery key as it is handed out: three texts for paper, and three wraps for the database."""

    shares: tuple[str, ...]
    wraps: dict[tuple[int, int], bytes]


def new_codes() -> tuple[AccessCode, ...]:
    """The recovery codes of one person, each good for one way back (24 characters, 120 bits)."""
    return tuple(AccessCode(secrets.token_bytes(15)) for _ in range(CODES_PER_PERSON))


def code_secret(code: AccessCode) -> Secret:
    """What a person's recovery code opens; unrelated to what the same letters open as an access code."""
    return Secret.from_label("recovery-code", code.raw)


def split(key: Secret, about: Context) -> SplitKey:
    """`key` wrapped three times, each under a hash of two of three shares. One share alone opens nothing."""
    shares = [AccessCode.new() for _ in range(SHARES)]
    wraps = {
        (first, second): wrap(key, to=_of_two(shares[first - 1], shares[second - 1]).public, about=about)
        for first, second in PAIRS
    }
    return SplitKey(tuple(share.text for share in shares), wraps)


def share_name(share: AccessCode) -> bytes:
    """A one-way name of one share, to check later that the right paper was kept."""
    return hashed("share-name", share.raw)


def join(first: AccessCode, second: AccessCode, wrapped: bytes, about: Context) -> Secret:
    """The recovery key, from two shares in the order of their numbers. Raises `CannotOpen` when they do not fit."""
    return _of_two(first, second).unwrap(wrapped, about)


def _of_two(first: AccessCode, second: AccessCode) -> Secret:
    return Secret.from_label("two-shares", first.raw + second.raw)
