"""Codes that derive from one access code, so that several reports share it and the database cannot tell.

Each report has a holder of its own, with an unrelated look-up name and key pair. Only who has the code can
compute that they belong together (docs/adr/0010).
"""

from rugdekking.vault.codes import SIZE, AccessCode
from rugdekking.vault.secrets import hashed

# More reports than anybody files under one code; after this a new code is handed out.
MOST = 20


def numbered(code: AccessCode, number: int) -> AccessCode:
    """The code of report `number` under `code`. The first one is the code itself."""
    if number == 0:
        return code
    return AccessCode(hashed("another-report", code.raw + bytes([number]))[:SIZE])


def all_under(code: AccessCode) -> list[AccessCode]:
    """Every code that reports under `code` can have, the first report's first."""
    return [numbered(code, number) for number in range(MOST)]


def for_concerned(code: AccessCode) -> AccessCode:
    """The first-use code for the person for whom somebody reported, the same at every repeat of a sending."""
    return AccessCode(hashed("concerned-person", code.raw)[:SIZE])
