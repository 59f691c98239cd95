"""What the first bytes of a file tell, while it still comes in."""

import re
from struct import unpack_from
from typing import Final

import filetype

from rugdekking.inspection.kinds import Content, Kind, agrees, extension_of, kind_of

# So many bytes tell the kind; a shorter file is looked at whole.
ENOUGH = 8 * 1024
# A picture with more points is no photo. A telephone's largest is 200 million.
MOST_POINTS = 250_000_000


class Unfit(Exception):
    """This file cannot be taken. `sentence` is Dutch, for who sent it: what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


_BY_GUESS: Final = {
    **dict.fromkeys(("jpg", "jpx"), Content.JPEG),
    **dict.fromkeys(("png", "apng"), Content.PNG),
    "gif": Content.GIF,
    "webp": Content.WEBP,
    **dict.fromkeys(("heic", "avif"), Content.HEIF),
    "bmp": Content.BMP,
    "tif": Content.TIFF,
    **dict.fromkeys(("mp4", "m4v", "mov", "3gp", "m4a"), Content.ISO_MEDIA),
    **dict.fromkeys(("mkv", "webm"), Content.MATROSKA),
    "avi": Content.AVI,
    "mp3": Content.MP3,
    "wav": Content.WAV,
    "ogg": Content.OGG,
    "aac": Content.AAC,
    "amr": Content.AMR,
    "flac": Content.FLAC,
}
_BY_START: Final = (
    (b"%PDF-", Content.PDF),
    (b"PK\x03\x04", Content.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content.OLE),
    (b"{\\rtf", Content.RTF),
    (b"#!AMR", Content.AMR),
)
# Older films of cameras begin without the box that names them.
_FIRST_BOXES = (b"moov", b"mdat", b"wide", b"free", b"skip")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!/", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe")
_MARKUP = re.compile(rb"(?i)<\s*(?:!doctype|\?xml|html|head|body|script|svg|math|iframe|object|embed|img|meta)\b")
_MARKUP_IN_A_PICTURE = re.compile(rb"(?i)<\s*(?:!doctype\s|html|script|svg|iframe)\b|<\?php")
_HEADER_LINE = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]*:)")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def first_look(name: str, head: bytes) -> Content:
    """How a file is laid out. `head`: its first `ENOUGH` bytes, or all of a shorter one.

    Raises `Unfit` for a kind that is not taken, a name that promises something else, a program, a page that can run
    something, and a picture that is too large to be one.
    """
    if kind_of(name) is None:
        raise Unfit(not_taken(name))
    content = _content_of(head)
    if content is None:
        _refuse_what_runs(name, head)
    if content is None or not agrees(name, content):
        raise Unfit(
            f"Het bestand ‘{name}’ is van binnen iets anders dan de naam zegt, of het is beschadigd. "
            "Kijk of u het goede bestand hebt, of maak er een schermfoto van."
        )
    _refuse_two_in_one(name, head)
    _refuse_giants(name, head)
    return content


def not_taken(name: str) -> str:
    """The sentence for a file whose name promises no kind that is taken."""
    return (
        f"Het bestand ‘{name}’ kunnen wij niet aannemen. Stuur een foto, film, geluid, e-mail, PDF, document of "
        "opgeslagen chat. Een webpagina kunt u bewaren als schermfoto of als PDF."
    )


def _content_of(head: bytes) -> Content | None:
    known = next((content for start, content in _BY_START if head.startswith(start)), None)
    if known is None and head[4:8] in _FIRST_BOXES:
        known = Content.ISO_MEDIA
    if known is not None:
        return known
    guess = filetype.guess_extension(head) if head else None  # type: ignore[no-untyped-call]
    if guess is None:
        return Content.TEXT if _is_text(head) else None
    return _BY_GUESS.get(guess)


def _is_text(head: bytes) -> bool:
    if head.startswith(_PROGRAMS) or _MARKUP.match(head.lstrip(b"\xef\xbb\xbf \t\r\n")):
        return False
    if head.startswith(_BOMS[1:]):
        return not _MARKUP.match(head[2:].replace(b"\0", b"").lstrip())
    # Old mails are not UTF-8, but no text has these characters.
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head)


def _refuse_what_runs(name: str, head: bytes) -> None:
    if head.startswith(_PROGRAMS):
        raise Unfit(
            f"Het bestand ‘{name}’ is een programma. Dat nemen wij niet aan. Hebt u een vreemd bestand gekregen? "
            "Open het niet, en maak een schermfoto van het bericht."
        )
    if _MARKUP.match(head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")):
        raise Unfit(
            f"Het bestand ‘{name}’ is een webpagina. Daar kan iets in zitten dat vanzelf start. "
            "Maak een schermfoto, of bewaar de pagina als PDF."
        )


def _refuse_two_in_one(name: str, head: bytes) -> None:
    """A file that is two things at once is made by hand, to get past a check like this one."""
    hidden = kind_of(name) == Kind.PHOTO and _MARKUP_IN_A_PICTURE.search(head)
    no_mail = extension_of(name) == "eml" and not _HEADER_LINE.match(head.lstrip(b"\xef\xbb\xbf"))
    if hidden or no_mail:
        raise Unfit(
            f"In het bestand ‘{name}’ zit nog iets anders dan de naam zegt. Dat nemen wij niet aan. "
            "Maak er een schermfoto van en stuur die."
        )


def _refuse_giants(name: str, head: bytes) -> None:
    points = _points(head)
    if points is not None and points > MOST_POINTS:
        raise Unfit(f"De afbeelding ‘{name}’ is te groot om een foto te zijn. Stuur een gewone foto of schermfoto.")


def _points(head: bytes) -> int | None:
    """The number of points of a picture, where its first bytes tell it."""
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) >= 24:
        width, height = unpack_from(">II", head, 16)
    elif head.startswith((b"GIF87a", b"GIF89a")) and len(head) >= 10:
        width, height = unpack_from("<HH", head, 6)
    elif head.startswith(b"BM") and len(head) >= 26:
        width, height = (abs(one) for one in unpack_from("<ii", head, 18))
    else:
        return None
    return int(width) * int(height)
