"""Looking into a whole file: what could do harm is set apart, and the copy of the rest tells no more than it shows.

Programs of others look whether that holds: exiftool and ffprobe.
"""

import json
import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from PIL import Image

from rugdekking.inspection import examining, packages, pdf, reading
from rugdekking.inspection.findings import Left, Tell, Trouble
from tests.inspection import props

WHO_AND_WHERE = ("author", "creator", "artist", "gps", "location", "modifiedby", "make", "title", "comment")


@pytest.fixture
def scratch() -> Iterator[Path]:
    """Room in memory, as an administrator makes it."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(dir="/dev/shm"))
    yield folder
    left = list(folder.iterdir())
    shutil.rmtree(folder)
    assert left == []


def looked_into(name: str, content: bytes, scratch: Path | None = None) -> tuple[Trouble | None, Left, str, bytes]:
    """What is wrong, what is left out, and the name and bytes of the copy."""
    parts = [content[:1000], content[1000:]]
    with examining.examined(parts, name=name, size=len(content), scratch=scratch) as found:
        copy = b"" if found.copy is None else b"".join(found.copy.pieces())
        return found.trouble, found.left, found.copy.name if found.copy else "", copy


def details(path: Path) -> dict[str, str]:
    """Everything that exiftool finds, but what the disk tells."""
    said = subprocess.run(["exiftool", "-json", "-G1", "-ee", "-a", path], capture_output=True, check=True).stdout
    found: dict[str, object] = json.loads(said)[0]
    return {
        name: str(value) for name, value in found.items() if not name.startswith(("System", "ExifTool", "Source"))
    }


def telling(found: dict[str, str]) -> dict[str, str]:
    """Of these details those that tell who, where or when. A day that is nothing but zeros tells nothing."""
    nothing = ("0000:00:00 00:00:00", "1980:01:01 00:00:00", "")
    return {
        name: value
        for name, value in found.items()
        if (any(word in name.lower() for word in WHO_AND_WHERE) or "date" in name.lower()) and value not in nothing
    }


def everything_in(name: str, content: bytes) -> bytes:
    """The bytes of a file, unpacked when it is a package."""
    if not name.endswith((".docx", ".odt", ".xlsx", ".pptx")):
        return content
    with zipfile.ZipFile(BytesIO(content)) as package:
        return b"".join(package.read(one) for one in package.namelist())


@props.needs_exiftool
@props.needs_ffmpeg
@pytest.mark.parametrize(
    ("name", "cleaned_name"),
    [
        ("IMG_1.jpg", "IMG_1.jpg"),
        ("IMG_1.heic", "IMG_1.jpg"),
        ("scherm.png", "scherm.png"),
        ("film.mp4", "film.mp4"),
        ("film.mov", "film.mov"),
        ("bericht.mp3", "bericht.mp3"),
        ("bericht.m4a", "bericht.m4a"),
        ("brief.pdf", "brief.pdf"),
        ("brief.docx", "brief.docx"),
    ],
)
def test_a_cleaned_copy_tells_no_place_no_author_and_no_date(
    name: str, cleaned_name: str, scratch: Path, tmp_path: Path
) -> None:
    content = made(name, tmp_path)
    (tmp_path / f"was-{name}").write_bytes(content)
    assert any(word.encode() in everything_in(name, content) for word in props.TELLING)

    trouble, left, called, copy = looked_into(name, content, scratch)

    assert (trouble, left, called) == (None, Left.NOTHING, cleaned_name)
    (tmp_path / called).write_bytes(copy)
    assert telling(details(tmp_path / called)) == {}
    for word in props.TELLING:
        assert word.encode() not in everything_in(called, copy)
        assert word.encode("utf-16-be") not in copy


def made(name: str, folder: Path) -> bytes:
    kind = name.rpartition(".")[2]
    makers = {
        "jpg": props.jpeg,
        "heic": props.heic,
        "png": props.png,
        "pdf": lambda: props.pdf(photo=props.jpeg(), runs=True),
        "docx": props.docx,
    }
    if kind in makers:
        return makers[kind]()
    return props.film(folder, name) if kind in {"mp4", "mov"} else props.sound(folder, name)


@props.needs_ffmpeg
def test_ffprobe_finds_picture_and_sound_in_a_cleaned_film_and_no_tags(scratch: Path, tmp_path: Path) -> None:
    *_, copy = looked_into("film.mp4", props.film(tmp_path), scratch)
    (tmp_path / "schoon.mp4").write_bytes(copy)

    said = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", tmp_path / "schoon.mp4"],
        capture_output=True,
        check=True,
    ).stdout
    found = json.loads(said)
    assert [one["codec_type"] for one in found["streams"]] == ["video", "audio"]
    kept = {**found["format"]["tags"], **found["streams"][0]["tags"], **found["streams"][1]["tags"]}
    assert set(kept) <= {"major_brand", "minor_version", "compatible_brands", "language", "handler_name", "vendor_id"}


def test_a_cleaned_photo_is_upright_and_shows_the_same(scratch: Path) -> None:
    *_, copy = looked_into("IMG_1.jpg", props.jpeg((120, 80)))

    with Image.open(BytesIO(copy)) as picture:
        assert picture.size == (80, 120)
        assert not picture.getexif()


def test_a_cleaned_document_still_reads_the_same() -> None:
    *_, copy = looked_into("brief.docx", props.docx())

    document = Document(BytesIO(copy))
    assert document.paragraphs[0].text == "Wij weten waar u woont."
    assert [comment.text for comment in document.comments] == ["Dit is de mail."]
    assert len(document.inline_shapes) == 1


@pytest.mark.parametrize("name", ["lijst.xlsx", "brief.odt", "praatje.pptx"])
def test_other_documents_lose_who_wrote_them_and_when_too(name: str) -> None:
    content = props.office(name)
    assert props.AUTHOR.encode() in everything_in(name, content)

    trouble, left, _, copy = looked_into(name, content)

    assert (trouble, left) == (None, Left.NOTHING)
    whole = everything_in(name, copy)
    for word in props.TELLING:
        assert word.encode() not in whole
    assert b"Wij weten waar u woont." in whole
    assert b"Dit is de mail." in whole


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("één".encode(), "één"),
        ("één".encode("cp1252"), "één"),
        ("één".encode("utf-16"), "één"),
        (b"\xef\xbb\xbf" + "één".encode(), "één"),
    ],
)
def test_a_text_is_read_whatever_wrote_it(content: bytes, text: str) -> None:
    assert reading.beginning([content]) == (text, False)


def test_of_a_long_text_the_beginning_is_read() -> None:
    text, more = reading.beginning(["é".encode() * 50_000])

    assert (len(text), set(text), more) == (reading.MOST, {"é"}, True)


def test_a_cleaned_pdf_runs_nothing_and_carries_no_other_file() -> None:
    trouble, *_, copy = looked_into("brief.pdf", props.pdf(runs=True))

    assert trouble is None
    with pikepdf.open(BytesIO(copy)) as cleaned:
        assert "/OpenAction" not in cleaned.Root
        assert len(cleaned.attachments) == 0
    assert b"virus.exe" not in copy


@pytest.mark.parametrize(
    ("name", "content", "trouble"),
    [
        ("brief.pdf", props.pdf(password="geheim"), Trouble.LOCKED),
        ("brief.pdf", b"%PDF-1.7 en dan niets", Trouble.DAMAGED),
        ("brief.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Trouble.LOCKED),
        ("brief.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), Trouble.MACROS),
        ("brief.docx", props.repacked(props.docx(), **{"word/vbaProject.bin": b"x"}), Trouble.MACROS),
        ("brief.docx", props.zipped(**{"a.txt": b"geen document"}), Trouble.OTHERWISE),
        ("chat.zip", props.zipped(**{"bom.txt": bytes(30 * 1024 * 1024)}), Trouble.BOMB),
        ("chat.zip", props.zipped(**{f"{one}.txt": b"" for one in range(packages.MOST_ENTRIES + 1)}), Trouble.BOMB),
        ("chat.zip", props.zipped(**{"nog een.zip": b"PK"}), Trouble.NESTED),
        ("chat.zip", props.zipped(**{"lees mij.html": b"<script>"}), Trouble.PROGRAM),
        ("chat.zip", props.zipped(**{"../../etc/passwd": b"x"}), Trouble.PROGRAM),
        ("chat.zip", props.long_list(), Trouble.BOMB),
        ("brief.docx", props.repacked(props.docx(), **{"a.rels": b"x" * 11 * 1024 * 1024}), Trouble.BOMB),
        ("foto.jpg", props.claiming(60_000, 60_000), Trouble.BOMB),
        ("foto.jpg", props.jpeg() + props.zipped(a=b"x"), Trouble.TWO_IN_ONE),
        ("foto.jpg", props.jpeg() + b"%PDF-1.7", Trouble.TWO_IN_ONE),
        ("foto.jpg", props.jpeg()[:700], Trouble.DAMAGED),
        ("foto.jpg", b"een foto", Trouble.OTHERWISE),
    ],
)
def test_what_could_do_harm_is_set_apart_with_a_sentence(name: str, content: bytes, trouble: Trouble) -> None:
    found, _, _, copy = looked_into(name, content)

    assert (found, copy) == (trouble, b"")
    assert trouble.sentence
    assert trouble.to_sender


def test_a_pdf_that_unfolds_without_end_is_stopped_and_set_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_LONGEST", 0.01)

    assert looked_into("brief.pdf", props.pdf())[0] == Trouble.BOMB


def test_a_locked_zip_is_set_apart() -> None:
    content = bytearray(props.zipped(a=b"x" * 100))
    # The flag that says so, in the file's own head and in the list at the end.
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert looked_into("chat.zip", bytes(content))[0] == Trouble.LOCKED


@pytest.mark.parametrize(
    ("name", "content", "left"),
    [
        ("chat.zip", props.zipped(**{"_chat.txt": b"hoi", "IMG.jpg": b"x"}), Left.NO_WAY),
        ("mail.eml", b"From: a@voorbeeld.nl\n\nhoi", Left.NO_WAY),
        ("chat.txt", b"hoi", Left.NOTHING_HIDDEN),
        ("foto.jpg", props.claiming(12_000, 9_000), Left.TOO_LARGE),
        ("film.mp4", b"\0\0\0\x18ftypmp42" + bytes(100), Left.NO_ROOM),
        ("brief.docx", props.repacked(props.docx(), **{"word/a.xml": b"<b/>" * 2_000_000}), Left.TOO_LARGE),
    ],
)
def test_what_cannot_be_cleaned_says_so(name: str, content: bytes, left: Left) -> None:
    trouble, found, _, copy = looked_into(name, content)

    assert (trouble, found, copy) == (None, left, b"")
    assert left.sentence


def test_of_a_moving_picture_the_copy_shows_the_first_and_says_so() -> None:
    out = BytesIO()
    props.drawn().save(out, "GIF", save_all=True, append_images=[Image.new("RGB", (120, 80), "white")])

    trouble, left, called, copy = looked_into("beeld.gif", out.getvalue())

    assert (trouble, left, called) == (None, Left.FIRST_ONLY, "beeld.png")
    with Image.open(BytesIO(copy)) as picture:
        assert picture.size == (120, 80)


@props.needs_ffmpeg
def test_a_film_that_is_none_is_set_apart_and_ffmpeg_fetches_nothing(scratch: Path) -> None:
    playlist = b"\0\0\0\x18ftypmp42#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"

    assert looked_into("film.mp4", playlist, scratch)[0] == Trouble.DAMAGED


@props.needs_ffmpeg
def test_a_photo_and_a_film_have_a_small_picture_and_nothing_else_has(scratch: Path, tmp_path: Path) -> None:
    film = props.film(tmp_path)
    shown = examining.preview([film], name="film.mp4", size=len(film), scratch=scratch)
    photo = props.jpeg((2000, 1000))
    small = examining.preview([photo], name="foto.jpg", size=len(photo), scratch=None)

    for picture in (shown, small):
        assert picture is not None
        with Image.open(BytesIO(picture)) as opened:
            assert (opened.format, max(opened.size) <= 960) == ("JPEG", True)
    assert examining.preview([b"hoi"], name="chat.txt", size=3, scratch=None) is None


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("foto.jpg", props.jpeg(), set(Tell)),
        ("foto.heic", props.heic(), set(Tell)),
        ("kaal.png", props.bare(), set()),
        ("brief.txt", b"Beste mevrouw", None),
    ],
)
def test_what_the_original_of_a_photo_tells_is_read_from_it(
    name: str, content: bytes, said: set[Tell] | None
) -> None:
    with examining.examined([content], name=name, size=len(content), scratch=None) as found:
        assert (None if found.tells is None else set(found.tells)) == said
