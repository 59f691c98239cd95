"""Photos and screenshots: drawn anew, point by point, so that nothing but the picture is left."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from rugdekking.inspection import first_look
from rugdekking.inspection.findings import CannotClean, Harmful, Left, Tell, Trouble
from rugdekking.inspection.kinds import Content

if TYPE_CHECKING:
    from PIL.Image import Image

# Points of a picture that is drawn anew: three or four bytes of memory each, twice.
MOST_POINTS = 64_000_000
PREVIEW = (960, 960)
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "HEIF", "BMP", "TIFF")
# What a camera made stays a JPEG; a screenshot keeps its letters sharp.
_PHOTOGRAPHED = frozenset({Content.JPEG, Content.HEIF, Content.WEBP})


@dataclass(frozen=True, slots=True)
class _Marks:
    """By which Exif tags, and by which words in XMP and the like, a photo tells something."""

    tags: frozenset[int] = frozenset()
    words: tuple[bytes, ...] = ()


_CAMERA, _GPS = 0x8769, 0x8825
# Latitude and longitude: a place that was switched off leaves other tags behind.
_POINTS = frozenset({2, 4})
_MARKS = {
    Tell.PLACE: _Marks(words=(b"GPSLatitude",)),
    Tell.DAY: _Marks(frozenset({0x0132, 0x9003, 0x9004}), (b"CreateDate", b"DateCreated")),
    Tell.DEVICE: _Marks(frozenset({0x010F, 0x0110, 0x0131}), (b"tiff:Model",)),
    Tell.MAKER: _Marks(frozenset({0x013B, 0x8298, 0x9C9D}), (b"dc:creator",)),
}


def cleaned(source: BinaryIO, content: Content) -> tuple[bytes, str, Left]:
    """The picture without anything else, its extension, and what it leaves out.

    Raises `Harmful` for a picture that cannot be one, and `CannotClean` for one with too many points.
    """
    with _opened(source) as picture:
        left = Left.FIRST_ONLY if getattr(picture, "n_frames", 1) > 1 else Left.NOTHING
        fresh = _drawn(picture)
    if content in _PHOTOGRAPHED and fresh.mode == "RGB":
        return _written(fresh, "JPEG", quality=90), "jpg", left
    return _written(fresh, "PNG"), "png", left


def tells(source: BinaryIO) -> tuple[Tell, ...]:
    """What the photo says beside its picture, read from its Exif and XMP. Raises what `cleaned` raises."""
    with _opened(source) as picture:
        exif = picture.getexif()
        found = set(exif) | set(exif.get_ifd(_CAMERA))
        place = exif.get_ifd(_GPS)
        told = b"".join(one if isinstance(one, bytes) else str(one).encode() for one in picture.info.values())
    return tuple(
        tell
        for tell, marks in _MARKS.items()
        if not found.isdisjoint(marks.tags)
        or any(mark in told for mark in marks.words)
        or (tell is Tell.PLACE and not _POINTS.isdisjoint(place))
    )


def preview(source: BinaryIO) -> bytes:
    """A small JPEG to look at. Raises what `cleaned` raises."""
    with _opened(source) as picture:
        # A JPEG can be read at a part of its size, which is much quicker.
        picture.draft("RGB", PREVIEW)
        fresh = _drawn(picture)
    fresh.thumbnail(PREVIEW)
    on_white = _new("RGB", fresh)
    on_white.paste(fresh, mask=fresh if fresh.mode == "RGBA" else None)
    return _written(on_white, "JPEG", quality=80)


@contextmanager
def _opened(source: BinaryIO) -> Iterator["Image"]:
    from PIL import Image

    _prepared()
    source.seek(0)
    try:
        with Image.open(source, formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_POINTS:
                raise CannotClean(Left.TOO_LARGE)
            yield picture
    except Image.DecompressionBombError as error:
        raise Harmful(Trouble.BOMB) from error
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
        raise Harmful(Trouble.DAMAGED) from error


@lru_cache(maxsize=1)
def _prepared() -> None:
    """Let Pillow read the photos of phones, and stop at a picture that would fill the memory."""
    import warnings

    import pillow_heif
    from PIL import Image

    # Twice this is an error to Pillow. Below it `MOST_POINTS` decides, so its warning has nothing to add.
    Image.MAX_IMAGE_PIXELS = first_look.MOST_POINTS // 2
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    pillow_heif.register_heif_opener()


def _drawn(picture: "Image") -> "Image":
    """A new picture with the same points, upright, in the colours of every screen."""
    from PIL import ImageOps

    # In its own place: of a large photo there is no memory for many.
    ImageOps.exif_transpose(picture, in_place=True)
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    coloured = _in_plain_colours(picture)
    if coloured.mode != mode:
        coloured = coloured.convert(mode)
    fresh = _new(mode, coloured)
    fresh.paste(coloured)
    return fresh


def _in_plain_colours(picture: "Image") -> "Image":
    """A colour profile carries dates and makers, so its colours are worked into the picture and it goes."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA"}:
        return picture
    try:
        ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), inPlace=True
        )
    except (ImageCms.PyCMSError, OSError):
        return picture
    return picture


def _new(mode: str, like: "Image") -> "Image":
    from PIL import Image

    return Image.new(mode, like.size, "white" if mode == "RGB" else None)


def _written(picture: "Image", form: str, **how: int) -> bytes:
    out = BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def as_format(picture: bytes, extension: str) -> bytes:
    """A cleaned picture in the format of another extension, for a place that names it."""
    form = {"jpg": "JPEG", "jpeg": "JPEG", "tif": "TIFF"}.get(extension.lower(), extension.upper())
    with _opened(BytesIO(picture)) as opened:
        return _written(_drawn(opened).convert("RGB") if form == "JPEG" else _drawn(opened), form)
