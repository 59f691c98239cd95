"""A real ClamAV reads along while a file comes in. Whatever it does not say for sure is not taken for clean."""

import base64
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rugdekking.inspection import scanning
from rugdekking.inspection.arriving import Arriving
from rugdekking.inspection.first_look import Unfit
from rugdekking.inspection.scanning import NO_SCANNER, Scan
from tests.inspection.props import zipped
from tests.servers import clamav
from tests.servers.ports import free_port

needs_clamav = [
    pytest.mark.skipif(clamav.PROGRAM is None, reason="clamd is not installed"),
    pytest.mark.xdist_group("clamav"),
]


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with clamav.running(tmp_path_factory.mktemp("clamav")) as address:
        yield address


def mail_with(attachment: bytes) -> bytes:
    head = b'From: x@voorbeeld.nl\nContent-Type: application/zip; name="a.zip"\nContent-Transfer-Encoding: base64\n\n'
    return head + base64.encodebytes(attachment)


class TestWithAScanner:
    pytestmark = needs_clamav

    def test_a_file_that_it_knows_is_found_as_it_is_packed_and_in_a_mail(self, scanner: str) -> None:
        for content in (clamav.EICAR, zipped(**{"a.txt": clamav.EICAR}), mail_with(clamav.EICAR)):
            assert scanning.scan(scanner, [content[:20], content[20:]]) == Scan.FOUND

    def test_anything_else_is_clean(self, scanner: str) -> None:
        assert scanning.scan(scanner, [b"Wij weten waar u woont. " * 10_000]) == Scan.CLEAN
        assert scanning.scan(scanner, []) == Scan.CLEAN

    def test_a_file_beyond_its_limit_is_not_taken_for_clean(self, scanner: str) -> None:
        assert scanning.scan(scanner, [bytes(64 * 1024)] * 40) == Scan.UNKNOWN

    def test_it_reads_along_while_a_file_comes_in(self, scanner: str) -> None:
        arriving = Arriving("brief.txt", scanner=scanner)
        for start in range(0, len(clamav.EICAR), 7):
            arriving.write(clamav.EICAR[start : start + 7])

        assert arriving.finish().scan == Scan.FOUND

    def test_an_administrator_can_ask_whether_it_is_there(self, scanner: str) -> None:
        assert scanning.answers(scanner)


def test_without_a_scanner_nothing_is_known_and_nobody_waits() -> None:
    began = time.monotonic()

    for address in ("", f"127.0.0.1:{free_port()}", "/run/is-niet-daar.sock"):
        assert scanning.scan(address, [b"tekst"]) == Scan.UNKNOWN
        assert not scanning.answers(address)

    assert time.monotonic() - began < 2


def test_an_administrator_can_say_that_there_is_no_scanner() -> None:
    assert scanning.scan(NO_SCANNER, [b"tekst"]) == Scan.NOT_ASKED


def test_a_file_that_cannot_be_taken_is_refused_by_its_first_bytes(tmp_path: Path) -> None:
    arriving = Arriving("foto.jpg", scanner="")

    with pytest.raises(Unfit):
        arriving.write(b"MZ" * 5000)


def test_a_scanner_that_keeps_silent_is_waited_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "_TO_ANSWER", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        assert scanning.scan(address, [b"tekst"]) == Scan.UNKNOWN
        began = time.monotonic()

        assert scanning.scan(address, [b"tekst"]) == Scan.UNKNOWN

    assert time.monotonic() - began < 0.2
