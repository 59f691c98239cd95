"""Handing a file over: only with a yes to this step, only files that are as they came in, and never unseen."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from rugdekking.audit.queries import history
from rugdekking.cases.operations.at_work import handled, must_be_confirmed
from rugdekking.cases.owning import owner_report
from rugdekking.content.queries import latest
from rugdekking.content.schema import Way, Ways
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys import operations as keys
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.organisations.models import Membership
from rugdekking.police.choosing import has_agreed, taken_back_on
from rugdekking.police.duty import duty_of
from rugdekking.police.file.checking import slips
from rugdekking.police.file.composing import Chosen, composed
from rugdekking.police.file.knowing import known_of
from rugdekking.police.file.queries import Found, account_of, evidence_for
from rugdekking.police.file.snapshot import Snapshot
from rugdekking.police.models import Dossier, HandOver, Part
from rugdekking.police.operations.choosing import NotAgreedYet, may_go_out_of_duty, must_be_wanted
from rugdekking.police.operations.opening import record
from rugdekking.police.queries import sheet
from rugdekking.police.sealing import seal, unseal
from rugdekking.police.sheets import Wish
from rugdekking.reports import operations as reports_operations
from rugdekking.reports.choices import Step
from rugdekking.reports.files import StoredFile, contents
from rugdekking.reports.operations.consents import hold_consents
from rugdekking.reports.operations.talking import tell_holder
from rugdekking.reports.queries import consent_stands, owner_of
from rugdekking.vault.secrets import CannotOpen

EXPORTS: Mapping[str, str] = {
    "dossier.handed_over": "klaargemaakt om te geven",
    "dossier.fetched": "opgeslagen als bestand",
    "dossier.previewed": "als voorbeeld bekeken",
}


_DESK = "het steunpunt"


class NotReady(Refused):
    """The file does not say yet what happened, or for whom it is."""


class TellsMore(Refused):
    """What is kept back stands in the running text, and nobody chose to tell it."""


class AskFirst(Refused):
    """Another reporter, of whom a file would go along, did not agree to that."""


class NotAsItCameIn(Refused):
    """A file is gone or changed since it was added."""


def hand_over(dossier: Dossier, chosen: Chosen, *, ring: StaffRing, at: datetime) -> HandOver:
    """Make the file ready for somebody outside and keep it as it goes. The person concerned reads of it.

    Every chosen file is read whole and compared with what came in, before anything is written. Raises `NotReady`,
    `TellsMore`, `AskFirst`, `NotAsItCameIn`, `NotConfirmedYet`, as `must_be_wanted`, and as every step in a case.
    """
    pieces = [one for one in evidence_for(dossier, ring) if one.piece.id in chosen.pieces]
    for one in pieces:
        must_be_whole(one.piece.file)
    return _kept(dossier, chosen, pieces, ring=ring, at=at)


@transaction.atomic
def _kept(dossier: Dossier, chosen: Chosen, pieces: Sequence[Found], *, ring: StaffRing, at: datetime) -> HandOver:
    handled(dossier.case, ring)
    must_be_confirmed(dossier.case)
    hold_consents(owner_report(dossier.person), *(one.report for one in pieces))
    must_agree(dossier, chosen, pieces, ring=ring)
    if not account_of(dossier, ring).account.what.strip():
        raise NotReady("Het dossier zegt nog niet wat er gebeurde. Beantwoord eerst de zeven vragen.")
    if not chosen.recipient.strip():
        raise NotReady("Schrijf op voor wie het dossier is.")
    signing = keys.signing_key(dossier.case.desk, ring=ring, at=at)
    must_be_meant(dossier, chosen, pieces, ring=ring, at=at)
    row = HandOver(
        id=uuid4(),
        organisation_id=dossier.organisation_id,
        dossier=dossier,
        signing=signing,
        made_by=ring.membership,
        made_on=day_of(at),
    )
    snapshot = composed(dossier, chosen, pieces=pieces, ring=ring, at=at)
    row.sealed = seal(row, "sealed", snapshot, under=ring.open(dossier.key_id))
    row.save(force_insert=True)
    record("dossier.handed_over", dossier, by=ring, at=at)
    _tell(dossier, pieces, ring=ring, at=at)
    return row


def must_agree(dossier: Dossier, chosen: Chosen, pieces: Iterable[Found], *, ring: StaffRing) -> None:
    """Raises `AnotherWish` and `NotAgreedYet` for the person concerned, whose wish leads unless the organisation must
    file, and `AskFirst` unless every other reporter of whom a file goes along agreed to the same step."""
    if not may_go_out_of_duty(dossier, way=chosen.way, ring=ring):
        must_be_wanted(dossier, way=chosen.way, ring=ring)
    _must_be_agreed_by_others(latest(Ways, "police").way(chosen.way), pieces)


def must_be_meant(
    dossier: Dossier, chosen: Chosen, pieces: Iterable[Found], *, ring: StaffRing, at: datetime
) -> None:
    """Raises `TellsMore` with where it stands, unless somebody chose to hand it over although it stands there."""
    found = slips(known_of(dossier, ring, at=at, pieces=pieces), shown=chosen.shown)
    if found and not chosen.although:
        where = " ".join(one.said for one in found)
        raise TellsMore(f"{where} Verbeter dat eerst, of kies onderaan ‘Toch meegeven’.")


def must_still_agree(row: HandOver, file: Snapshot, pieces: Iterable[Found], *, ring: StaffRing) -> None:
    """What was made ready leaves only while every yes stands, or the duty. Raises `NotAgreedYet` and `AskFirst`."""
    if not may_leave(row.dossier, file, ring=ring):
        raise NotAgreedYet(
            "De organisatie doet toch geen aangifte. Dit dossier gaat niet mee naar de politie."
            if file.duty
            else "De betrokkene nam het ja terug of wil iets anders. Dit dossier gaat niet mee naar de politie."
        )
    _must_be_agreed_by_others(latest(Ways, "police").way(file.way), pieces)


def may_leave(dossier: Dossier, file: Snapshot, *, ring: StaffRing) -> bool:
    """Whether what was made ready may still go: the person wants this way and said yes, or the organisation must."""
    if file.duty:
        return duty_of(dossier, ring=ring) is not None
    way, wish = latest(Ways, "police").way(file.way), sheet(dossier, Part.WISH, Wish, ring=ring)
    wanted = way is not None and wish is not None and way.code in wish.ways and has_agreed(dossier, way, ring=ring)
    return wanted and taken_back_on(dossier, ring=ring) is None


def _must_be_agreed_by_others(way: Way | None, pieces: Iterable[Found]) -> None:
    others = {one.report.pk: one.report for one in pieces if not one.own}
    step = None if way is None or way.step is None else Step(way.step)
    if step is not None and not all(consent_stands(report, step) for report in others.values()):
        raise AskFirst(
            "Een andere melder van wie er een bestand meegaat, zei nog geen ja tegen deze stap. "
            "Vraag dat eerst, bij ‘Toestemming’, of laat het bestand weg."
        )


def must_be_whole(file: StoredFile) -> None:
    """Raises `NotAsItCameIn` when the file is gone, changed, or not the one that came in."""
    digest = hashlib.sha256()
    try:
        for piece in contents(file):
            digest.update(piece)
    except CannotOpen as error:
        raise NotAsItCameIn(_NOT_AS_IT_WAS.format(file.name)) from error
    if digest.hexdigest() != file.sha256:
        raise NotAsItCameIn(_NOT_AS_IT_WAS.format(file.name))


_NOT_AS_IT_WAS = "Het bestand ‘{}’ is niet meer zoals het binnenkwam. Laat het weg, en zeg het tegen de beheerder."


def handed_over(dossier: Dossier) -> list[HandOver]:
    """Every time that this file was handed over, the newest first."""
    rows = HandOver.objects.filter(dossier=dossier).select_related("made_by__person", "signing")
    return list(rows.order_by("-made_on", "pk"))


def handed(dossier: Dossier, hand_over: UUID) -> HandOver | None:
    return next((one for one in handed_over(dossier) if one.pk == hand_over), None)


@dataclass(frozen=True, slots=True)
class Export:
    """One time that something of the file was taken along: what, on which day, and by whom, by function."""

    what: str
    on: date
    who: str


def exports_of(dossier: Dossier) -> list[Export]:
    """Every time that something of this file left the screen, the newest first, from the log."""
    found = [line for line in history([dossier.pk]) if line.action in EXPORTS]
    members = Membership.objects.in_bulk({line.actor for line in found if line.actor is not None})
    return [
        Export(EXPORTS[line.action], day_of(line.at), members[line.actor].title if line.actor in members else _DESK)
        for line in reversed(found)
    ]


def snapshot_of(row: HandOver, ring: Ring) -> Snapshot:
    """The file as it went, for whoever opens the dossier: a handler or the person concerned."""
    return unseal(row, "sealed", Snapshot, with_=ring.open(row.dossier.key_id))


def _tell(dossier: Dossier, pieces: Iterable[Found], *, ring: StaffRing, at: datetime) -> None:
    """In the log of each report a line per file that went along, and a word to the person concerned."""
    for one in pieces:
        reports_operations.handled("file.exported", one.report, [one.piece.id], ring=ring, at=at)
    own = owner_report(dossier.person)
    owner = None if own is None else owner_of(own)
    if owner is not None:
        tell_holder(owner, at=at)
