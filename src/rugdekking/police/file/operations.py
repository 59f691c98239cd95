"""Writing the file: the seven questions, what stands around them, and the logbook."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from rugdekking.cases.operations.at_work import NotThatDay, handled, must_have_been
from rugdekking.cases.owning import owner_report
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import AMSTERDAM, day_of
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.police.file.sheets import QUESTIONS, Account, Details, LogLine
from rugdekking.police.models import Dossier, LogEntry, Part
from rugdekking.police.operations.opening import record
from rugdekking.police.operations.sheets import write_sheet
from rugdekking.police.sealing import seal
from rugdekking.reports import texts
from rugdekking.reports.actors import NotYours, must_own

MOST_LINES = 2000


class NothingSaid(Refused):
    """A line of the logbook says what happened."""


@transaction.atomic
def write_account(dossier: Dossier, account: Account, *, ring: Ring, at: datetime) -> None:
    """Answer the seven questions anew, by a handler or by the person concerned. Earlier answers stay.

    Raises `NotYours`, `NotYourCase`, `CaseIsClosed` and `JustChanged`, and what `texts.check` raises.
    """
    must_write(dossier, ring)
    _must_be_text(*(getattr(account, name) for name, _, _ in QUESTIONS))
    write_sheet(dossier, Part.ACCOUNT, account, ring=ring, at=at)


@transaction.atomic
def write_details(dossier: Dossier, details: Details, *, ring: StaffRing, at: datetime) -> None:
    """What stands around the seven questions. Raises as `write_account`."""
    must_write(dossier, ring)
    _must_be_text(details.name, details.office, details.home_address, details.family, details.damage, details.earlier)
    _must_be_text(*details.witnesses)
    write_sheet(dossier, Part.DETAILS, details, ring=ring, at=at)


@transaction.atomic
def add_line(dossier: Dossier, line: LogLine, *, ring: Ring, at: datetime) -> LogEntry:
    """Add a contact to the logbook. Raises `NothingSaid`, `NotThatDay` for what must come yet, as `write_account`."""
    must_write(dossier, ring)
    must_have_been(line.day, at=at)
    _must_be_over(line, at=at)
    if not line.text.strip():
        raise NothingSaid("Schrijf in een paar woorden wat er was.")
    texts.check(line.text)
    if LogEntry.objects.filter(dossier=dossier).count() >= MOST_LINES:
        raise Refused("Dit logboek is vol. Voeg de rest toe als bestand.")
    row = LogEntry(
        id=uuid4(),
        organisation_id=dossier.organisation_id,
        dossier=dossier,
        written_by=ring.membership if isinstance(ring, StaffRing) else None,
        written_on=day_of(at),
    )
    row.sealed = seal(row, "sealed", line, under=ring.open(dossier.key_id))
    row.save(force_insert=True)
    record("dossier.logged", dossier, by=ring, at=at)
    return row


def _must_be_over(line: LogLine, *, at: datetime) -> None:
    """Just after midnight people mean the day before: who types an hour that is still to come, hears it."""
    now = at.astimezone(AMSTERDAM).time()
    if line.moment is not None and line.day == day_of(at) and line.moment > now:
        raise NotThatDay("Dit tijdstip moet nog komen. Was het gisteren? Kies dan die dag.")


@transaction.atomic
def strike_line(entry: LogEntry, *, ring: Ring, at: datetime) -> None:
    """Strike a wrong line: it stays readable and goes to nobody. Raises `JustChanged`, and as `write_account`.

    The person concerned strikes only what they wrote themselves.
    """
    must_write(entry.dossier, ring)
    if not isinstance(ring, StaffRing) and entry.written_by_id is not None:
        raise NotYours("Deze regel schreef het steunpunt. Klopt die niet? Stuur een bericht.")
    if not LogEntry.objects.filter(pk=entry.pk, struck_on=None).update(struck_on=day_of(at)):
        raise JustChanged("Deze regel is al doorgehaald.")
    record("dossier.line_struck", entry.dossier, by=ring, at=at)


def must_write(dossier: Dossier, ring: Ring) -> None:
    """Raises `NotYours` for a code that is not the person's own, and as every step in a case for a member."""
    if isinstance(ring, StaffRing):
        handled(dossier.case, ring)
        return
    report = owner_report(dossier.person)
    if report is None:
        raise NotYours("Alleen de persoon om wie het gaat, kan dit doen.")
    must_own(report, ring)


def _must_be_text(*given: str) -> None:
    """Raises what `texts.check` raises; each of them may also be empty."""
    for text in filter(str.strip, given):
        texts.check(text)
