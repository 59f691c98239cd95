"""Secrets that seal, wrap and sign. Whatever has a key here is libsodium; nothing here knows a database.

One `Secret` is 32 random bytes. From it come, each under its own label, a sealing key (XChaCha20-Poly1305),
a key pair to wrap other secrets to (X25519 sealed box) and a signing pair (Ed25519). So whoever may only
hand something over needs the public half, and whoever holds the secret can read, write and sign.
"""

import secrets as random
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2b
from uuid import UUID

from nacl import bindings as sodium
from nacl.exceptions import CryptoError

SIZE = 32
STEP = 256
_NONCE = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_FORMAT = b"\x01"


class CannotOpen(Exception):
    """The key does not fit, the text was changed, or it was moved from another record."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a sealed thing belongs. Moved to another record or field, it no longer opens."""

    organisation: UUID
    part: str
    record: UUID
    field: str

    def digest(self) -> bytes:
        part, name = self.part.encode(), self.field.encode()
        sizes = bytes([len(part), len(name)])
        return _hash(b"context", sizes + self.organisation.bytes + self.record.bytes + part + name)


@dataclass(frozen=True)
class Secret:
    """32 bytes that open things. Its text form never shows them."""

    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.seed) != SIZE:
            raise ValueError("A secret has 32 bytes.")

    @classmethod
    def new(cls) -> "Secret":
        return cls(random.token_bytes(SIZE))

    @classmethod
    def from_label(cls, label: str, material: bytes) -> "Secret":
        """The secret that belongs to `material` for one purpose; another label gives an unrelated one."""
        return cls(_hash(label.encode(), material))

    @cached_property
    def public(self) -> bytes:
        """The half that others may know: wrap to it and only this secret can unwrap."""
        return sodium.crypto_scalarmult_base(self._private)

    @cached_property
    def signing_public(self) -> bytes:
        return self._signing_pair[0]

    def sign(self, message: bytes) -> bytes:
        """A detached Ed25519 signature (RFC 8032) of `message`."""
        return sodium.crypto_sign(message, self._signing_pair[1])[: sodium.crypto_sign_BYTES]

    def seal(self, plain: bytes, about: Context) -> bytes:
        """`plain`, readable only with this secret and only in the place that `about` names.

        The text is padded to steps of 256 bytes, so that its length tells little.
        """
        nonce = random.token_bytes(_NONCE)
        body = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(_pad(plain), about.digest(), nonce, self._sealing)
        return _FORMAT + nonce + body

    def open(self, sealed: bytes, about: Context) -> bytes:
        """The text behind `sealed`. Raises `CannotOpen` when key, text or place does not fit."""
        sealed = bytes(sealed)
        if sealed[:1] != _FORMAT:
            raise CannotOpen
        nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        try:
            padded = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(body, about.digest(), nonce, self._sealing)
        except (CryptoError, ValueError) as error:
            raise CannotOpen from error
        return _unpad(padded)

    def unwrap(self, wrapped: bytes, about: Context) -> "Secret":
        """The secret that somebody wrapped to this one with `wrap`."""
        return Secret(self._from_box(wrapped, about))

    def open_from(self, sealed: bytes, about: Context) -> bytes:
        """The text that somebody sealed to this secret's public half with `seal_to`."""
        return _unpad(self._from_box(sealed, about))

    def blind(self, purpose: str, term: bytes) -> bytes:
        """A name for `term` that only this secret can make again (keyed BLAKE2b-256), to find a row without keeping
        the term. The same term for another purpose, or under another secret, has an unrelated name."""
        label = purpose.encode()
        if not 0 < len(label) <= sodium.crypto_generichash_PERSONALBYTES:
            raise ValueError("A purpose has 1 to 16 bytes.")
        return sodium.crypto_generichash_blake2b_salt_personal(
            term, SIZE, key=self._blinding, person=label.ljust(sodium.crypto_generichash_PERSONALBYTES, b"\0")
        )

    def _from_box(self, box: bytes, about: Context) -> bytes:
        try:
            content = sodium.crypto_box_seal_open(bytes(box), self.public, self._private)
        except (CryptoError, ValueError, TypeError) as error:
            raise CannotOpen from error
        if not sodium.sodium_memcmp(content[:SIZE], about.digest()):
            raise CannotOpen
        return content[SIZE:]

    @cached_property
    def _sealing(self) -> bytes:
        return _hash(b"seal", self.seed)

    @cached_property
    def _blinding(self) -> bytes:
        return _hash(b"blind", self.seed)

    @cached_property
    def _private(self) -> bytes:
        return _hash(b"box", self.seed)

    @cached_property
    def _signing_pair(self) -> tuple[bytes, bytes]:
        public, private = sodium.crypto_sign_seed_keypair(_hash(b"sign", self.seed))
        return public, private


def wrap(secret: Secret, *, to: bytes, about: Context) -> bytes:
    """`secret`, for whoever holds the secret behind the public half `to`.

    A sealed box says nothing of its place by itself, so the place goes inside, before the secret.
    """
    return sodium.crypto_box_seal(about.digest() + secret.seed, to)


def seal_to(public: bytes, plain: bytes, about: Context) -> bytes:
    """`plain`, for whoever holds the secret behind `public`. The writer cannot read it back."""
    return sodium.crypto_box_seal(about.digest() + _pad(plain), public)


def verify(signing_public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` is the holder's own under exactly this `message`."""
    return _verified(bytes(signing_public), bytes(message), bytes(signature))


# The same three always give the same answer, and each report asks it again of everybody who may read it.
@lru_cache(maxsize=4096)
def _verified(signing_public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        opened = sodium.crypto_sign_open(signature + message, signing_public)
    except (CryptoError, ValueError):
        return False
    return opened == message


def hashed(label: str, material: bytes) -> bytes:
    """A one-way name of `material` for one purpose, such as finding a row again (BLAKE2b-256)."""
    return _hash(label.encode(), material)


def _hash(label: bytes, material: bytes) -> bytes:
    # Python's own BLAKE2b gives what libsodium gives, in a tenth of the time; a report asks for some twenty.
    return blake2b(material, digest_size=SIZE, person=label[:16]).digest()


def _pad(plain: bytes) -> bytes:
    return sodium.sodium_pad(plain, STEP)


def _unpad(padded: bytes) -> bytes:
    try:
        return sodium.sodium_unpad(padded, STEP)
    except (CryptoError, ValueError) as error:
        raise CannotOpen from error
