"""Signatures in the format of minisign, a small public tool, so that whoever gets a file can check it without us.

The format: https://jedisct1.github.io/minisign/ (prehashed signatures, algorithm "ED"). A signature covers the file;
a second one covers the first together with a comment, so that nobody can put a true signature under other words.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from uuid import UUID

from rugdekking.vault.secrets import Secret, verify

_KEY = b"Ed"
_PREHASHED = b"ED"
_NAME = 8
_SIGNATURE = 64


def public_key(signing_public: bytes, *, key: UUID) -> str:
    """The public half as one line, as `minisign -P` takes it. Its name comes from the random id of the key."""
    return base64.b64encode(_KEY + key.bytes[:_NAME] + signing_public).decode()


def key_name(key: UUID) -> str:
    """The name of a key as minisign shows it, to read out on the phone."""
    return key.bytes[:_NAME][::-1].hex().upper()


def sign(pieces: Iterable[bytes], *, secret: Secret, key: UUID, comment: str) -> bytes:
    """A `.minisig` file for the file in `pieces`. `comment` is signed along: one line."""
    if "\n" in comment or "\r" in comment:
        raise ValueError("A comment is one line.")
    signature = secret.sign(_digest(pieces))
    lines = (
        f"untrusted comment: signature by key {key_name(key)}",
        base64.b64encode(_PREHASHED + key.bytes[:_NAME] + signature).decode(),
        f"trusted comment: {comment}",
        base64.b64encode(secret.sign(signature + comment.encode())).decode(),
    )
    return ("\n".join(lines) + "\n").encode()


def verified(pieces: Iterable[bytes], *, minisig: bytes, public: str) -> str | None:
    """The comment that was signed along, when this is the signature of the key `public` under the file; else None."""
    try:
        known = base64.b64decode(public, validate=True)
        _, first, trusted, second = minisig.decode().splitlines()
        signed = base64.b64decode(first, validate=True)
        about = base64.b64decode(second, validate=True)
    except (ValueError, binascii.Error):
        return None
    name, half, comment = known[2 : 2 + _NAME], known[2 + _NAME :], trusted.removeprefix("trusted comment: ")
    signature = signed[2 + _NAME :]
    fits = known[:2] == _KEY and signed[: 2 + _NAME] == _PREHASHED + name and len(signature) == _SIGNATURE
    holds = verify(half, _digest(pieces), signature) and verify(half, signature + comment.encode(), about)
    return comment if fits and holds else None


def _digest(pieces: Iterable[bytes]) -> bytes:
    digest = hashlib.blake2b()
    for piece in pieces:
        digest.update(piece)
    return digest.digest()
