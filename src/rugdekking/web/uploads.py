"""Files that people send are sealed piece by piece while they arrive: never whole in memory, never on disk in clear.

The settings name `SealingUploadHandler` as the only handler, so Django's own temporary files do not exist here.
A file that could not be taken is no reason to lose the rest of the form: it comes along with a complaint.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase

from rugdekking.inspection.arriving import Arriving
from rugdekking.inspection.first_look import Unfit
from rugdekking.inspection.scanning import Scan
from rugdekking.kernel.refusal import Refused
from rugdekking.reports import files
from rugdekking.reports.files import NotThisFile, StoredFile
from rugdekking.vault.files import SealedFile
from rugdekking.vault.storage import DiskFull, NotStored, storage
from rugdekking.web import errors

if TYPE_CHECKING:
    Uploaded = UploadedFile[bytes]
else:
    Uploaded = UploadedFile

View = Callable[..., HttpResponseBase]

# What the other fields of a form with one file of the largest size may add.
_REST_OF_THE_FORM = 1024 * 1024
_PIECE = 64 * 1024
_DISK_FULL = (
    "Wij kunnen ‘{name}’ nu niet bewaren: onze opslag is vol. Al het andere is er nog. "
    "Ga verder zonder dit bestand en vertel ons dat u het hebt."
)
_UNREACHABLE = (
    "Wij kunnen ‘{name}’ nu niet bewaren: onze opslag antwoordt niet. Al het andere is er nog. "
    "Probeer het straks nog eens, of ga verder zonder dit bestand en vertel ons dat u het hebt."
)


class SealedUpload(Uploaded):
    """One file that was sent. Without a complaint it is on disk, sealed, and `stored` tells how to open it."""

    def __init__(
        self, name: str, *, sealed: SealedFile | None, complaint: str, size: int, scan: Scan = Scan.UNKNOWN
    ) -> None:
        super().__init__(name=name, size=size)
        # In Dutch, for who sent it: which file, what is wrong, what to do.
        self.complaint = complaint
        self._sealed = sealed
        self._scan = scan

    @property
    def stored(self) -> StoredFile:
        if self._sealed is None:
            raise ValueError("This file was not taken.")
        return files.stored(self._sealed, name=self.name or "", scan=self._scan)

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:  # noqa: ARG002  (the vault has its own size)
        """The file in clear, for what must be looked at now, such as a logo."""
        yield from files.contents(self.stored)

    def discard(self) -> None:
        """Take the file away again: nobody will keep it."""
        if self._sealed is not None:
            storage().remove(self._sealed.id)

    def close(self) -> None:
        """Nothing to close: the file was made durable when its last byte came."""


class SealingUploadHandler(FileUploadHandler):
    """Seals each piece as it comes in. Only views that asked for files with `takes_files` get any."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._sealed: SealedFile | None = None
        self._arriving: Arriving | None = None
        self._scan = Scan.UNKNOWN
        self._complaint = ""
        self._size = 0
        self._whole: list[SealedUpload] = []

    def new_file(self, *about: Any, **more: Any) -> None:  # noqa: ANN401  (Django's own shape)
        super().new_file(*about, **more)
        match = self.request.resolver_match if self.request else None
        if match is None or not getattr(match.func, "takes_files", False):
            raise SkipFile
        self._sealed, self._complaint, self._size, self._scan = None, "", 0, Scan.UNKNOWN
        self._attempt(self._begin)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  (Django's own shape)
        self._size += len(raw_data)
        if self._sealed is not None:
            sealed = self._sealed
            self._attempt(lambda: self._write(sealed, raw_data))

    def file_complete(self, file_size: int) -> SealedUpload:  # noqa: ARG002  (Django's own shape)
        if self._sealed is not None:
            self._attempt(self._finish)
        sealed, self._sealed = self._sealed, None
        upload = SealedUpload(
            self.file_name or "", sealed=sealed, complaint=self._complaint, size=self._size, scan=self._scan
        )
        self._whole.append(upload)
        return upload

    def upload_complete(self) -> None:
        """The whole form came: the page has its files, and says what becomes of them."""
        self._whole.clear()

    def let_go(self) -> None:
        """The request is over. When its form broke off no page knows of its files: nothing stays of them."""
        self.upload_interrupted()
        for upload in self._whole:
            with suppress(NotStored):
                upload.discard()

    def upload_interrupted(self) -> None:
        """The connection broke, or the file is refused: leave nothing of it."""
        sealed, self._sealed = self._sealed, None
        if sealed is not None:
            sealed.abandon()
        arriving, self._arriving = self._arriving, None
        if arriving is not None:
            arriving.abandon()

    def _begin(self) -> None:
        # Its size is not known yet; one byte stands for "not empty".
        files.check(self.file_name or "", size=1)
        self._sealed = SealedFile(storage())
        self._arriving = Arriving(files.plain_name(self.file_name or ""), scanner=settings.SCANNER)

    def _write(self, sealed: SealedFile, piece: bytes) -> None:
        if self._size > settings.LARGEST_FILE:
            files.check(self.file_name or "", size=self._size)
        if self._arriving is not None:
            self._arriving.write(piece)
        sealed.write(piece)

    def _finish(self) -> None:
        files.check(self.file_name or "", size=self._size)
        if self._arriving is not None:
            self._scan = self._arriving.finish().scan
            self._arriving = None
        if self._sealed is not None:
            self._sealed.finish()

    def _attempt(self, act: Callable[[], None]) -> None:
        try:
            act()
        except NotThisFile as refusal:
            self._complaint = str(refusal.reason)
            self.upload_interrupted()
        except Unfit as reason:
            self._complaint = reason.sentence
            self.upload_interrupted()
        except NotStored as trouble:
            self._complaint = not_stored(trouble, self.file_name or "")
            self.upload_interrupted()


class FilesInput(forms.FileInput):
    """The browser's own file field, for several files at once, from the camera too."""

    allow_multiple_selected = True


class SealedFilesField(forms.FileField):
    """Gives every file that was sent, also those with a complaint: see `taken` and `complaints`."""

    widget = FilesInput

    def clean(self, data: Sequence[SealedUpload] | None, initial: object = None) -> list[SealedUpload]:  # noqa: ARG002
        uploads = list(data or ())
        if self.required and not uploads:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return uploads


def not_stored(trouble: NotStored, name: str) -> str:
    """Why a file could not be stored, for who sent it."""
    why = _DISK_FULL if isinstance(trouble, DiskFull) else _UNREACHABLE
    return why.format(name=files.plain_name(name))


def taken(uploads: Sequence[SealedUpload]) -> list[StoredFile]:
    """The files that are sealed and stored."""
    return [upload.stored for upload in uploads if not upload.complaint]


def complaints(uploads: Sequence[SealedUpload]) -> list[str]:
    """One sentence for each file that was not taken."""
    return [upload.complaint for upload in uploads if upload.complaint]


def looked_into(upload: Uploaded, *, largest: int) -> bytes:
    """A small file as a whole; its sealed copy goes. Raises `NotThisFile`, with a sentence, for a larger one."""
    sealed = upload if isinstance(upload, SealedUpload) else None
    if sealed is not None and sealed.complaint:
        raise NotThisFile(sealed.complaint)
    try:
        if (upload.size or 0) > largest:
            raise NotThisFile(f"Dit bestand is te groot. Het mag hier {largest // 1024} kB zijn.")
        return b"".join(upload.chunks())
    finally:
        if sealed is not None:
            sealed.discard()


def keep_each(uploads: Sequence[SealedUpload], keep: Callable[[StoredFile], object]) -> list[str]:
    """Keep every file that was taken; gives a sentence for each file that nobody keeps. The others are kept."""
    sentences = complaints(uploads)
    for upload in uploads:
        if upload.complaint:
            continue
        try:
            keep(upload.stored)
        except Refused as refusal:
            upload.discard()
            sentences.append(str(refusal.reason))
    return sentences


class FilesForm(forms.Form):
    """Files that come later, from the reporter or from the desk."""

    attached = SealedFilesField(
        label="Kies een of meer bestanden",
        help_text="Een foto, film, geluid, document of bericht. Een bestand mag 200 MB zijn.",
        error_messages={"required": "Kies eerst een bestand."},
    )


def takes_files(view: View) -> View:
    """Marks a view that wants files. Anywhere else a file that is sent along is not even stored."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


class _AnswerThenRead(HttpResponse):
    """Sends its page and then reads what still comes in, and throws it away.

    Browsers send everything before they read an answer. Were the connection closed meanwhile, then people would see
    a broken connection instead of the sentence. Without an announced length the answer is not over while this reads.
    """

    def __init__(self, request: HttpRequest, page: HttpResponseBase) -> None:
        super().__init__(b"".join(page), status=page.status_code, headers=page.headers)
        del self.headers["Content-Length"]
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        yield self.content
        left = 2 * settings.LARGEST_FILE
        with suppress(UnreadablePostError):
            while left > 0 and (piece := self._request.read(_PIECE)):
                left -= len(piece)


def all_or_nothing(get_response: View) -> View:
    """Middleware: what is announced as too large is refused before its first byte is read, and nothing is kept of it.

    Nor of a form that broke off: Django tells a handler of files about some ways in which that happens, not all.
    Whoever sends more than twice the largest file does see a broken connection: reading on would cost all others.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        announced = int(request.META.get("CONTENT_LENGTH") or 0)
        with_files = request.META.get("CONTENT_TYPE", "").startswith("multipart/")
        much = with_files and announced > settings.LARGEST_FILE + _REST_OF_THE_FORM
        answer = errors.too_large(request) if much else get_response(request)
        if with_files:
            _let_go(request)
        refused = answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return _AnswerThenRead(request, answer) if refused else answer

    return middleware


def _let_go(request: HttpRequest) -> None:
    for handler in request.upload_handlers:
        if isinstance(handler, SealingUploadHandler):
            handler.let_go()
