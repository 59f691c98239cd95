"""How an organisation comes to a scan or guide of its own: brought in as a file, published by a second person."""

import re
from datetime import datetime

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import Max

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import member
from rugdekking.content import queries as content
from rugdekking.content.reading import FaultyContent, line_of
from rugdekking.content.reading import read as read_file
from rugdekking.content.schema import Conversation, Header, Plan, Scan
from rugdekking.content.schema.base import Status
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.scans.models import Kind, OwnContent, State
from rugdekking.scans.queries import guides_of, read, read_guide, scans_of

# The shipped plan of a year: roles and tasks that an organisation's scan may name.
_PREPARATION = "preparation"
_ID = re.compile(r"^id:[ \t]*['\"]?(?P<id>[a-z][a-z0-9_]*)", re.MULTILINE)
# What the log calls it, and a file that does not say its id.
_WORDS = {Kind.SCAN: "scan", Kind.GUIDE: "guide"}
_MEANWHILE = "Een collega heeft dit intussen gewijzigd. Kijk het na en doe het dan opnieuw."


class NeedsAnother(Refused):
    """What visitors will read is looked at by two people."""


@transaction.atomic
def bring_in(text: str, *, by: Membership, at: datetime) -> OwnContent:
    """Make a draft of the scan in this file, in place of an earlier draft of the same id. Visitors see nothing of it.

    Raises `FaultyContent` with the line and the reason, and then nothing is changed.
    """
    return _drafted(_checked(text, by), Kind.SCAN, by=by, at=at)


@transaction.atomic
def bring_in_guide(text: str, *, by: Membership, at: datetime) -> OwnContent:
    """As `bring_in`, for a file with a conversation guide."""
    guide = read_file(Kind.GUIDE, _name_in(text, Kind.GUIDE), text)
    if not isinstance(guide, Conversation):
        raise TypeError("A file of this kind holds a guide.")
    return _drafted(guide, Kind.GUIDE, by=by, at=at)


@transaction.atomic
def publish(draft: OwnContent, *, by: Membership, at: datetime) -> OwnContent:
    """Let visitors of this organisation find it, in place of its version before and of a shipped one of that id.

    Raises `NeedsAnother` for who brought it in, `FaultyContent` when its address was taken meanwhile, and
    `JustChanged` when somebody else did something with it.
    """
    # The person, not the membership: who leaves and comes back is no second one.
    if draft.made_by.person_id == by.person_id:
        raise NeedsAnother("Vraag een collega om mee te kijken en te publiceren. U hebt dit zelf ingelezen.")
    versions = OwnContent.objects.filter(organisation=draft.organisation_id, kind=draft.kind, name=draft.name)
    number = (versions.aggregate(number=Max("number"))["number"] or 0) + 1
    written = read(draft) if draft.kind == Kind.SCAN else read_guide(draft)
    _refuse_taken(written, draft.organisation)
    body = _encoded(msgspec.structs.replace(written, version=number))
    _step(draft, State.DRAFT, State.PUBLISHED, number=number, published_on=day_of(at), body=body)
    _record("published", draft, by, at)
    return draft


@transaction.atomic
def withdraw(row: OwnContent, *, by: Membership, at: datetime) -> None:
    """Take a version back: visitors find the version before it, or the shipped one. Raises `JustChanged`."""
    _step(row, State.PUBLISHED, State.WITHDRAWN, withdrawn_on=day_of(at))
    _record("withdrawn", row, by, at)


@transaction.atomic
def drop(draft: OwnContent, *, by: Membership, at: datetime) -> None:
    """Throw a draft away. Raises `JustChanged` when it is none any more."""
    if not OwnContent.objects.filter(pk=draft.pk, state=State.DRAFT).delete()[0]:
        raise JustChanged(_MEANWHILE)
    _record("draft_dropped", draft, by, at)


def _refuse_taken(written: Scan | Conversation, organisation: Organisation) -> None:
    """Two of them at one address would hide one of the two."""
    others = scans_of(organisation) if isinstance(written, Scan) else guides_of(organisation)
    for other in others:
        if other.slug == written.slug and other.id != written.id:
            raise FaultyContent(
                f"Het adres ‘{written.slug}’ is al van ‘{other.title}’. Kies bij address een ander adres, "
                f"of neem als id ‘{other.id}’ om die te vervangen."
            )


def _drafted(written: Scan | Conversation, kind: Kind, *, by: Membership, at: datetime) -> OwnContent:
    _refuse_taken(written, by.organisation)
    body = _encoded(msgspec.structs.replace(written, status=Status.OWN))
    OwnContent.objects.filter(organisation=by.organisation_id, kind=kind, name=written.id, state=State.DRAFT).delete()
    row = OwnContent(organisation_id=by.organisation_id, kind=kind, name=written.id, body=body, made_by=by)
    row.made_on = day_of(at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise JustChanged(_MEANWHILE) from error
    _record("brought_in", row, by, at)
    return row


def _encoded(written: Header) -> str:
    return msgspec.json.encode(written, order="deterministic").decode()


def _name_in(text: str, kind: Kind) -> str:
    named = _ID.search(text)
    return named["id"] if named else _WORDS[kind]


def _checked(text: str, by: Membership) -> Scan:
    name = _name_in(text, Kind.SCAN)
    scan = read_file(Kind.SCAN, name, text)
    if not isinstance(scan, Scan):
        raise TypeError("A file of this kind holds a scan.")
    if scan.fit and by.organisation.kind not in scan.fit:
        raise FaultyContent(
            f"scans/{name}.yaml, regel {line_of(text, '.fit')}: deze scan is voor een ander soort organisatie."
        )
    _refuse_unplanned(scan, text)
    return scan


def _refuse_unplanned(scan: Scan, text: str) -> None:
    """The roles and tasks that it names are those of the plan of a year, or its steps would fit nowhere."""
    plan = content.latest(Plan, _PREPARATION)
    roles, tasks = {role.code for role in plan.roles}, {task.code for task in plan.tasks}
    for number, theme in enumerate(scan.themes):
        for nth, question in enumerate(theme.questions):
            for choice in question.choices:
                advice = choice.advice
                unknown = advice and ({advice.role} - roles | {advice.planned} - tasks) - {None}
                if unknown:
                    line = line_of(text, f".themes[{number}].questions[{nth}]")
                    where = f"scans/{scan.id}.yaml, regel {line}: vraag ‘{question.code}’"
                    raise FaultyContent(f"{where}: ‘{min(filter(None, unknown))}’ komt in het jaarplan niet voor.")


def _step(row: OwnContent, before: State, after: State, **values: object) -> None:
    if not OwnContent.objects.filter(pk=row.pk, state=before).update(state=after, **values):
        raise JustChanged(_MEANWHILE)
    row.refresh_from_db()


def _record(act: str, row: OwnContent, by: Membership, at: datetime) -> None:
    action = f"{_WORDS[Kind(row.kind)]}.{act}"
    audit.record(action, organisation=row.organisation_id, subject=row.pk, by=member(by.pk, ""), at=at)
