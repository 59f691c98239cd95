"""A signature that anybody can check with a public tool, without asking us."""

import shutil
import subprocess
from pathlib import Path
from uuid import uuid4

import pytest

from rugdekking.vault.minisign import key_name, public_key, sign, verified
from rugdekking.vault.secrets import Secret

FILE = [b"eerste regel\n", b"tweede regel\n"]
COMMENT = "Dossier 7KQ4-XM2P, 10 maart 2026"
SECRET, KEY = Secret.new(), uuid4()
PUBLIC = public_key(SECRET.signing_public, key=KEY)
MINISIG = sign(FILE, secret=SECRET, key=KEY, comment=COMMENT)


def test_a_signature_names_what_was_signed_along() -> None:
    assert verified(FILE, minisig=MINISIG, public=PUBLIC) == COMMENT


def test_the_signature_of_a_changed_file_does_not_hold() -> None:
    assert verified([*FILE, b"\n"], minisig=MINISIG, public=PUBLIC) is None


def test_a_true_signature_cannot_be_put_under_other_words() -> None:
    other = MINISIG.replace(b"10 maart", b"11 maart")

    assert verified(FILE, minisig=other, public=PUBLIC) is None


def test_a_signature_of_somebody_else_does_not_hold() -> None:
    assert verified(FILE, minisig=MINISIG, public=public_key(Secret.new().signing_public, key=KEY)) is None


@pytest.mark.parametrize("broken", [b"", b"een regel\n", b"a\nb\nc\nd\n", MINISIG[:-8], b"\xff\xfe"])
def test_anything_else_is_no_signature(broken: bytes) -> None:
    assert verified(FILE, minisig=broken, public=PUBLIC) is None


@pytest.mark.skipif(shutil.which("minisign") is None, reason="minisign is not installed here")
def test_minisign_itself_finds_the_signature_good_and_a_change_bad(tmp_path: Path) -> None:
    file = tmp_path / "manifest.sha256"
    file.write_bytes(b"".join(FILE))
    (tmp_path / "manifest.sha256.minisig").write_bytes(MINISIG)
    command = ["minisign", "-V", "-m", str(file), "-P", PUBLIC]

    good = subprocess.run(command, capture_output=True, text=True, check=False)
    file.write_bytes(b"iets anders")
    bad = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (good.returncode, bad.returncode) == (0, 1), good.stderr
    assert COMMENT in good.stdout


def test_minisign_tells_the_name_of_the_key_as_we_do() -> None:
    assert key_name(KEY) in MINISIG.decode().splitlines()[0]
