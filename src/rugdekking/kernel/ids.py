"""Random names for things: never counted, never ordered by time, so that they tell nothing."""

import secrets

# Crockford's base32 alphabet: no I, L, O or U, so that a reference survives being read out loud.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# The letters that are left out, and what they stand for when somebody reads them anyway.
_HEARD = str.maketrans("OIL", "011")


def reference() -> str:
    """A short reference such as `7KQ4-XM2P` (40 random bits), for people to say over the phone."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def as_reference(typed: str) -> str:
    """A reference as it was given out, however somebody typed what they heard: `7kq4 xm2p` is `7KQ4-XM2P`."""
    said = "".join(typed.upper().split()).replace("-", "").translate(_HEARD)
    return f"{said[:4]}-{said[4:]}"
