"""Looking at a report, correcting it, and confirming what the desk typed."""

from datetime import date, datetime
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max

from rugdekking.audit import operations as audit
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.status import ClockKind
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of, to_the_hour
from rugdekking.keys.queries import is_barred
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.organisations.models import Membership
from rugdekking.reports.actors import actor_of, holder_of, must_own, writer_of
from rugdekking.reports.choices import Channel, Confirmed, Kind, Writer
from rugdekking.reports.making import behaviour_class, person_class
from rugdekking.reports.models import Body, Report
from rugdekking.reports.operations.talking import NotRunning, tell_holder
from rugdekking.reports.queries import clock_subject, open_story, owner_of, secret_of
from rugdekking.reports.sealing import place
from rugdekking.reports.status import RUNNING, State
from rugdekking.reports.story import Story


class NothingToConfirm(JustChanged):
    """The report does not wait for confirmation (any more)."""


class NotASecondPerson(Refused):
    """Word of mouth needs somebody beside the one who heard it, who did not type the report."""


@transaction.atomic
def look(report: Report, *, ring: StaffRing, at: datetime) -> Story:
    """Open a report for a member. The reporter reads in which role and on which day. Ends its alarm."""
    story = open_story(report, ring)
    audit.record("report.looked", organisation=report.organisation_id, subject=report.pk, by=actor_of(ring), at=at)
    clocks.keep(ClockKind.ALARM, subject=report.pk, at=at)
    return story


@transaction.atomic
def correct(report: Report, *, ring: Ring, story: Story, at: datetime) -> None:
    """Keep a corrected version; the earlier ones stay. Also turns a talk or a feeling into a full report.

    What the person themselves writes is confirmed by that; what the desk types waits for confirmation anew.
    Raises `JustChanged` when somebody else corrected it at the same moment.
    """
    holder = holder_of(ring)
    last = Body.objects.filter(report=report).aggregate(last=Max("version"))["last"] or 0
    row = Body(
        id=uuid4(),
        organisation_id=report.organisation_id,
        report=report,
        version=last + 1,
        writer=writer_of(holder),
        written_at=to_the_hour(at),
    )
    row.sealed = secret_of(report, ring).seal(story.to_bytes(), place(row))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise JustChanged("De tekst is net door iemand anders aangepast. Bekijk die eerst.") from error
    _put_clear(report, story)
    audit.record("report.corrected", organisation=report.organisation_id, subject=report.pk, by=actor_of(ring), at=at)
    if row.writer == Writer.DESK:
        _ask_confirmation(report, ring, at=at)
    elif report.awaits_confirmation and holder == owner_of(report):
        confirm(report, ring=ring, at=at)


def enlarge(report: Report, *, ring: Ring, story: Story, at: datetime) -> None:
    """Make a full report of a talk or a feeling, without anybody retyping what was told already."""
    correct(report, ring=ring, story=as_incident(story), at=at)


def as_incident(story: Story) -> Story:
    """The same story as the beginning of a full report."""
    return Story(**{name: getattr(story, name) for name in story.__struct_fields__} | {"kind": Kind.INCIDENT})


@transaction.atomic
def confirm(report: Report, *, ring: Ring, at: datetime) -> None:
    """The person whose report it is says, with their own code, that the text is right. Raises `NotYours`."""
    must_own(report, ring)
    _confirm(report, how=Confirmed.BY_CODE, on=day_of(at))
    audit.record("report.confirmed", organisation=report.organisation_id, subject=report.pk, by=actor_of(ring), at=at)
    clocks.keep(ClockKind.CONFIRMATION, subject=report.pk, at=at)


@transaction.atomic
def confirm_by_word(report: Report, *, ring: StaffRing, witness: Membership, spoken_on: date, at: datetime) -> None:
    """Record that the person said, on `spoken_on`, that the text is right, in the hearing of a second member.

    Raises `NotASecondPerson` when the witness is who records it, who typed it, or may not know of it.
    """
    same = witness.pk in {ring.membership.pk, report.typed_by_id}
    other_desk = witness.organisation_id != report.organisation_id or witness.left_on is not None
    if same or other_desk or is_barred(witness, [report.pk]):
        raise NotASecondPerson("Kies een tweede persoon: iemand anders dan u en dan wie de melding typte.")
    if spoken_on > day_of(at) or spoken_on < day_of(report.received_at):
        raise Refused("Kies een dag na de melding, en niet in de toekomst.")
    _confirm(report, how=Confirmed.BY_WORD, on=spoken_on, by=ring.membership, witness=witness)
    audit.record(
        "report.confirmed_by_word", organisation=report.organisation_id, subject=report.pk, by=actor_of(ring), at=at
    )
    clocks.keep(ClockKind.CONFIRMATION, subject=report.pk, at=at)


def _confirm(
    report: Report, *, how: Confirmed, on: date, by: Membership | None = None, witness: Membership | None = None
) -> None:
    waiting = Report.objects.filter(pk=report.pk, awaits_confirmation=True, state__in=(*RUNNING, State.CLOSED))
    if not waiting.update(
        awaits_confirmation=False, confirmed_how=how, confirmed_on=on, confirmed_by=by, confirmed_with=witness
    ):
        raise NothingToConfirm("Deze melding wacht niet meer op bevestiging.")
    report.refresh_from_db()


def _ask_confirmation(report: Report, ring: Ring, *, at: datetime) -> None:
    """Only after the person agrees may anything of what the desk typed go further."""
    typist = ring.membership if isinstance(ring, StaffRing) else None
    if not report.awaits_confirmation:
        about = clock_subject(report)
        hour = to_the_hour(at)
        clocks.start(ClockKind.CONFIRMATION, organisation=report.organisation, subject=about, owner=None, at=hour)
    Report.objects.filter(pk=report.pk).update(
        awaits_confirmation=True,
        typed_by=typist,
        confirmed_how="",
        confirmed_on=None,
        confirmed_by=None,
        confirmed_with=None,
    )
    report.refresh_from_db()
    owner = owner_of(report)
    if owner is not None:
        tell_holder(owner, at=at)


def _put_clear(report: Report, story: Story) -> None:
    updated = Report.objects.filter(pk=report.pk, state__in=(*RUNNING, State.CLOSED)).update(
        kind=story.kind,
        channel=story.channel if story.channel in Channel.values else "",
        behaviour_class=behaviour_class(story),
        person_class=person_class(story, report.organisation),
    )
    if not updated:
        raise NotRunning("Deze melding is ingetrokken. De tekst kan niet meer veranderen.")
    report.refresh_from_db()
