"""What is sealed opens only with its own key, in its own place, and only when nobody touched it."""

import hashlib
import random
from uuid import UUID, uuid4

import pytest
from nacl import bindings as sodium

from rugdekking.vault.secrets import CannotOpen, Context, Secret, hashed, seal_to, verify, wrap

HERE = Context(UUID(int=1), "reports", UUID(int=2), "story")
STORY = "Hij stond voor mijn deur. 🚜 ‮".encode()


def test_what_is_sealed_can_be_read_back() -> None:
    secret = Secret.new()

    assert secret.open(secret.seal(STORY, HERE), HERE) == STORY


@pytest.mark.parametrize(
    "elsewhere",
    [
        Context(UUID(int=9), "reports", UUID(int=2), "story"),
        Context(UUID(int=1), "cases", UUID(int=2), "story"),
        Context(UUID(int=1), "reports", UUID(int=9), "story"),
        Context(UUID(int=1), "reports", UUID(int=2), "name"),
    ],
)
def test_a_text_moved_to_another_record_does_not_open(elsewhere: Context) -> None:
    secret = Secret.new()

    with pytest.raises(CannotOpen):
        secret.open(secret.seal(STORY, HERE), elsewhere)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(CannotOpen):
        Secret.new().open(Secret.new().seal(STORY, HERE), HERE)


def test_one_changed_bit_anywhere_is_found() -> None:
    secret = Secret.new()
    sealed = secret.seal(b"kort", HERE)

    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(CannotOpen):
            secret.open(bytes(changed), HERE)


@pytest.mark.parametrize("rubbish", [b"", b"\x01", b"\x01" + bytes(24), b"\x02" + bytes(300)])
def test_rubbish_is_refused_as_something_that_does_not_open(rubbish: bytes) -> None:
    with pytest.raises(CannotOpen):
        Secret.new().open(rubbish, HERE)


def test_yes_and_no_are_equally_long_when_sealed() -> None:
    secret = Secret.new()

    assert len(secret.seal(b"ja", HERE)) == len(secret.seal(b"nee, liever niet", HERE))


def test_a_wrapped_key_opens_for_its_holder_only() -> None:
    holder, key = Secret.new(), Secret.new()
    wrapped = wrap(key, to=holder.public, about=HERE)

    assert holder.unwrap(wrapped, HERE) == key
    with pytest.raises(CannotOpen):
        Secret.new().unwrap(wrapped, HERE)


def test_a_wrap_copied_to_another_row_does_not_open() -> None:
    holder = Secret.new()
    wrapped = wrap(Secret.new(), to=holder.public, about=HERE)

    with pytest.raises(CannotOpen):
        holder.unwrap(wrapped, Context(HERE.organisation, "reports", uuid4(), "story"))


def test_a_text_for_a_public_key_can_be_written_by_anybody_and_read_by_one() -> None:
    holder = Secret.new()
    sealed = seal_to(holder.public, STORY, HERE)

    assert holder.open_from(sealed, HERE) == STORY
    with pytest.raises(CannotOpen):
        Secret.new().open_from(sealed, HERE)


def test_a_signature_holds_for_one_message_of_one_signer() -> None:
    signer = Secret.new()
    signature = signer.sign(b"toegelaten")

    assert verify(signer.signing_public, b"toegelaten", signature)
    assert not verify(signer.signing_public, b"geweigerd", signature)
    assert not verify(Secret.new().signing_public, b"toegelaten", signature)
    assert not verify(signer.signing_public, b"toegelaten", b"kort")


def test_a_secret_never_shows_itself_in_a_log_line() -> None:
    secret = Secret(b"A" * 32)

    assert "A" * 8 not in repr(secret)
    assert "41414141" not in repr(secret)


def test_sealing_matches_the_published_test_vector() -> None:
    """draft-irtf-cfrg-xchacha-03, A.3.1: the cipher below `seal` gives the published bytes."""
    plain = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
        b"sunscreen would be it."
    )
    sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
        plain,
        bytes.fromhex("50515253c0c1c2c3c4c5c6c7"),
        bytes.fromhex("404142434445464748494a4b4c4d4e4f5051525354555657"),
        bytes(range(0x80, 0xA0)),
    )

    assert sealed.hex().startswith("bd6d179d3e83d43b9576579493c0e939")
    assert sealed.hex().endswith("c0875924c1c7987947deafd8780acf49")


def test_signing_matches_the_published_test_vector() -> None:
    """RFC 8032, 7.1, test 2."""
    seed = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    public, private = sodium.crypto_sign_seed_keypair(seed)

    assert public.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert sodium.crypto_sign(b"\x72", private)[:64].hex().startswith("92a009a9f0d4cab8720e820b5f642540")


def test_the_key_exchange_matches_the_published_test_vector() -> None:
    """RFC 7748, 6.1: Alice's public key from her private one."""
    private = bytes.fromhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")

    assert sodium.crypto_scalarmult_base(private).hex() == (
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    )


@pytest.mark.parametrize("length", [0, 1, 127, 128, 129, 5_000])
def test_a_one_way_name_is_what_libsodium_gives(length: int) -> None:
    material = random.Random(length).randbytes(length)

    theirs = sodium.crypto_generichash_blake2b_salt_personal(material, 32, person=b"code".ljust(16, b"\0"))

    assert hashed("code", material) == theirs


def test_a_signature_that_stood_once_stands_under_nothing_else() -> None:
    mine, other = Secret.new(), Secret.new()
    signature = mine.sign(b"ja")

    assert [verify(mine.signing_public, b"ja", signature) for _ in range(2)] == [True, True]
    assert not verify(mine.signing_public, b"nee", signature)
    assert not verify(other.signing_public, b"ja", signature)
    assert not verify(mine.signing_public, b"ja", bytes(reversed(signature)))


def test_a_blind_name_is_blake2b_under_a_key_of_its_own() -> None:
    """Made again with Python's own BLAKE2b: keyed, and with the purpose as its personal string."""
    secret = Secret(bytes(range(32)))
    own = hashlib.blake2b(secret.seed, digest_size=32, person=b"blind".ljust(16, b"\0")).digest()
    expected = hashlib.blake2b(b"jan de vries", digest_size=32, key=own, person=b"name".ljust(16, b"\0"))

    assert secret.blind("name", b"jan de vries") == expected.digest()


def test_the_same_word_for_another_purpose_or_under_another_secret_has_an_unrelated_blind_name() -> None:
    secret = Secret.new()

    names = {
        secret.blind("name", b"term"),
        secret.blind("phone", b"term"),
        Secret.new().blind("name", b"term"),
        secret.blind("name", b"term "),
    }
    assert len(names) == 4
    assert secret.blind("name", b"term") in names


@pytest.mark.parametrize("purpose", ["", "seventeen letters"])
def test_a_purpose_that_would_be_cut_off_is_refused(purpose: str) -> None:
    with pytest.raises(ValueError, match="1 to 16"):
        Secret.new().blind(purpose, b"term")
