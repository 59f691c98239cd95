"""Looking into a whole file, and making a copy of it without hidden details."""

import threading
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from rugdekking.inspection import media, office, ole, packages, pdf, pictures
from rugdekking.inspection.findings import CannotClean, Harmful, Left, Tell, Trouble
from rugdekking.inspection.first_look import ENOUGH, Unfit, first_look
from rugdekking.inspection.kinds import Content, Kind, extension_of, kind_of
from rugdekking.inspection.scratch import IN_MEMORY, Room, room, unfit

# One at a time in each process: a large photo drawn anew takes some hundreds of megabytes.
_turn = threading.RLock()
# Seconds. Whoever would wait longer comes back: else a film keeps every thread, and nobody can send a report.
_PATIENCE = 5
_PIECE = 1024 * 1024
_OFFICE_ZIP: Final = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp"})


class Busy(Exception):
    """Others are looked into. This one can be tried again soon."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A cleaned copy: what to call it, and its bytes, which are gone when the examination is over."""

    name: str
    file: BinaryIO

    def pieces(self) -> Iterator[bytes]:
        self.file.seek(0)
        while piece := self.file.read(_PIECE):
            yield piece


@dataclass(frozen=True, slots=True)
class Examined:
    """`trouble`: why the file is set apart. `left`: why there is no `copy`, or what it leaves out. `tells`: what a
    photo says beside its picture; none for what nobody read that of."""

    trouble: Trouble | None = None
    left: Left = Left.NOTHING
    copy: Copy | None = None
    tells: tuple[Tell, ...] | None = None


@contextmanager
def examined(pieces: Iterable[bytes], *, name: str, size: int, scratch: Path | None) -> Iterator[Examined]:
    """Look into a file of `size` bytes. The copy is there as long as the context lasts.

    `scratch`: see `scratch.room`. Never raises over what is in the file: that is what it tells. Raises `Busy`.
    """
    with _our_turn(), room(scratch) as place:
        try:
            file = place.held(pieces, size=size)
        except CannotClean as reason:
            yield Examined(left=reason.left)
            return
        with file:
            yield _look(file, name, size, place)


def could_do_more(left: Left, *, scratch: Path | None) -> bool:
    """Whether what kept a copy from being made has been put right since."""
    lacked_room = left in {Left.NO_ROOM, Left.NO_PROGRAM}
    return lacked_room and not unfit(scratch) and (left == Left.NO_ROOM or media.is_there())


def preview(pieces: Iterable[bytes], *, name: str, size: int, scratch: Path | None) -> bytes | None:
    """A small JPEG of a cleaned photo or film; none of anything else, and none when it cannot be made."""
    kind = kind_of(name)
    if kind not in {Kind.PHOTO, Kind.VIDEO}:
        return None
    try:
        with _our_turn(), room(scratch) as place, place.held(pieces, size=size) as file:
            if kind == Kind.PHOTO:
                return pictures.preview(file)
            return _preview_of_film(file, name, size, place)
    except (Harmful, CannotClean, Unfit, Busy):
        return None


@contextmanager
def _our_turn() -> Iterator[None]:
    if not _turn.acquire(timeout=_PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _turn.release()


def _preview_of_film(file: BinaryIO, name: str, size: int, place: Room) -> bytes:
    target = place.path(room_for=IN_MEMORY)
    media.still(place.on_file(file, size=size), target, content=_content(file, name))
    return pictures.preview(BytesIO(target.read_bytes()))


def _look(file: BinaryIO, name: str, size: int, place: Room) -> Examined:
    try:
        content = _content(file, name)
        _refuse_two_in_one(file, content)
        tells = pictures.tells(file) if kind_of(name) == Kind.PHOTO else None
        copy, left = _cleaned(file, name, size, place, content)
    except Unfit:
        return Examined(trouble=Trouble.OTHERWISE)
    except Harmful as reason:
        return Examined(trouble=reason.trouble)
    except CannotClean as reason:
        return Examined(left=reason.left)
    return Examined(copy=copy, left=left, tells=tells)


def _content(file: BinaryIO, name: str) -> Content:
    file.seek(0)
    return first_look(name, file.read(ENOUGH))


def _refuse_two_in_one(file: BinaryIO, content: Content) -> None:
    """A file that also opens as a zip file or a PDF is made to get past somebody."""
    if content not in {Content.ZIP, Content.OLE}:
        file.seek(0)
        if zipfile.is_zipfile(file):
            raise Harmful(Trouble.TWO_IN_ONE)
    if content not in {Content.PDF, Content.TEXT, Content.ZIP, Content.OLE, Content.RTF}:
        file.seek(0)
        if _holds(file, b"%PDF-"):
            raise Harmful(Trouble.TWO_IN_ONE)


def _holds(file: BinaryIO, mark: bytes) -> bool:
    before = b""
    while piece := file.read(_PIECE):
        if mark in before + piece:
            return True
        before = piece[-len(mark) :]
    return False


def _cleaned(file: BinaryIO, name: str, size: int, place: Room, content: Content) -> tuple[Copy | None, Left]:
    kind = kind_of(name)
    if kind == Kind.PHOTO:
        made, extension, left = pictures.cleaned(file, content)
        return Copy(f"{PurePosixPath(name).stem}.{extension}", BytesIO(made)), left
    if kind in {Kind.VIDEO, Kind.SOUND}:
        return _cleaned_media(file, name, size, place, content), Left.NOTHING
    if kind == Kind.TEXT:
        return None, Left.NOTHING_HIDDEN
    return _cleaned_document(file, name, size, place, content), Left.NOTHING


def _cleaned_media(file: BinaryIO, name: str, size: int, place: Room, content: Content) -> Copy:
    kind = kind_of(name) or Kind.VIDEO
    target = place.path(room_for=2 * size)
    media.clean(place.on_file(file, size=size), target, content=content, kind=kind, extension=extension_of(name))
    return Copy(name, place.opened(target))


def _cleaned_document(file: BinaryIO, name: str, size: int, place: Room, content: Content) -> Copy:
    if content == Content.OLE:
        ole.look_into(file)
    if content == Content.ZIP:
        packages.look_into(file, kind_of(name) or Kind.ARCHIVE)
    target = place.new(size=size)
    if content == Content.PDF:
        pdf.clean(file, target)
    elif content == Content.ZIP and extension_of(name) in _OFFICE_ZIP:
        office.clean(file, target)
    else:
        raise CannotClean(Left.NO_WAY)
    return Copy(name, target)
