"""What the check looks at, gathered from the file and from what hangs on it."""

from collections.abc import Iterable
from datetime import datetime

from rugdekking.inspection.findings import Tell
from rugdekking.keys.rings import StaffRing
from rugdekking.police.file.checking import Known
from rugdekking.police.file.queries import Found, account_of, details_of, evidence_for, log_of, other_reporters
from rugdekking.police.following import costs_of, online_of
from rugdekking.police.hinting import hints_of
from rugdekking.police.hints import complaint_may_be_needed
from rugdekking.police.models import Dossier, Filer, Part, Route
from rugdekking.police.queries import sheet
from rugdekking.police.sheets import Wish
from rugdekking.reports.files import Standing, tells_of
from rugdekking.reports.queries.custody import nobody_looked


def known_of(dossier: Dossier, ring: StaffRing, *, at: datetime, pieces: Iterable[Found] | None = None) -> Known:
    """What would go along. `pieces`: the evidence that was chosen, or else everything of the person's own."""
    told, wish = account_of(dossier, ring), sheet(dossier, Part.WISH, Wish, ring=ring)
    chosen = [one for one in evidence_for(dossier, ring) if one.own] if pieces is None else list(pieces)
    files = [one.piece for one in chosen]
    unlooked = nobody_looked([one.id for one in files])
    return Known(
        account=told.account,
        details=details_of(dossier, ring),
        log=[one.line for one in log_of(dossier, ring) if one.row.struck_on is None],
        online=[
            "\n".join((one.place.platform, one.place.account, one.place.address, one.place.what))
            for one in online_of(dossier, ring=ring)
        ],
        costs=[one.what for one in costs_of(dossier, ring=ring)],
        files=["\n".join((one.file.name, one.about.address, one.about.made, one.about.note)) for one in files],
        others=other_reporters(dossier, ring),
        unseen=[one.file.name for one in files if one.file.standing == Standing.UNCHECKED],
        unlooked=[one.file.name for one in files if one.id in unlooked and one.file.standing == Standing.CHECKED],
        placed=[one.file.name for one in files if Tell.PLACE in tells_of(one.file)],
        confirmed=told.confirmed or dossier.person.report is None,
        needs_complaint=complaint_may_be_needed(hints_of(dossier, ring=ring, at=at).hints),
        employer_files=wish is not None and wish.filer == Filer.EMPLOYER,
        complains=wish is not None and Route.COMPLAINT in wish.ways and wish.filer != Filer.EMPLOYER,
    )
