"""Asking and noting consent where it stands: in the report of who told it, else in the row of the step itself."""

from datetime import datetime

from rugdekking.aftercare.operations.rows import NotYours
from rugdekking.cases.models import PersonConcerned
from rugdekking.cases.owning import owner_report
from rugdekking.keys.rings import StaffRing
from rugdekking.reports import operations as reports
from rugdekking.reports.choices import Answer, Step
from rugdekking.reports.models import Consent

NOTES = {
    Step.CARER: (
        "Een vertrouwenspersoon of iemand van de collegiale opvang belt u op vaste momenten. Wat u bespreekt, blijft"
        " tussen u beiden. Het steunpunt ziet alleen of een gesprek er was."
    ),
    Step.SUPPORT_TEAM: "Het steunpunt legt voor u contact met het Ondersteuningsteam Weerbaar Bestuur.",
}


def ask(person: PersonConcerned, *, step: Step, ring: StaffRing, at: datetime) -> bool:
    """Put the question on the person's own page, if they have one. Says whether a yes stands there already."""
    report = owner_report(person)
    if report is None:
        return False
    standing = Consent.objects.filter(report=report, step=step, state__in=(Answer.ASKED, Answer.GIVEN)).first()
    if standing is None:
        reports.ask_consent(report, step=step, note=NOTES[step], ring=ring, at=at)
        return False
    return standing.state == Answer.GIVEN


def must_reach(person: PersonConcerned, *, ring: StaffRing) -> None:
    """Raises `NotYours` when this person's consents stand in a report that this ring cannot open."""
    report = owner_report(person)
    if report is not None and report.key_id is not None and not ring.open_all([report.key_id]):
        raise NotYours("Laat de casusregisseur dit vastleggen: dan leest deze persoon het ook op de eigen pagina.")


def note_word(person: PersonConcerned, *, step: Step, given: bool, ring: StaffRing, at: datetime) -> None:
    """Note in the person's report what they said by word of mouth, so that they read it on their own page."""
    report = owner_report(person)
    if report is None:
        return
    if not Consent.objects.filter(report=report, step=step, state=Answer.GIVEN).exists():
        reports.record_consent(report, step=step, given=given, note=NOTES[step], ring=ring, at=at)
