"""For the administrator: whether files that people send can be scanned and cleaned on this server."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from rugdekking.inspection import media, scanning, scratch
from rugdekking.vault.storage import NotStored, storage


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that looking into files needs, and how it stands."""

    sentence: str
    well: bool


def lines() -> list[Line]:
    """What stands there about where files lie, the scanner, and the place where films are cleaned."""
    return [_kept(), _scanner(), _films()]


def _kept() -> Line:
    where = "de map" if settings.SEALED_FILES_BUCKET is None else "de bucket"
    try:
        # No file has this name: only whether an answer comes is of account.
        storage().count(UUID(int=0))
    except NotStored:
        return Line(
            f"De opslag van bestanden antwoordt niet ({where}). Nieuwe bestanden komen niet aan, oude niet open, "
            "en wat mensen typen blijft bewaard. Kijk naar RUGDEKKING_S3_BUCKET of naar de schijf.",
            well=False,
        )
    return Line(f"De opslag van bestanden antwoordt ({where}).", well=True)


def _scanner() -> Line:
    if settings.SCANNER == scanning.NO_SCANNER:
        return Line("Er is geen virusscanner, en dat is zo ingesteld. Bestanden gaan zonder scan open.", well=False)
    if scanning.answers(settings.SCANNER):
        return Line("De virusscanner antwoordt.", well=True)
    return Line(
        "De virusscanner antwoordt niet. Nieuwe bestanden worden wel bewaard, maar gaan niet open: ze blijven ‘nog "
        "niet gecontroleerd’. Kijk of ClamAV draait, en naar RUGDEKKING_CLAMAV.",
        well=False,
    )


def _films() -> Line:
    if scratch.unfit(settings.SCRATCH_FOLDER):
        return Line(
            "Films, geluid en grote bestanden worden niet opgeschoond: er is geen veilige werkplek in het geheugen. "
            "Stel RUGDEKKING_SCRATCH in.",
            well=False,
        )
    if not media.is_there():
        return Line("Films en geluid worden niet opgeschoond: het programma ffmpeg ontbreekt.", well=False)
    return Line("Films en geluid worden opgeschoond.", well=True)
