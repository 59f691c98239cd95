"""PDFs: written anew without author, dates, hidden files, and anything that starts by itself.

A PDF can unfold without end before anybody can measure it. So it is read in a process of its own, which may not take
the memory of the whole site, nor keep its visitors waiting. It gets the file and gives the copy through a pipe.
"""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, BinaryIO, Final

from rugdekking.inspection import media
from rugdekking.inspection.findings import Harmful, Trouble
from rugdekking.inspection.jpeg import without_details

if TYPE_CHECKING:
    from pikepdf import Dictionary, Object, Pdf

# Details, and what runs or leads out, wherever it stands in the file.
_GONE = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/OpenAction", "/JS", "/EF", "/SpiderInfo", "/AF")
_GONE_FROM_NOTES = ("/T", "/M", "/CreationDate", "/NM", "/RC", "/Subj")
_ACTIONS_THAT_RUN = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition")


# Seconds; a scanned file of 200 MB takes ten.
_LONGEST = 30
_ENDS: Final = {Trouble.LOCKED: 3, Trouble.DAMAGED: 4}
_OURS = Path(__file__).parents[2]


def clean(source: BinaryIO, target: BinaryIO) -> None:
    """Write a cleaned copy of `source` to `target`. Raises `Harmful` when it is locked, damaged or a bomb."""
    source.seek(0)
    command = [sys.executable, "-B", "-m", __name__]
    surroundings = {"PATH": os.defpath, "PYTHONPATH": str(_OURS)}
    with subprocess.Popen(  # noqa: S603  (our own arguments)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings
    ) as running:
        late = Timer(_LONGEST, running.kill)
        late.start()
        try:
            media.limit(running.pid, most=0)
            _through(running, source, target)
        finally:
            late.cancel()
            running.kill()
    if running.returncode:
        ends = {code: trouble for trouble, code in _ENDS.items()}
        raise Harmful(ends.get(running.returncode, Trouble.BOMB))


def _through(running: "subprocess.Popen[bytes]", source: BinaryIO, target: BinaryIO) -> None:
    """It reads all before it writes, so neither waits for the other."""
    if running.stdin is None or running.stdout is None:
        return
    with suppress(BrokenPipeError), running.stdin as into:
        shutil.copyfileobj(source, into)
    shutil.copyfileobj(running.stdout, target)
    running.wait()


def _in_a_process_of_its_own() -> int:
    made = BytesIO()
    try:
        _write_anew(BytesIO(sys.stdin.buffer.read()), made)
    except Harmful as reason:
        return _ENDS[reason.trouble]
    sys.stdout.buffer.write(made.getbuffer())
    sys.stdout.buffer.flush()
    return 0


def _write_anew(source: BinaryIO, target: BinaryIO) -> None:
    import pikepdf

    try:
        with pikepdf.open(source) as pdf:
            _strip(pdf)
            pdf.remove_unreferenced_resources()
            pdf.save(target, deterministic_id=True, encryption=False)
    except pikepdf.PasswordError as error:
        raise Harmful(Trouble.LOCKED) from error
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RuntimeError, RecursionError) as error:
        raise Harmful(Trouble.DAMAGED) from error


def _strip(pdf: "Pdf") -> None:
    import pikepdf

    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        _drop(names, "/EmbeddedFiles", "/JavaScript")
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream):
            _strip_picture(one)
            _strip_dictionary(one)
        elif isinstance(one, pikepdf.Dictionary):
            _strip_dictionary(one)
    for page in pdf.pages:
        _strip_notes(page.obj)


def _strip_dictionary(one: "Object") -> None:
    import pikepdf

    _drop(one, *_GONE)
    action = one.get("/A")
    if isinstance(action, pikepdf.Dictionary) and str(action.get("/S")) in _ACTIONS_THAT_RUN:
        _drop(one, "/A")


def _strip_notes(page: "Object") -> None:
    """Notes on a page name who wrote them and when. A field of a form is named the same way and needs its name."""
    import pikepdf

    notes = page.get("/Annots")
    for note in notes if isinstance(notes, pikepdf.Array) else ():
        if isinstance(note, pikepdf.Dictionary) and str(note.get("/Subtype")) != "/Widget":
            _drop(note, *_GONE_FROM_NOTES)
            _strip_dictionary(note)


def _strip_picture(stream: "Object") -> None:
    """A photo that was put into the PDF as it came from the phone still knows where it was taken."""
    import pikepdf

    if _is_jpeg(stream):
        with suppress(NotImplementedError):
            raw = bytes(stream.read_raw_bytes())
            if (bare := without_details(raw)) != raw:
                stream.write(bare, filter=pikepdf.Name.DCTDecode)


def _is_jpeg(stream: "Object") -> bool:
    import pikepdf

    filters = stream.get("/Filter")
    listed = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    return [str(one) for one in listed] == ["/DCTDecode"]


def _drop(one: "Object | Dictionary", *names: str) -> None:
    for name in names:
        if name in one:
            del one[name]


if __name__ == "__main__":
    sys.exit(_in_a_process_of_its_own())
