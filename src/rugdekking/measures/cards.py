"""Cards as they read, and finding them by a name. There is no way to list them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import msgspec

from rugdekking.keys import circles
from rugdekking.keys.models import KeyKind
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.measures import queries
from rugdekking.measures.models import Answer, Card, CardName
from rugdekking.organisations.queries import desk_of
from rugdekking.perpetrators.terms import of_name
from rugdekking.vault.secrets import Context, Secret


class OnCard(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on a card: the name as it was written, the rule, where it holds, and what to do."""

    name: str
    rule: str
    place: str
    to_do: str


@dataclass(frozen=True, slots=True)
class Found:
    """A card that fits a name, with the last day on which it holds."""

    on_card: OnCard
    until: date


def card_of(answer: Answer, ring: Ring) -> OnCard | None:
    """The card of this answer, for who holds its key."""
    row = Card.objects.filter(answer=answer).first()
    secrets = {} if row is None else ring.open_all([row.key_id])
    return None if row is None or row.key_id not in secrets else read(row, secrets[row.key_id])


def find(name: str, ring: StaffRing, *, on: date) -> list[Found]:
    """The cards of this name that hold on this day, but those of a case that this member must not know of."""
    secrets = circles.opened(KeyKind.CARD, desk_of(ring.organisation).pk, ring)
    names = {blind for secret in secrets.values() for blind in blind_names(name, secret)}
    named = CardName.objects.filter(organisation=ring.organisation, name__in=names).values("card")
    holding = queries.may_know(queries.running(on=on, organisation=ring.organisation), ring.membership)
    rows = Card.objects.filter(pk__in=named, answer__in=holding.order_by(), key__in=list(secrets))
    listed = rows.select_related("answer").order_by("answer__ends_on", "pk")
    return [Found(read(row, secrets[row.key_id]), row.answer.ends_on) for row in listed if row.answer.ends_on]


def blind_names(name: str, secret: Secret) -> set[bytes]:
    return {secret.blind(f"card {purpose}", term.encode()) for purpose, term in of_name(name) if term}


def names_of(card: Card, name: str, secret: Secret) -> Iterable[CardName]:
    """The rows under which a card is found, not saved yet."""
    for blind in blind_names(name, secret):
        yield CardName(organisation_id=card.organisation_id, card=card, name=blind)


def write(card: Card, on_card: OnCard, secret: Secret) -> bytes:
    return secret.seal(msgspec.json.encode(on_card), _place(card))


def read(card: Card, secret: Secret) -> OnCard:
    """Raises `CannotOpen` when the key does not fit or somebody changed or moved it."""
    return msgspec.json.decode(secret.open(bytes(card.sealed), _place(card)), type=OnCard)


def _place(card: Card) -> Context:
    return Context(card.organisation_id, "measures", card.pk, "card")
