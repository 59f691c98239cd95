"""What every step with a record shares: who may take it, its key, and the entry in the log."""

from datetime import datetime

from rugdekking.audit import operations as audit
from rugdekking.cases.models import Case
from rugdekking.cases.operations.standing import held_still, must_handle
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.perpetrators.models import Perpetrator
from rugdekking.perpetrators.sealing import sealed, unseal
from rugdekking.reports import texts
from rugdekking.reports.actors import actor_of
from rugdekking.vault.secrets import Secret


class TextMissing(Refused):
    """Something that must be said was left empty."""


def held(row: Perpetrator, ring: StaffRing) -> tuple[Case, Secret]:
    """The case, held still, and the secret of the record. Raises `NotYourCase`, and `JustChanged` when it is gone."""
    case = held_still(row.case)
    must_handle(case, ring)
    if not Perpetrator.objects.filter(pk=row.pk).exists():
        raise JustChanged("Deze gegevens zijn intussen verwijderd.")
    return case, ring.open(row.key_id)


def needed(text: str, *, what: str) -> str:
    """`text`, checked. Raises `TextMissing`, which names `what`, and as `texts.check`."""
    if not text.strip():
        raise TextMissing(f"Vul nog in: {what}.")
    return texts.check(text)


def beside(row: Perpetrator, field: str, text: str, *, secret: Secret, at: datetime) -> dict[str, bytes]:
    """The column with `text` under what was written there before, and with its day."""
    row.refresh_from_db(fields=[field])
    before = unseal(row, field, with_=secret)
    day = f"{day_of(at):%d-%m-%Y}"
    return sealed(row, {field: f"{before}\n\n{day}: {text}" if before else text}, under=secret)


def log(action: str, row: Perpetrator, *, ring: StaffRing, at: datetime) -> None:
    audit.record(action, organisation=row.organisation_id, subject=row.pk, by=actor_of(ring), at=at)
