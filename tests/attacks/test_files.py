"""Files that people send: large ones, too large ones, empty ones and booby-trapped ones, on a real server."""

import hashlib
import re
import resource
import socket
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from io import BytesIO
from pathlib import Path

import pytest

from tests.attacks.place import SLUG, Place
from tests.attacks.visitor import File, Page, Visitor
from tests.servers.web import Server

# Files lie on the disk, whichever database is beside them.
pytestmark = [pytest.mark.xdist_group("attacked-server"), pytest.mark.any_database]

MB = 1024 * 1024
FILES = f"/{SLUG}/melden/bestanden/"
# What a server may grow while it takes the largest file: a few pieces, and never the file.
ROOM = 40 * MB
# So a photo and a film begin; what comes after it is for whoever opens it.
PHOTO = b"\xff\xd8\xff\xe0"
FILM = b"\0\0\0\x18ftypmp42"


def writer(server: Server) -> Visitor:
    """Somebody who told what happened and stands before the question about files."""
    one = Visitor(server.port)
    page = one.get(f"/{SLUG}/melden/wat/")
    one.send(page.form(having="what"), {"what": "Een lange dag."})
    return one


def attach(one: Visitor, *files: File) -> Page:
    """Choose files one after the other, and read the page after each."""
    page = one.get(FILES)
    for file in files:
        page = one.press(page.form(having="einde"), {"meer": "ja"}, {"evidence": file})
        if page.status == 303:
            page = one.get(FILES)
    return page


def processes(server: Server) -> list[Path]:
    """The server and every process that it started."""
    stats = [(path.parent, path.read_text().rpartition(")")[2].split()) for path in Path("/proc").glob("[0-9]*/stat")]
    return [folder for folder, stat in stats if int(stat[2]) == server.process.pid]


def memory(server: Server) -> int:
    """What the processes of the server take together, in bytes."""
    return (
        sum(int(re.findall(r"Pss:\s+(\d+)", (one / "smaps_rollup").read_text())[0]) for one in processes(server))
        * 1024
    )


def streamed(one: Visitor, size: int) -> tuple[HTTPResponse, str]:
    """Send a file of `size` bytes piece by piece, as a browser does; gives the answer and the file's hash."""
    form = one.get(FILES).form(having="einde")
    line = "a-line-that-is-nowhere-in-the-file"
    fields = "".join(
        f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, values in form.untouched().items()
        for value in values
    )
    head = f'{fields}--{line}\r\nContent-Disposition: form-data; name="evidence"; filename="film.mp4"\r\n'
    before = f"{head}Content-Type: video/mp4\r\n\r\n".encode()
    after = f"\r\n--{line}--\r\n".encode()
    piece, digest = FILM + bytes(range(256)) * 4095 + bytes(256 - len(FILM)), hashlib.sha256()

    def body() -> Iterator[bytes]:
        yield before
        for _ in range(size // len(piece)):
            digest.update(piece)
            yield piece
        yield after

    connection = HTTPConnection("127.0.0.1", one.port, timeout=120)
    cookies = "; ".join(f"{name}={value}" for name, value in one.cookies.items())
    headers = {
        "Host": f"localhost:{one.port}",
        "Origin": f"http://localhost:{one.port}",
        "Cookie": cookies,
        "Content-Type": f"multipart/form-data; boundary={line}",
        "Content-Length": str(len(before) + size + len(after)),
    }
    connection.request("POST", form.action, body(), headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer, digest.hexdigest()


def test_a_file_of_200_mb_is_taken_and_comes_back_whole_in_flat_memory(server: Server, attacked: Place) -> None:
    one = writer(server)
    attach(one, File("foto.jpg", PHOTO + b"warm"))
    before = memory(server)

    answer, digest = streamed(one, 200 * MB)
    grown = memory(server) - before

    assert answer.status == 303
    page = one.get(f"/{SLUG}/melden/controle/")
    assert "film.mp4" in page.text
    one.send(page.form(to=f"/{SLUG}/melden/versturen/"))
    downloads = [_fetched(one, address) for address in files_of(one)]
    assert (200 * MB, digest) in downloads
    assert grown < ROOM
    assert memory(server) - before < ROOM


def files_of(one: Visitor) -> list[str]:
    """Where the files of somebody's own report are, after sending."""
    home = re.search(rf"/{SLUG}/mijn/[^/]+/", " ".join(one.get(f"/{SLUG}/mijn/").links()))
    assert home is not None
    listed = " ".join(one.get(f"{home[0]}bestanden/").links())
    return list(dict.fromkeys(re.findall(rf"{home[0]}bestanden/[0-9a-f-]{{36}}/", listed)))


def _fetched(one: Visitor, address: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", one.port, timeout=120)
    cookies = "; ".join(f"{name}={value}" for name, value in one.cookies.items())
    connection.request("GET", address, headers={"Host": f"localhost:{one.port}", "Cookie": cookies})
    answer, digest, size = connection.getresponse(), hashlib.sha256(), 0
    while piece := answer.read(MB):
        digest.update(piece)
        size += len(piece)
    connection.close()
    return size, digest.hexdigest()


def test_more_than_200_mb_is_refused_on_its_announced_length_before_a_byte_is_read(server: Server) -> None:
    head = (
        f"POST {FILES} HTTP/1.1\r\nHost: localhost:{server.port}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {202 * MB}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(head.encode())
        answer = connection.recv(65536).decode(errors="replace")

    assert answer.startswith("HTTP/1.1 413")


@pytest.mark.parametrize(
    ("kind", "megabytes", "sentence"),
    [
        ("application/x-www-form-urlencoded", 20, "Deze tekst is te lang"),
        ("multipart/form-data; boundary=x", 230, "Dit bestand is te groot"),
    ],
)
def test_who_sends_far_too_much_reads_a_sentence_and_sees_no_broken_connection(
    server: Server, kind: str, megabytes: int, sentence: str
) -> None:
    """As browsers do: everything is sent before the answer is read."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.putrequest("POST", FILES)
    connection.putheader("Content-Type", kind)
    connection.putheader("Content-Length", str(megabytes * MB))
    connection.endheaders()
    for _ in range(megabytes):
        connection.send(b"a" * MB)

    answer = connection.getresponse()

    assert answer.status == 413
    assert sentence in answer.read().decode()
    connection.close()


def test_an_empty_file_and_a_program_get_a_sentence_and_the_rest_is_kept(server: Server) -> None:
    one = writer(server)

    empty = attach(one, File("leeg.jpg", b""))
    program = attach(one, File("virus.exe", b"MZ" * 100), File("foto.jpg", PHOTO + b"een foto"))

    assert "is leeg" in empty.text
    assert "foto.jpg" in program.text
    assert "virus.exe" not in one.get(f"/{SLUG}/melden/controle/").text
    assert "Een lange dag." in one.get(f"/{SLUG}/melden/controle/").text
    assert "kunnen wij niet aannemen" in attach(one, File("virus.exe", b"MZ")).text


def packed(name: str, content: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return out.getvalue()


SCRIPT = b"<html><script>alert(document.cookie)</script></html>"
# Files that hurt whoever looks into them. Of the first ones their beginning tells it; the others only look harmless.
REFUSED = {
    "eng.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "bericht.html": SCRIPT,
    "bericht.txt": SCRIPT,
    "reus.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x06\0\0\0",
    "tweeslachtig.jpg": PHOTO + SCRIPT,
}


def test_what_shows_its_harm_at_once_is_refused_with_a_sentence_and_leaves_nothing(
    server: Server, attacked: Place
) -> None:
    one = writer(server)
    kept = on_disk(attacked)

    for name, content in REFUSED.items():
        page = attach(one, File(name, content))
        assert f"‘{name}’" in page.text

    assert on_disk(attacked) == kept


def test_what_is_taken_comes_back_byte_for_byte_and_only_ever_to_save(server: Server) -> None:
    one = writer(server)
    sent = {"bom.zip": packed("groot.txt", b"0" * 30 * MB), "dubbel.jpg": PHOTO + packed("a.html", SCRIPT)}
    attach(one, *(File(name, content) for name, content in sent.items()))
    one.send(one.get(f"/{SLUG}/melden/controle/").form(to=f"/{SLUG}/melden/versturen/"))

    answers = [one.ask("GET", address) for address in files_of(one)]

    assert {answer.content for answer in answers} == set(sent.values())
    for answer in answers:
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.jpg",
        "..\\..\\boot.jpg",
        "/etc/cron.d/x.jpg",
        "a\0b.jpg",
        "\u202egpj.exe.jpg",
        "é" * 300 + ".jpg",
    ],
)
def test_the_name_of_a_file_leads_nowhere(server: Server, attacked: Place, name: str) -> None:
    one = writer(server)
    before = {path.name for path in attacked.folder.parent.iterdir()}

    page = attach(one, File(name, PHOTO + b"inhoud"))

    assert page.status == 200
    assert "etc" not in one.get(f"/{SLUG}/melden/controle/").text
    assert {path.name for path in attacked.folder.parent.iterdir()} == before
    assert not list(attacked.folder.rglob("*.jpg"))


def on_disk(place: Place) -> set[Path]:
    return {path for path in (place.folder / "data" / "files").rglob("*") if path.is_file()}


@contextmanager
def full_disk(server: Server, size: int) -> Iterator[None]:
    """No process of the server can write a file beyond `size` bytes."""
    limited = [int(one.name) for one in processes(server)]
    for process in limited:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    yield
    for process in limited:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def test_a_full_disk_gets_a_sentence_and_the_rest_is_kept(server: Server, attacked: Place) -> None:
    one = writer(server)
    attach(one, File("eerst.jpg", PHOTO + b"past nog"))
    kept = on_disk(attacked)

    # Less than one piece of a film, more than the database.
    with full_disk(server, 4 * MB):
        page = attach(one, File("film.mp4", FILM + bytes(40 * MB)))

    assert "onze opslag is vol" in page.text
    assert on_disk(attacked) == kept
    check = one.get(f"/{SLUG}/melden/controle/")
    assert "eerst.jpg" in check.text
    assert "Een lange dag." in check.text
    assert "film.mp4" not in check.text
    assert "film.mp4" in attach(one, File("film.mp4", FILM + bytes(MB))).text


def test_a_connection_that_breaks_during_an_upload_leaves_nothing(server: Server, attacked: Place) -> None:
    one = writer(server)
    kept = on_disk(attacked)
    form = one.get(FILES).form(having="einde")
    token = form.untouched()["csrfmiddlewaretoken"][0]
    start = (
        (
            f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
            '--x\r\nContent-Disposition: form-data; name="evidence"; filename="half.jpg"\r\n\r\n'
        ).encode()
        + PHOTO
        + b"half" * 100_000
    )
    cookies = "; ".join(f"{name}={value}" for name, value in one.cookies.items())
    head = (
        f"POST {FILES} HTTP/1.1\r\nHost: localhost:{server.port}\r\nOrigin: http://localhost:{server.port}\r\n"
        f"Cookie: {cookies}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: {5 * MB}\r\n\r\n"
    )

    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(head.encode() + start)
        wait_until(lambda: on_disk(attacked) > kept)

    wait_until(lambda: on_disk(attacked) == kept)
    assert "half.jpg" not in one.get(f"/{SLUG}/melden/controle/").text


def wait_until(so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.005)
