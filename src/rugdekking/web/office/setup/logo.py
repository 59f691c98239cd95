"""A logo is the one file that is shown to the world, so it is the one file that is looked into."""

from django.core.files.uploadedfile import UploadedFile

from rugdekking.kernel.refusal import Refused
from rugdekking.reports.files import NotThisFile
from rugdekking.web.uploads import looked_into

LARGEST = 100 * 1024
PNG = b"\x89PNG\r\n\x1a\n"


class NotALogo(Refused):
    """The file is no PNG, or too large to show on every page."""


def logo_of(upload: "UploadedFile[bytes] | None") -> bytes | None:
    """The bytes of a logo, or nothing when none was sent. Raises `NotALogo`."""
    if upload is None:
        return None
    try:
        content = looked_into(upload, largest=LARGEST)
    except NotThisFile as refusal:
        raise NotALogo(refusal.reason) from refusal
    if not content.startswith(PNG):
        raise NotALogo("Kies een PNG-bestand van hoogstens 100 kB.")
    return content
