"""A file with everything in it, written as people write it."""

from datetime import time, timedelta

from rugdekking.cases.queries import reports_of
from rugdekking.keys.rings import Ring
from rugdekking.police import operations as police
from rugdekking.police.file import operations as file
from rugdekking.police.file.composing import Chosen
from rugdekking.police.file.handing import hand_over
from rugdekking.police.file.queries import evidence_for
from rugdekking.police.file.sheets import Account, Details, LogLine
from rugdekking.police.models import Dossier, HandOver, Route
from rugdekking.police.queries import dossiers_of
from rugdekking.police.sheets import Wish
from rugdekking.reports import operations as reports
from rugdekking.reports.choices import Step
from rugdekking.reports.models import Report
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.measures.props import weighed
from tests.police.props import filed_for
from tests.recording import a_step
from tests.reports.props import stored

ACCOUNT = Account(
    who="De bewoner van Dorpsstraat 3",
    what="Hij stond elke avond voor de deur en riep: ‘ik weet waar je kinderen naar school gaan’.",
    where="Bij de woning",
    with_what="Een witte bestelbus",
    how="Hard roepend, met anderen erbij",
    when="Van 1 februari tot en met 9 maart 2026",
    why="De vergunning voor zijn schuur",
)
DETAILS = Details(
    name="Sanne de Wit",
    office="Raadslid",
    home_address="Kerklaan 12, Waterlaar",
    family="Dochter van negen op de Regenboogschool",
    witnesses=("De buurvrouw van nummer 14",),
    damage="Slaapt slecht",
    earlier="Eerder een brief",
    complaint=True,
)
CHOSEN = Chosen(recipient="Politie Waterlaar, wijkagent", way=Route.COMPLAINT)


def line(text: str = "Stuurde weer een bericht.", *, days_ago: int = 1, hour: str = "09:14") -> LogLine:
    day = make.MIDDAY.date() - timedelta(days=days_ago)
    return LogLine(day=day, moment=time.fromisoformat(hour), channel="direct_message", text=text)


@a_step
def opened_file(cast: make.Cast, *, code: AccessCode | None = None) -> Dossier:
    """A file for who reported, as all of it is fetched."""
    case = weighed(cast, code=code)
    filed_for(case, cast)
    return dossiers_of(case)[0]


@a_step
def written(dossier: Dossier, cast: make.Cast, details: Details = DETAILS) -> Dossier:
    """The seven questions, what stands around them, and three lines in the logbook."""
    file.write_account(dossier, ACCOUNT, ring=cast.greet, at=make.MIDDAY)
    file.write_details(dossier, details, ring=cast.greet, at=make.MIDDAY)
    for number in range(3):
        file.add_line(dossier, line(f"Contact {number}", days_ago=number), ring=cast.greet, at=make.MIDDAY)
    return dossier


@a_step
def agreed(dossier: Dossier, cast: make.Cast) -> Dossier:
    """The person concerned wants to file, and said yes to it."""
    (report, *_) = reports_of(dossier.case)
    police.record_wish(dossier, wish=Wish(way="complaint"), ring=cast.greet, at=make.MIDDAY)
    reports.record_consent(
        report, step=Step.COMPLAINT, given=True, note="Ja, aan de telefoon.", ring=cast.greet, at=make.MIDDAY
    )
    return dossier


def added(report: Report, ring: Ring, *, name: str = "foto.jpg", content: bytes = b"wat er te zien is") -> None:
    """A piece of evidence, sealed on disk."""
    reports.add_file(report, ring=ring, file=stored(content, name), at=make.MIDDAY)


def handed(dossier: Dossier, cast: make.Cast, chosen: Chosen = CHOSEN, *, all_pieces: bool = True) -> HandOver:
    """Handed over, with every piece of evidence of the person's own unless said otherwise."""
    pieces = {one.piece.id for one in evidence_for(dossier, cast.greet) if all_pieces and one.own}
    return hand_over(
        dossier,
        Chosen(**{name: getattr(chosen, name) for name in chosen.__struct_fields__} | {"pieces": frozenset(pieces)}),
        ring=cast.greet,
        at=make.MIDDAY,
    )
