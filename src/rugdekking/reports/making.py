"""The rows of a new report, made before any of them is saved: few statements, so that sending is quick."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from rugdekking.clocks.models import Clock
from rugdekking.clocks.operations import Subject, new
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.content import queries as content
from rugdekking.content.schema import Choices, Offices
from rugdekking.kernel.ids import reference
from rugdekking.kernel.time import day_of, to_the_hour
from rugdekking.keys.holders import Holder, NewKey, as_holder, new_key, wraps_for
from rugdekking.keys.models import Bar, HolderKind, KeyKind, Wrap
from rugdekking.keys.queries import holders, recovery_key
from rugdekking.notify.operations import seal_address
from rugdekking.organisations.models import Desk, Organisation
from rugdekking.reports.choices import BehaviourClass, Channel, Part, PersonClass, Writer
from rugdekking.reports.files import StoredFile
from rugdekking.reports.models import Body, CodeHolder, Evidence, Report
from rugdekking.reports.readers import Readers
from rugdekking.reports.sealing import place
from rugdekking.reports.story import For, Story
from rugdekking.vault.codes import AccessCode
from rugdekking.vault.secrets import Secret


@dataclass(frozen=True, slots=True)
class Made:
    """A report that is not saved yet, with its key."""

    report: Report
    key: NewKey

    @property
    def secret(self) -> Secret:
        return self.key.secret


def make(desk: Desk, story: Story, *, at: datetime) -> Made:
    """A new report of `story`. `desk` carries its organisation."""
    report_id = uuid4()
    key = new_key(KeyKind.REPORT, organisation=desk.organisation_id, subject=report_id, on=day_of(at))
    report = Report(
        id=report_id,
        organisation_id=desk.organisation_id,
        desk_id=desk.pk,
        reference=reference(),
        key_id=key.row.pk,
        kind=story.kind,
        received_at=to_the_hour(at),
        channel=story.channel if story.channel in Channel.values else "",
        behaviour_class=behaviour_class(story),
        person_class=person_class(story, desk.organisation),
        unsafe_now=story.unsafe_now,
        # What was told for somebody else goes nowhere before that person says that it may.
        awaits_confirmation=story.reporting_for == For.OTHER,
    )
    return Made(report, key)


def behaviour_class(story: Story) -> str:
    """The coarse class of what was chosen; content tells which."""
    choice = content.latest(Choices, "behaviours").choice(story.behaviour) if story.behaviour else None
    found = None if choice is None else choice.behaviour_class
    return "" if found is None else BehaviourClass(found.value)


def person_class(story: Story, organisation: Organisation) -> str:
    office = content.latest(Offices, organisation.kind).office(story.me.office) if story.me.office else None
    return "" if office is None else PersonClass(office.person_class.value)


def code_holders(
    made: Made, codes: Mapping[Part, AccessCode], *, first_use: Iterable[Part], at: datetime
) -> list[CodeHolder]:
    """A holder for each code; those of `first_use` choose an own code when they first come."""
    passing = frozenset(first_use)
    return [
        CodeHolder(
            id=uuid4(),
            organisation_id=made.report.organisation_id,
            report=made.report,
            part=part,
            lookup=code.lookup,
            public=code.secret.public,
            first_use=part in passing,
            made_on=day_of(at),
        )
        for part, code in codes.items()
    ]


def give_address(holder: CodeHolder, story: Story) -> None:
    """Seal the reporter's address once more, for the key that sends mail, when they asked for that."""
    if story.contact.mail_me and story.contact.email:
        holder.sealed_address = seal_address(
            story.contact.email, organisation=holder.organisation_id, holder=holder.pk
        )


def wraps(made: Made, holding: Sequence[CodeHolder], readers: Readers) -> list[Wrap]:
    """The report's key for its readers and for everybody who holds a code.

    When somebody is kept out it goes person by person, and to the recovery key, which no desk member holds.
    """
    to = [Holder(HolderKind.REPORTER, holder.pk, bytes(holder.public)) for holder in holding]
    if readers.one_by_one:
        recovery = recovery_key(readers.desk.pk)
        to += holders(readers.told)
        to += [] if recovery is None else [as_holder(recovery)]
    else:
        to.append(as_holder(readers.desk_key))
    return wraps_for(made.key.row, made.secret, to)


def bars(made: Made, readers: Readers) -> list[Bar]:
    """What makes the report invisible for those who must not know."""
    report = made.report
    named = [
        Bar(organisation_id=report.organisation_id, subject=report.pk, membership_id=member)
        for member in readers.barred
    ]
    roles = [
        Bar(organisation_id=report.organisation_id, subject=report.pk, role=role) for role in readers.barred_roles
    ]
    return named + roles


def body(made: Made, story: Story, *, writer: Writer, at: datetime) -> Body:
    row = Body(
        id=uuid4(),
        organisation_id=made.report.organisation_id,
        report=made.report,
        writer=writer,
        written_at=to_the_hour(at),
    )
    row.sealed = made.secret.seal(story.to_bytes(), place(row))
    return row


def evidence(
    report: Report, secret: Secret, files: Iterable[StoredFile], *, by: Writer, at: datetime
) -> list[Evidence]:
    """One row per file. The file itself stays as it is; its key is sealed under the report's."""
    rows = []
    for file in files:
        row = Evidence(
            id=uuid4(),
            organisation_id=report.organisation_id,
            report=report,
            file=file.id,
            added_by=by,
            added_at=to_the_hour(at),
        )
        row.sealed = secret.seal(file.to_bytes(), place(row))
        rows.append(row)
    return rows


def clocks(report: Report, organisation: Organisation, *, at: datetime) -> list[Clock]:
    """What was promised from this moment on: contact, an alarm when somebody is not safe, and confirmation."""
    hour = to_the_hour(at)
    wanted = {ClockKind.CONTACT: hour}
    if report.unsafe_now:
        wanted[ClockKind.ALARM] = at.replace(second=0, microsecond=0)
    if report.awaits_confirmation:
        wanted[ClockKind.CONFIRMATION] = hour
    about = Subject(SubjectKind.REPORT, report.pk)
    return [
        new(kind, organisation=organisation, subject=about, owner=None, at=start) for kind, start in wanted.items()
    ]
