"""Sending a report: one transaction, whole or absent, and the same answer at every repeat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import Actor, reporter
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.written import delete, insert
from rugdekking.keys.rings import StaffRing
from rugdekking.notify.models import Kind as MailKind
from rugdekking.notify.operations import enqueue_all
from rugdekking.organisations.models import Desk
from rugdekking.reports import making
from rugdekking.reports.actors import actor_of
from rugdekking.reports.choices import Kind, Origin, Part, Writer
from rugdekking.reports.codes import for_concerned
from rugdekking.reports.files import StoredFile
from rugdekking.reports.models import CodeHolder, Draft, DraftFile, Report
from rugdekking.reports.queries import draft_id, holder_by_code
from rugdekking.reports.readers import Readers, readers_of
from rugdekking.reports.story import For, Story
from rugdekking.vault.codes import AccessCode


class NothingTold(Refused):
    """An incident needs at least a word about what happened."""


class NotByYou(Refused):
    """The one who types is one of those who must not know."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A report that is durably there. `concerned_code` is the first-use code for the person it is about."""

    report: Report
    concerned_code: AccessCode | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """A report that the desk typed, with the first-use code for the person who told it."""

    report: Report
    first_use_code: AccessCode


def submit(
    code: AccessCode,
    *,
    desk: Desk,
    story: Story,
    files: Sequence[StoredFile] = (),
    set_apart: bool = False,
    at: datetime,
) -> Filed:
    """Send a report: sealed, audited, its clock started and its readers told, in one transaction.

    Sent again with the same code it gives the report that is there. `desk` carries its organisation. `files` lie
    sealed on disk already, those of the draft among them. `set_apart`: far more comes in than people can send; it
    is taken all the same. Raises `FormClosed` and `NothingTold`.
    """
    _must_tell(story)
    concerned = for_concerned(code) if story.reporting_for == For.OTHER else None
    try:
        report = _file(code, desk=desk, story=story, files=files, set_apart=set_apart, at=at)
    except IntegrityError:
        # Somebody sent the same draft at the same moment, or twice: there is one report, and this is it.
        sent = holder_by_code(desk.organisation_id, code)
        if sent is None:
            raise
        report = sent.report
    return Filed(report, concerned)


@transaction.atomic
def type_for(story: Story, *, ring: StaffRing, desk: Desk, origin: Origin, at: datetime) -> Typed:
    """Type a report for somebody who told it on the phone or in a talk.

    Nothing leaves the desk before that person confirms it. Their code is for first use only. Raises
    `FormClosed`, `NothingTold`, and `NotByYou` when the typist is one of those who must not know.
    """
    _must_tell(story)
    readers = readers_of(desk, story)
    if ring.membership.pk in readers.barred:
        raise NotByYou("U bent een van de mensen die dit niet mogen weten. Vraag een collega om dit op te nemen.")
    code = AccessCode.new()
    made = making.make(desk, story, at=at)
    made.report.origin, made.report.typed_by = origin, ring.membership
    made.report.awaits_confirmation = True
    _save(made, story, code=code, readers=readers, at=at)
    _tell(made.report, readers, by=actor_of(ring), at=at)
    return Typed(made.report, code)


@transaction.atomic
def _file(
    code: AccessCode, *, desk: Desk, story: Story, files: Sequence[StoredFile], set_apart: bool, at: datetime
) -> Report:
    readers = readers_of(desk, story)
    made = making.make(desk, story, at=at)
    made.report.set_apart = set_apart
    holder = _save(made, story, code=code, readers=readers, at=at)
    if files:
        insert(making.evidence(made.report, made.secret, files, by=Writer.REPORTER, at=at))
        DraftFile.objects.filter(draft=draft_id(code)).delete()
    delete(Draft, draft_id(code))
    _tell(made.report, readers, by=reporter(holder.pk), at=at)
    return made.report


def _save(made: making.Made, story: Story, *, code: AccessCode, readers: Readers, at: datetime) -> CodeHolder:
    """Save all rows of a report and give the holder of its first code."""
    typed = made.report.entered_by_desk
    holding = making.code_holders(made, _codes(code, story), first_use=Part if typed else [Part.CONCERNED], at=at)
    making.give_address(holding[0], story)
    made.report.person_by_person = readers.one_by_one
    body = making.body(made, story, writer=Writer.DESK if typed else Writer.REPORTER, at=at)
    wraps, bars = making.wraps(made, holding, readers), making.bars(made, readers)
    clocks = making.clocks(made.report, readers.desk.organisation, at=at)
    insert([made.key.row, made.report, *holding, *wraps, *bars, body, *clocks])
    return holding[0]


def _codes(code: AccessCode, story: Story) -> dict[Part, AccessCode]:
    """The code of the one who tells, and of the person it is about when that is somebody else."""
    codes = {Part.REPORTER: code}
    if story.reporting_for == For.OTHER:
        codes[Part.CONCERNED] = for_concerned(code)
    return codes


def _tell(report: Report, readers: Readers, *, by: Actor, at: datetime) -> None:
    """Write the log, and tell the readers that something waits; at once when somebody is not safe.

    Somebody who was told and did not look yet gets no second mail, but each alarm is its own.
    """
    action = "report.typed" if report.entered_by_desk else "report.filed"
    audit.record(action, organisation=report.organisation_id, subject=report.pk, by=by, at=at)
    alarm = report.unsafe_now and not report.set_apart
    enqueue_all(
        MailKind.ALARM if alarm else MailKind.SOMETHING_WAITS,
        organisation=report.organisation_id,
        addresses=[one.person.email for one in readers.told],
        subject=report.pk if alarm else report.desk_id,
        at=at,
    )


def _must_tell(story: Story) -> None:
    if story.kind == Kind.INCIDENT and not story.what.strip():
        raise NothingTold("Vertel in een paar woorden wat er gebeurde.")
