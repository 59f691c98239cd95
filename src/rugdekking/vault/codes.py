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
# A whole code as people write it down: in groups of four with or without something between, or in groups of another
# size. Words of a sentence are of all lengths, so they are no groups. Looking ahead finds codes that overlap a word.
_GROUPS = "|".join(
    f"(?:[0-9A-Za-z]{{{size}}}[\\s.\\-–—_]{{{least},3}}){{{LENGTH // size - 1}}}[0-9A-Za-z]{{{size}}}"
    for size, least in ((4, 0), (1, 1), (2, 1), (3, 1), (6, 1))
)
_LOOKS_LIKE_A_CODE = re.compile(rf"(?<![0-9A-Za-z])(?=({_GROUPS})(?![0-9A-Za-z]))")


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

    A code has a digit; six plain words of four letters have none.
    """
    for match in _LOOKS_LIKE_A_CODE.finditer(text):
        letters = re.sub(r"[^0-9A-Za-z]", "", match.group(1))
        if any(letter.isdigit() for letter in letters) and _parses(letters):
            return True
    return False


def _parses(letters: str) -> bool:
    try:
        AccessCode.parse(letters)
    except NotACode:
        return False
    return True
