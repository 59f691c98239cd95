"""Which kinds of file are taken as evidence, told by their content. The name has to agree with it."""

from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final


class Kind(StrEnum):
    """What a file is, for people."""

    PHOTO = "photo"
    VIDEO = "video"
    SOUND = "sound"
    MAIL = "mail"
    PDF = "pdf"
    OFFICE = "office"
    TEXT = "text"
    ARCHIVE = "archive"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Final = {
    Kind.PHOTO: "foto of schermfoto",
    Kind.VIDEO: "film",
    Kind.SOUND: "geluid",
    Kind.MAIL: "e-mailbericht",
    Kind.PDF: "PDF-bestand",
    Kind.OFFICE: "document",
    Kind.TEXT: "tekst of chat",
    Kind.ARCHIVE: "zip-bestand, zoals een chat die u hebt opgeslagen",
}


class Content(StrEnum):
    """How the bytes of a file are laid out."""

    JPEG = "jpeg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"
    HEIF = "heif"
    BMP = "bmp"
    TIFF = "tiff"
    ISO_MEDIA = "iso-media"
    MATROSKA = "matroska"
    AVI = "avi"
    MP3 = "mp3"
    WAV = "wav"
    OGG = "ogg"
    AAC = "aac"
    AMR = "amr"
    FLAC = "flac"
    PDF = "pdf"
    ZIP = "zip"
    OLE = "ole"
    RTF = "rtf"
    TEXT = "text"


_PHOTOS = frozenset({Content.JPEG, Content.PNG, Content.GIF, Content.WEBP, Content.HEIF, Content.BMP, Content.TIFF})
_FILMS = frozenset({Content.ISO_MEDIA, Content.MATROSKA, Content.AVI})
# Recorders of phones put sound in the same containers as films.
_SOUNDS = frozenset(
    {Content.ISO_MEDIA, Content.MATROSKA, Content.OGG}
    | {Content.MP3, Content.WAV, Content.AAC, Content.AMR, Content.FLAC}
)

# Each extension with its kind, and how such a file may be laid out.
_TAKEN: Final[dict[str, tuple[Kind, frozenset[Content]]]] = {
    **dict.fromkeys(
        ("jpg", "jpeg", "png", "gif", "webp", "heic", "heif", "bmp", "tif", "tiff"), (Kind.PHOTO, _PHOTOS)
    ),
    **dict.fromkeys(("mp4", "mov", "m4v", "avi", "mkv", "webm", "3gp"), (Kind.VIDEO, _FILMS)),
    **dict.fromkeys(("mp3", "m4a", "wav", "ogg", "opus", "aac", "amr", "flac"), (Kind.SOUND, _SOUNDS)),
    "eml": (Kind.MAIL, frozenset({Content.TEXT})),
    "msg": (Kind.MAIL, frozenset({Content.OLE})),
    "pdf": (Kind.PDF, frozenset({Content.PDF})),
    **dict.fromkeys(
        ("docx", "xlsx", "pptx", "odt", "ods", "odp"), (Kind.OFFICE, frozenset({Content.ZIP, Content.OLE}))
    ),
    **dict.fromkeys(("doc", "xls", "ppt"), (Kind.OFFICE, frozenset({Content.OLE}))),
    "rtf": (Kind.OFFICE, frozenset({Content.RTF})),
    **dict.fromkeys(("txt", "csv", "vcf", "ics", "json"), (Kind.TEXT, frozenset({Content.TEXT}))),
    "zip": (Kind.ARCHIVE, frozenset({Content.ZIP})),
}
EXTENSIONS: Final = frozenset(_TAKEN)


def extension_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower().lstrip(".")


def kind_of(name: str) -> Kind | None:
    """The kind that this name promises; none when such files are not taken."""
    found = _TAKEN.get(extension_of(name))
    return None if found is None else found[0]


def agrees(name: str, content: Content) -> bool:
    """Whether a file of this name may be laid out like that."""
    found = _TAKEN.get(extension_of(name))
    return found is not None and content in found[1]
