"""Which protocol holds: the organisation's own, when it adopted one, else the shipped one that it chose."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from uuid import UUID

import msgspec

from rugdekking.content import queries as content
from rugdekking.content.schema import Decider, Letter, Measure, Offices, Protocol
from rugdekking.content.schema import Kind as MeasureKind
from rugdekking.content.schema.letters import OF_A_MEASURE, WITH_TERM
from rugdekking.organisations.models import Kind, Organisation
from rugdekking.protocols.facts import Facts
from rugdekking.protocols.models import Example, OwnProtocol, State

# The name under which a case keeps that it followed the organisation's own protocol; no shipped file has it.
OWN = "eigen"
# The shipped protocol for whoever works for an organisation, whatever its kind.
STAFF = "staff"


def current(organisation: Organisation, *, on: date) -> Protocol:
    """The protocol for a case whose facts are recorded on this day."""
    row = adopted_now(organisation.pk, on=on)
    if row is None or row.number is None:
        return content.latest(Protocol, organisation.protocol)
    return followed(organisation.pk, OWN, row.number)


def is_own(protocol: Protocol) -> bool:
    """Whether an organisation adopted this protocol; a shipped one is a model that nobody made theirs."""
    return protocol.id == OWN


def ladder_of(protocol: Protocol) -> list[Measure]:
    """What somebody who crosses the line may hear, the lightest first."""
    return sorted((one for one in protocol.measures if one.kind is MeasureKind.MEASURE), key=lambda one: one.step)


def followed(organisation: UUID, name: str, number: int) -> Protocol:
    """The version that a case followed, also after it was withdrawn."""
    return _own(organisation, number) if name == OWN else content.version(Protocol, name, number)


def adopted_now(organisation: UUID, *, on: date) -> OwnProtocol | None:
    """The own version that holds on this day."""
    adopted = OwnProtocol.objects.filter(organisation=organisation, state=State.ADOPTED, valid_from__lte=on)
    return adopted.order_by("-valid_from", "-number").only("number").first()


def versions_of(organisation: UUID) -> list[OwnProtocol]:
    """Everything that was ever adopted, newest first, after the draft when there is one."""
    rows = OwnProtocol.objects.filter(organisation=organisation).order_by("-number")
    return sorted(rows, key=lambda row: row.state != State.DRAFT)


def version_of(organisation: UUID, pk: UUID) -> OwnProtocol | None:
    return OwnProtocol.objects.filter(organisation=organisation, pk=pk).first()


def draft_of(organisation: UUID) -> OwnProtocol | None:
    return OwnProtocol.objects.filter(organisation=organisation, state=State.DRAFT).first()


def shipped_protocols() -> list[Protocol]:
    """Every shipped protocol, in its newest version."""
    return content.everything(Protocol)


def letter_titles(*, with_term: bool | None = None) -> dict[str, str]:
    """What each letter is called that a measure can name: any, or one that fits a measure with or without a term."""
    kinds = {None: OF_A_MEASURE, True: WITH_TERM, False: OF_A_MEASURE - WITH_TERM}[with_term]
    return {one.id: one.title for one in content.everything(Letter) if one.kind in kinds}


def fitting_protocols(organisation: Organisation) -> list[Protocol]:
    """What this kind of organisation can begin with: the one for office-holders, and the one for staff."""
    return [content.latest(Protocol, name) for name in (Kind(organisation.kind).protocol, STAFF)]


def titles_of(organisation: Organisation) -> Mapping[Decider, str]:
    """What those who decide are called in this kind of organisation: burgemeester, commissaris, dijkgraaf."""
    return content.latest(Offices, organisation.kind).titles


def origin_of(row: OwnProtocol) -> Protocol:
    """The shipped version from which this one was derived."""
    return content.version(Protocol, row.from_name, row.from_version)


def examples_of(organisation: UUID) -> list[tuple[Example, Facts]]:
    """The invented events that this organisation kept, oldest first."""
    rows = Example.objects.filter(organisation=organisation).order_by("made_on", "pk")
    return [(row, msgspec.json.decode(row.body, type=Facts)) for row in rows]


def example_of(organisation: UUID, pk: UUID) -> Example | None:
    return Example.objects.filter(organisation=organisation, pk=pk).first()


def read(row: OwnProtocol) -> Protocol:
    """The protocol in this row."""
    return msgspec.json.decode(row.body, type=Protocol)


def forget() -> None:
    """Drop what this process remembers of own protocols."""
    _own.cache_clear()


# What was adopted never changes, so each process keeps what it has read.
@lru_cache(maxsize=256)
def _own(organisation: UUID, number: int) -> Protocol:
    body = OwnProtocol.objects.values_list("body", flat=True).get(organisation=organisation, number=number)
    return msgspec.json.decode(body, type=Protocol)
