"""Random names for things: never counted, never ordered by time, so that they tell nothing."""

import secrets

# Crockford's base32 alphabet: no I, L, O or U, so that a reference survives being read out loud.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def reference() -> str:
    """A short reference such as `7KQ4-XM2P` (40 random bits), for people to say over the phone."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
