"""Access codes: what a reporter keeps instead of an account.

24 characters of Crockford's base32 in six groups: 120 random bits, above the 112 at which OWASP ASVS 5.0
(6.5.2) allows a plain hash. Key pair and look-up name are derived from the code, without slow stretching.
"""

import re
import secrets
from dataclasses import dataclass, field
from functools import cached_property

from rugdekking.kernel.ids import ALPHABET
from rugdekking.vault.secrets import Secret, hashed

SIZE = 15
LENGTH = 24
_FORGIVEN = str.maketrans("OIL", "011")
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
# Anything that could be a whole code: 24 letters or digits, however people group them.
_LOOKS_LIKE_A_CODE = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Za-z][\s.\-–—_]{0,3}){23}[0-9A-Za-z](?![0-9A-Za-z])")


class NotACode(ValueError):
    """What was typed cannot be an access code: it has other letters or another length."""


@dataclass(frozen=True)
class AccessCode:
    """One reporter's code. Its text form in logs never shows it."""

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != SIZE:
            raise ValueError("An access code has 15 bytes.")

    @classmethod
    def new(cls) -> "AccessCode":
        return cls(secrets.token_bytes(SIZE))

    @classmethod
    def parse(cls, typed: str) -> "AccessCode":
        """The code that somebody typed. Spaces, dashes, lower case and O for 0 or I and L for 1 are forgiven."""
        letters = re.sub(r"[\s.\-–—_]", "", typed).upper().translate(_FORGIVEN)
        if len(letters) != LENGTH or not set(letters) <= _VALUES.keys():
            raise NotACode
        number = 0
        for letter in letters:
            number = number * 32 + _VALUES[letter]
        return cls(number.to_bytes(SIZE, "big"))

    @cached_property
    def text(self) -> str:
        """The code as people see it: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`."""
        number = int.from_bytes(self.raw, "big")
        letters = "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))
        return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))

    @cached_property
    def secret(self) -> Secret:
        """What opens the reporter's own things."""
        return Secret.from_label("code-secret", self.raw)

    @cached_property
    def lookup(self) -> bytes:
        """The name under which the database knows the holder; it does not lead back to the code."""
        return hashed("code-lookup", self.raw)


def contains_code(text: str) -> bool:
    """Whether somebody pasted what could be an access code into `text`.

    A code has at least three digits in practice; a plain sentence of 24 letters has none.
    """
    for match in _LOOKS_LIKE_A_CODE.finditer(text):
        letters = re.sub(r"[^0-9A-Za-z]", "", match.group())
        if any(letter.isdigit() for letter in letters) and _parses(letters):
            return True
    return False


def _parses(letters: str) -> bool:
    try:
        AccessCode.parse(letters)
    except NotACode:
        return False
    return True
