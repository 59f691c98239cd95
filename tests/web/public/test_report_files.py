"""Files with a report: sealed while they come in, last and optional, and never a reason to lose the rest."""

import gc
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import encode_multipart

from rugdekking.reports.files import contents
from rugdekking.reports.models import DraftFile
from rugdekking.reports.queries import evidence
from rugdekking.web import uploads
from tests import make
from tests.web.public.reporting import Reporter, only_report

# So begins a photo: what comes after it is for whoever opens it.
PHOTO = b"\xff\xd8\xff\xe0"
SENTINEL = b"SCHILDWACHT " * 20_000


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: object) -> None:
    settings.SEALED_FILES_FOLDER = tmp_path / "files"  # type: ignore[attr-defined]
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "temporary")  # type: ignore[attr-defined]
    (tmp_path / "temporary").mkdir()


def photo(content: bytes = b"een foto", name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PHOTO + content if content else b"", content_type="image/jpeg")


def fifteen() -> list[SimpleUploadedFile]:
    return [photo(b"x", f"{number}.jpg") for number in range(15)]


def on_disk(folder: Path) -> Iterator[bytes]:
    return (path.read_bytes() for path in folder.rglob("*") if path.is_file())


def begun(reporter: Reporter) -> Reporter:
    reporter.fills_in("melden/wat/", what="Er is een bericht.")
    reporter.opens("melden/bestanden/")
    return reporter


def test_a_file_arrives_and_only_the_desk_can_open_it(cast: make.Cast, reporter: Reporter, tmp_path: Path) -> None:
    begun(reporter).sends("melden/bestanden/", evidence=photo(SENTINEL))
    assert "foto.jpg (240 kB)" in reporter.text

    reporter.sends("melden/versturen/")

    (piece,) = evidence(only_report(), cast.greet)
    content = b"".join(contents(piece.file))
    assert (piece.file.name, content) == ("foto.jpg", PHOTO + SENTINEL)
    assert not DraftFile.objects.exists()
    assert not any(b"SCHILDWACHT" in content for content in on_disk(tmp_path))


def test_several_files_go_at_once_and_one_can_be_taken_out(reporter: Reporter) -> None:
    text = begun(reporter).sends("melden/bestanden/", evidence=[photo(), photo(b"nog een", "tweede.png")], meer="ja")
    assert reporter.where == "melden/bestanden/"
    assert "tweede.png" in text
    first = DraftFile.objects.order_by("pk")[0]

    reporter.sends("melden/bestanden/", weg=str(first.pk))

    assert DraftFile.objects.count() == 1
    assert not DraftFile.objects.filter(pk=first.pk).exists()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (photo(b""), "Het bestand ‘foto.jpg’ is leeg."),
        (photo(b"MZ", "bijlage.exe"), "Het bestand ‘bijlage.exe’ kunnen wij niet aannemen."),
        (photo(b"x", "zonder"), "Het bestand ‘zonder’ kunnen wij niet aannemen."),
    ],
    ids=["empty", "program", "no extension"],
)
def test_a_file_that_cannot_be_taken_gets_a_sentence_and_the_others_stay(
    reporter: Reporter, file: SimpleUploadedFile, sentence: str
) -> None:
    text = begun(reporter).sends("melden/bestanden/", evidence=[photo(b"goed", "goed.png"), file])

    assert sentence in text
    assert "goed.png" in text
    assert DraftFile.objects.count() == 1


def test_a_file_that_turns_out_too_large_is_not_kept(reporter: Reporter, tmp_path: Path, settings: object) -> None:
    settings.LARGEST_FILE = 100_000  # type: ignore[attr-defined]

    text = begun(reporter).sends("melden/bestanden/", evidence=[photo(b"x" * 100_001, "lang.jpg"), photo()])

    assert "Het bestand ‘lang.jpg’ is te groot." in text
    assert "foto.jpg" in text
    assert len(list(on_disk(tmp_path))) == 1


def test_what_is_announced_as_too_large_is_refused_before_it_is_read(
    reporter: Reporter, tmp_path: Path, settings: object
) -> None:
    settings.LARGEST_FILE = 100_000  # type: ignore[attr-defined]

    text = begun(reporter).sends("melden/bestanden/", evidence=photo(b"x" * 1_200_000))

    assert reporter.page.status_code == 413
    assert "Dit bestand is te groot" in text
    assert list(on_disk(tmp_path)) == []
    assert "Er is een bericht." in reporter.opens("melden/controle/")


def test_a_full_disk_is_said_clearly_and_everything_else_stays(
    reporter: Reporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(reporter)
    # The disk itself says no: `/dev/full` answers every write as a full disk does.
    (tmp_path / "files").mkdir()
    real_open = Path.open
    monkeypatch.setattr(
        Path,
        "open",
        lambda self, mode="r", **more: (
            real_open(Path("/dev/full"), "wb") if "x" in mode else real_open(self, mode, **more)
        ),
    )

    text = reporter.sends("melden/bestanden/", evidence=photo(SENTINEL))

    assert "onze opslag is vol" in text
    assert not DraftFile.objects.exists()
    assert "Er is een bericht." in reporter.opens("melden/controle/")


def test_more_files_than_fit_get_a_sentence(reporter: Reporter, tmp_path: Path) -> None:
    begun(reporter)
    reporter.sends("melden/bestanden/", evidence=fifteen(), meer="ja")

    text = reporter.sends("melden/bestanden/", evidence=fifteen())

    assert "U kunt 20 bestanden meesturen." in text
    assert DraftFile.objects.count() == 20
    assert len(list(on_disk(tmp_path))) == 20


def test_a_file_that_is_sent_to_another_page_is_not_even_stored(reporter: Reporter, tmp_path: Path) -> None:
    reporter.opens("melden/kort/")

    reporter.sends("melden/kort/", what="x", evidence=photo(SENTINEL))

    assert list(on_disk(tmp_path)) == []


def test_a_connection_that_drops_leaves_nothing(tmp_path: Path, rf: object) -> None:
    handler = uploads.SealingUploadHandler(_request(rf))
    handler.new_file("evidence", "foto.jpg", "image/jpeg", None)
    handler.receive_data_chunk(PHOTO + SENTINEL, 0)

    handler.upload_interrupted()

    assert list(on_disk(tmp_path)) == []


class BreaksOff(BytesIO):
    """What was sent until the connection broke."""

    def read(self, size: int | None = -1) -> bytes:
        if part := super().read(size):
            return part
        raise OSError("connection reset")


@pytest.mark.parametrize("whole", ["", "whole.jpg"])
def test_a_form_that_breaks_off_leaves_no_file_behind_at_once(reporter: Reporter, tmp_path: Path, whole: str) -> None:
    """Also not until Python happens to clean up: the gigabytes of a lost film would lie there all that time."""
    begun(reporter)
    fields = {**reporter.hidden, **({"evidence": photo(name=whole)} if whole else {})}
    start = encode_multipart("line", fields).removesuffix(b"--line--\r\n")
    half = (
        b'--line\r\nContent-Disposition: form-data; name="evidence"; filename="half.jpg"\r\n\r\n' + PHOTO + SENTINEL
    )

    gc.disable()
    try:
        answer = reporter.client.request(
            **{
                "REQUEST_METHOD": "POST",
                "PATH_INFO": f"{reporter.home}melden/bestanden/",
                "CONTENT_TYPE": "multipart/form-data; boundary=line",
                "CONTENT_LENGTH": "5000000",
                "wsgi.input": BreaksOff(start + half),
            }
        )
        left = list(on_disk(tmp_path))
    finally:
        gc.enable()

    assert answer.status_code == 403
    assert left == []


def test_a_file_that_was_taken_can_be_read_once_and_thrown_away(tmp_path: Path, rf: object) -> None:
    handler = uploads.SealingUploadHandler(_request(rf))
    handler.new_file("evidence", "logo.png", "image/png", None)
    handler.receive_data_chunk(PHOTO, 0)
    upload = handler.file_complete(4)

    assert b"".join(upload.chunks()) == PHOTO
    upload.discard()

    assert list(on_disk(tmp_path)) == []


def test_a_strange_file_number_is_a_missing_page(reporter: Reporter) -> None:
    begun(reporter).sends("melden/bestanden/", weg="geen nummer")

    assert reporter.page.status_code == 404


def test_one_person_cannot_take_out_the_file_of_another(cast: make.Cast, reporter: Reporter) -> None:
    begun(reporter).sends("melden/bestanden/", evidence=photo())
    file = DraftFile.objects.get()

    begun(Reporter(cast)).sends("melden/bestanden/", weg=str(file.pk))

    assert DraftFile.objects.filter(pk=file.pk).exists()


def _request(rf: object) -> object:
    from types import SimpleNamespace

    view = uploads.takes_files(lambda request: request)
    request = rf.post("/")  # type: ignore[attr-defined]
    request.resolver_match = SimpleNamespace(func=view)
    return request
