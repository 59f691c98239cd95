"""What the desk writes in a case: facts, notes, people."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from rugdekking.cases.models import Case, Facts, Note, PersonConcerned, PersonKind, Visibility
from rugdekking.cases.operations.standing import case_secret, held_still, must_handle, must_see, record
from rugdekking.cases.queries.access import report_ids
from rugdekking.cases.queries.protocol import protocol_of
from rugdekking.cases.sealing import Recorded, Who, Words, seal
from rugdekking.content.schema import Protocol
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys import operations as keys
from rugdekking.keys.models import KeyKind
from rugdekking.keys.queries import holders
from rugdekking.keys.rings import StaffRing
from rugdekking.reports import texts
from rugdekking.reports.choices import BehaviourClass
from rugdekking.reports.models import Report
from rugdekking.reports.queries import secret_of


class NotInThisProtocol(Refused):
    """The recorded behaviour or channel is no code of the protocol that the case follows."""


class NoBehaviour(Refused):
    """Facts name at least one kind of behaviour, if only emotion."""


class ForWhichReporter(Refused):
    """A note for the reporter names one report of this case."""


@transaction.atomic
def record_facts(case: Case, *, recorded: Recorded, ring: StaffRing, at: datetime) -> Facts:
    """Record what happened, in the words of the organisation's protocol. Earlier versions stay.

    The first time pins the version of the protocol that the case follows. Only the coarse class of the heaviest
    behaviour is readable; everything else is sealed. Raises `NotInThisProtocol` and `NoBehaviour`.
    """
    case = held_still(case)
    must_handle(case, ring)
    protocol = protocol_of(case, on=day_of(at))
    _check(recorded, protocol)
    last = Facts.objects.filter(case=case).aggregate(last=Max("version"))["last"]
    row = Facts(
        organisation_id=case.organisation_id,
        case=case,
        version=(last or 0) + 1,
        recorded_by=ring.membership,
        recorded_at=at,
    )
    row.sealed = seal(row, recorded, under=case_secret(case, ring))
    row.save(force_insert=True)
    heaviest = max(
        (each for each in protocol.categories if each.code in recorded.categories), key=lambda one: one.severity
    )
    Case.objects.filter(pk=case.pk).update(
        protocol=protocol.id,
        protocol_version=protocol.version,
        behaviour_class=BehaviourClass(heaviest.behaviour_class),
    )
    record("case.facts_recorded", case, by=ring, at=at)
    return row


@transaction.atomic
def write_note(
    case: Case, *, text: str, visibility: Visibility, ring: StaffRing, at: datetime, report: Report | None = None
) -> Note:
    """Write a note: for the team, for the reporter of `report` as well, or for the writer alone.

    A private note lies under a key that only the writer has, and comes back with nobody else's help. Raises
    `ForWhichReporter`, and what `texts.check` raises.
    """
    must_see(case, ring)
    words = Words(text=texts.check(text))
    note = Note(
        organisation_id=case.organisation_id,
        case=case,
        visibility=visibility,
        author=ring.membership,
        written_at=at,
    )
    if visibility == Visibility.PRIVATE:
        mine = holders([ring.membership])
        note.key, secret = keys.make_key(
            KeyKind.PRIVATE, organisation=case.organisation_id, subject=note.pk, holders=mine, at=at
        )
    elif visibility == Visibility.REPORTER:
        note.report = reporter_of(case, report)
        secret = secret_of(note.report, ring)
    else:
        secret = case_secret(case, ring)
    note.sealed = seal(note, words, under=secret)
    note.save(force_insert=True)
    record("case.note_written", case, by=ring, at=at)
    return note


@transaction.atomic
def add_person(case: Case, *, kind: PersonKind, who: Who, ring: StaffRing, at: datetime) -> PersonConcerned:
    """Add somebody who did not report: a witness, a relative, somebody else to whom it happened."""
    case = held_still(case)
    must_handle(case, ring)
    row = PersonConcerned(organisation_id=case.organisation_id, case=case, kind=kind, added_on=day_of(at))
    row.sealed = seal(row, who, under=case_secret(case, ring))
    row.save(force_insert=True)
    record("case.person_added", case, by=ring, at=at)
    return row


@transaction.atomic
def correct_person(person: PersonConcerned, *, who: Who, ring: StaffRing, at: datetime) -> None:
    """Write down better who a person is and how to reach them."""
    case = held_still(person.case)
    must_handle(case, ring)
    sealed = seal(person, who, under=case_secret(case, ring))
    PersonConcerned.objects.filter(pk=person.pk).update(sealed=sealed)
    record("case.person_corrected", case, by=ring, at=at)


def _check(recorded: Recorded, protocol: Protocol) -> None:
    if not recorded.categories:
        raise NoBehaviour("Kies minstens één soort gedrag. Emotie, kritiek en protest horen daar ook bij.")
    known = {each.code for each in protocol.categories}
    channels = {each.code for each in protocol.channels}
    if not recorded.categories <= known or not recorded.channels <= channels:
        raise NotInThisProtocol("Dit gedrag of deze plek staat niet in het protocol van uw organisatie.")


def reporter_of(case: Case, report: Report | None) -> Report:
    """The report whose reporter is meant. Raises `ForWhichReporter` when it is none of this case."""
    if report is None or report.key_id is None or report.pk not in report_ids(case):
        raise ForWhichReporter("Kies voor welke melder deze notitie is.")
    return report
