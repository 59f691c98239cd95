"""Slow stretching of what people can remember or keep on paper."""

import secrets
import threading

from nacl import pwhash
from nacl.pwhash import argon2id

from rugdekking.vault.secrets import SIZE, Secret

SALT_SIZE = argon2id.SALTBYTES
# OWASP's least for Argon2id is 19 MiB and two passes; we take twice the memory of that.
MEMORY = 38 * 1024 * 1024
PASSES = 2
# One at a time: four people who unlock at once must not make a reporter wait for memory or cores.
_one_at_a_time = threading.Lock()


def new_salt() -> bytes:
    return secrets.token_bytes(SALT_SIZE)


def stretch(passphrase: str, salt: bytes) -> Secret:
    """The secret behind a passphrase (Argon2id, RFC 9106). Takes about a tenth of a second, on purpose."""
    material = " ".join(passphrase.split()).encode()
    with _one_at_a_time:
        return Secret(pwhash.argon2id.kdf(SIZE, material, bytes(salt), opslimit=PASSES, memlimit=MEMORY))
