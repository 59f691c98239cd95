"""Writing a sheet of a police file: always a next version, so that what stood there before stays readable."""

from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max

from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.police.models import Dossier, Part, Sheet
from rugdekking.police.operations.opening import record
from rugdekking.police.sealing import Written, seal


@transaction.atomic
def write_sheet(dossier: Dossier, part: Part, written: Written, *, ring: Ring, at: datetime) -> Sheet:
    """Write a next version of a sheet, by a member or by the person concerned on their own page.

    Raises `JustChanged` when somebody else wrote one at the same moment. Who may write is asked by the step that
    calls this.
    """
    newest: int | None = Sheet.objects.filter(dossier=dossier, part=part).aggregate(one=Max("version"))["one"]
    row = Sheet(
        id=uuid4(),
        organisation_id=dossier.organisation_id,
        dossier=dossier,
        part=part,
        version=(newest or 0) + 1,
        written_by=ring.membership if isinstance(ring, StaffRing) else None,
        written_on=day_of(at),
    )
    row.sealed = seal(row, "sealed", written, under=ring.open(dossier.key_id))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise JustChanged("Iemand anders schreef hier net iets. Lees het na en probeer het nog eens.") from error
    record(f"dossier.{part}_written", dossier, by=ring, at=at)
    return row
