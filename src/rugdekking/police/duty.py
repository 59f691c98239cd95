"""The duty of public bodies and officials to file (Wetboek van Strafvordering, article 162), as it was decided."""

from rugdekking.keys.rings import Ring
from rugdekking.police.models import Dossier, Part, Route
from rugdekking.police.queries import sheet
from rugdekking.police.writing import Duty


def duty_of(dossier: Dossier, *, ring: Ring) -> Duty | None:
    """The decision that the organisation files, also against the wish; nothing when nobody decided that."""
    decided = sheet(dossier, Part.DUTY, Duty, ring=ring)
    return decided if decided is not None and decided.files else None


def duty_for(dossier: Dossier, way: str, *, ring: Ring) -> Duty | None:
    """The duty on which something may go in this way. Only an aangifte rests on it."""
    return duty_of(dossier, ring=ring) if way == Route.COMPLAINT else None
