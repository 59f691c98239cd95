"""How an organisation comes to a protocol of its own: derived, changed, adopted, withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import F, Max

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import Actor
from rugdekking.content import queries as content
from rugdekking.content.reading import read as read_file
from rugdekking.content.schema import Protocol
from rugdekking.content.schema.base import Status
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.organisations.models import Organisation
from rugdekking.protocols.facts import Facts
from rugdekking.protocols.models import Example, OwnProtocol, State
from rugdekking.protocols.queries import OWN, fitting_protocols, read

# What a file of this organisation is called where it says which line is wrong.
_FILE = "protocols"


class ThereIsADraft(Refused):
    """An organisation works on one draft at a time."""


class DoesNotFit(Refused):
    """A gemeente does not begin with the protocol of a waterschap."""


class NotAsDecided(Refused):
    """Adopting needs what the council or board decided, and when."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the public body decided: who, on which day, under which reference, and from when it holds."""

    by_whom: str
    on: date
    reference: str
    valid_from: date


@transaction.atomic
def derive(organisation: Organisation, *, name: str, by: Actor, at: datetime) -> OwnProtocol:
    """Begin a draft from the newest shipped protocol of this name. Raises `ThereIsADraft`, and `DoesNotFit` for one
    that is meant for another kind of organisation."""
    fitting = next((one for one in fitting_protocols(organisation) if one.id == name), None)
    if fitting is None:
        raise DoesNotFit("Dit protocol is voor een ander soort organisatie.")
    return _begin(organisation, fitting, by=by, at=at)


@transaction.atomic
def continue_from(row: OwnProtocol, *, by: Actor, at: datetime) -> OwnProtocol:
    """Begin a draft from a version that was adopted before. Raises `ThereIsADraft`."""
    return _begin(row.organisation, read(row), origin=(row.from_name, row.from_version), by=by, at=at)


@transaction.atomic
def change(draft: OwnProtocol, protocol: Protocol, *, by: Actor, at: datetime) -> None:
    """Keep a change of the draft. Raises `JustChanged` when somebody else changed or adopted it meanwhile."""
    changed = OwnProtocol.objects.filter(pk=draft.pk, state=State.DRAFT, changes=draft.changes).update(
        body=_body(protocol), changes=F("changes") + 1
    )
    if not changed:
        raise JustChanged("Een collega heeft het concept intussen gewijzigd. Kijk het na en doe het dan opnieuw.")
    _record("protocol.changed", draft, by, at)


@transaction.atomic
def adopt(draft: OwnProtocol, *, decision: Decision, by: Actor, at: datetime) -> OwnProtocol:
    """Make the draft the protocol that holds. Cases that follow an older version keep it.

    Raises `NotAsDecided`, and `JustChanged` when somebody else changed or adopted it meanwhile.
    """
    _check(decision, today=day_of(at))
    newest = OwnProtocol.objects.filter(organisation=draft.organisation_id).aggregate(number=Max("number"))
    number = (newest["number"] or 0) + 1
    protocol = msgspec.structs.replace(
        read(draft),
        version=number,
        valid_from=decision.valid_from,
        reviewed_on=decision.on,
        source=f"Vastgesteld door {decision.by_whom}, {decision.reference}.",
    )
    adopted = OwnProtocol.objects.filter(pk=draft.pk, state=State.DRAFT, changes=draft.changes).update(
        state=State.ADOPTED,
        number=number,
        body=_body(protocol),
        adopted_by=decision.by_whom,
        adopted_on=decision.on,
        reference=decision.reference,
        valid_from=decision.valid_from,
    )
    if not adopted:
        raise JustChanged("Een collega heeft het concept intussen gewijzigd. Kijk het na en doe het dan opnieuw.")
    _record("protocol.adopted", draft, by, at)
    draft.refresh_from_db()
    return draft


@transaction.atomic
def withdraw(row: OwnProtocol, *, by: Actor, at: datetime) -> None:
    """Take a version back: new cases follow the version before it, or the shipped protocol. Others keep theirs."""
    changed = OwnProtocol.objects.filter(pk=row.pk, state=State.ADOPTED).update(
        state=State.WITHDRAWN, withdrawn_on=day_of(at)
    )
    if not changed:
        raise JustChanged("Dit protocol is al ingetrokken.")
    _record("protocol.withdrawn", row, by, at)


@transaction.atomic
def drop(draft: OwnProtocol, *, by: Actor, at: datetime) -> None:
    """Throw the draft away. What was adopted stays. Raises `JustChanged` when somebody changed it meanwhile."""
    if not OwnProtocol.objects.filter(pk=draft.pk, state=State.DRAFT, changes=draft.changes).delete()[0]:
        raise JustChanged("Een collega heeft het concept intussen gewijzigd of weggegooid. Kijk het eerst na.")
    _record("protocol.draft_dropped", draft, by, at)


@transaction.atomic
def bring_in(organisation: Organisation, *, text: str, by: Actor, at: datetime) -> OwnProtocol:
    """Begin a draft from a file, as `written` gives it: this organisation's own, or that of another one.

    Raises `FaultyContent` with the line and the reason, and then nothing is changed, and `ThereIsADraft`.
    """
    protocol = read_file(_FILE, OWN, text)
    if not isinstance(protocol, Protocol):
        raise TypeError("A file of this kind holds a protocol.")
    shipped = content.latest(Protocol, organisation.protocol)
    return _begin(organisation, protocol, origin=(shipped.id, shipped.version), by=by, at=at)


@transaction.atomic
def keep_example(organisation: Organisation, facts: Facts, *, by: Actor, at: datetime) -> Example:
    """Keep an invented event, to see later what another version proposes for it. Kept twice it is one example."""
    body = msgspec.json.encode(facts, order="deterministic").decode()
    row, is_new = Example.objects.get_or_create(
        organisation=organisation, body=body, defaults={"made_on": day_of(at)}
    )
    if is_new:
        audit.record("protocol.example_kept", organisation=organisation.pk, subject=row.pk, by=by, at=at)
    return row


@transaction.atomic
def drop_example(row: Example, *, by: Actor, at: datetime) -> None:
    if Example.objects.filter(pk=row.pk).delete()[0]:
        audit.record("protocol.example_dropped", organisation=row.organisation_id, subject=row.pk, by=by, at=at)


def _begin(
    organisation: Organisation,
    protocol: Protocol,
    *,
    origin: tuple[str, int] | None = None,
    by: Actor,
    at: datetime,
) -> OwnProtocol:
    name, version = origin or (protocol.id, protocol.version)
    source = "Concept, nog niet vastgesteld."
    own = msgspec.structs.replace(protocol, id=OWN, status=Status.OWN, source=source)
    row = OwnProtocol(
        organisation=organisation, body=_body(own), from_name=name, from_version=version, made_on=day_of(at)
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise ThereIsADraft("Er is al een concept. Werk dat af, of gooi het weg en begin opnieuw.") from error
    _record("protocol.draft_begun", row, by, at)
    return row


def _check(decision: Decision, *, today: date) -> None:
    if not decision.by_whom.strip() or not decision.reference.strip():
        raise NotAsDecided("Schrijf op wie het protocol vaststelde en waar dat te vinden is.")
    if decision.on > today:
        raise NotAsDecided("Dit besluit is nog niet genomen. Kijk de datum na.")
    if decision.valid_from < decision.on:
        raise NotAsDecided("Een protocol gaat niet in voordat het is vastgesteld. Kijk de datums na.")


def _body(protocol: Protocol) -> str:
    return msgspec.json.encode(protocol, order="deterministic").decode()


def _record(action: str, row: OwnProtocol, by: Actor, at: datetime) -> None:
    organisation: UUID = row.organisation_id
    audit.record(action, organisation=organisation, subject=row.pk, by=by, at=at)
