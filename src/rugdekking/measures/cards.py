"""Cards as they read, and finding them by a name. There is no way to list them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import msgspec

from rugdekking.cases.models import Case
from rugdekking.keys import circles
from rugdekking.keys.models import KeyKind
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.measures import queries
from rugdekking.measures.models import Answer, Card, CardName
from rugdekking.organisations.queries import desk_of
from rugdekking.perpetrators.models import Mark
from rugdekking.perpetrators.terms import Term, begins_with_initial, initials_in_front, of_name, words
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


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What somebody at the front desk finds under a name. `several`: an initial alone fits more than one person."""

    found: tuple[Found, ...] = ()
    several: bool = False


def find(name: str, ring: StaffRing, *, on: date) -> LookedUp:
    """The cards of this name that hold on this day, but those of a case that this member must not know of.

    An initial with a family name never lists a family: when it fits more than one name, it finds none of them.
    """
    found = _find(name, ring, on=on)
    people = {" ".join(words(one.on_card.name)) for one in found}
    if begins_with_initial(initials_in_front(name)) and len(people) > 1:
        return LookedUp(several=True)
    return LookedUp(tuple(found))


def _find(name: str, ring: StaffRing, *, on: date) -> list[Found]:
    secrets = circles.opened(KeyKind.CARD, desk_of(ring.organisation).pk, ring)
    names = {blind for secret in secrets.values() for blind in _blind(_asked(name), secret)}
    named = CardName.objects.filter(organisation=ring.organisation, name__in=names).values("card")
    holding = queries.may_know(queries.running(on=on, organisation=ring.organisation), ring.membership)
    rows = Card.objects.filter(pk__in=named, answer__in=holding.order_by(), key__in=list(secrets))
    listed = rows.select_related("answer").order_by("answer__ends_on", "pk")
    return [Found(read(row, secrets[row.key_id]), row.answer.ends_on) for row in listed if row.answer.ends_on]


def lies_astray(case: Case) -> bool:
    """Whether a card or a blind name of this case lies under a key that somebody holds who must not know of it now:
    because of a role that they were given since. One query, for a page that counts them."""
    blind = Mark.objects.filter(perpetrator__case=case).values("key")
    return circles.held_astray(case.pk, blind, Card.objects.filter(answer__case=case).values("key"))


def _written(name: str) -> Iterator[Term]:
    """Under what a card with this name is found: the name in full, and the initial with the last name."""
    name = initials_in_front(name)
    signed = begins_with_initial(name)
    for purpose, term in of_name(name):
        yield ("signed" if purpose == "initial" and signed else purpose, term)


def _asked(name: str) -> Iterator[Term]:
    """What is looked up when this is typed. An initial may stand for a first name, so it meets one whichever of the
    two was written in full; two first names in full are of two people."""
    name = initials_in_front(name)
    signed = begins_with_initial(name)
    for purpose, term in of_name(name):
        if purpose == "name" or signed:
            yield purpose, term
        if purpose == "initial":
            yield "signed", term


def fits(on_card: str, name: str) -> bool:
    """Whether a card with this name may be of the person with that one, as somebody looks it up."""
    return bool(set(_written(on_card)) & set(_asked(name)))


def _blind(terms: Iterable[Term], secret: Secret) -> set[bytes]:
    return {secret.blind(f"card {purpose}", term.encode()) for purpose, term in terms if term}


def names_of(card: Card, name: str, secret: Secret) -> Iterable[CardName]:
    """The rows under which a card is found, not saved yet."""
    for blind in _blind(_written(name), secret):
        yield CardName(organisation_id=card.organisation_id, card=card, name=blind)


def write(card: Card, on_card: OnCard, secret: Secret) -> bytes:
    return secret.seal(msgspec.json.encode(on_card), _place(card))


def read(card: Card, secret: Secret) -> OnCard:
    """Raises `CannotOpen` when the key does not fit or somebody changed or moved it."""
    return msgspec.json.decode(secret.open(bytes(card.sealed), _place(card)), type=OnCard)


def _place(card: Card) -> Context:
    return Context(card.organisation_id, "measures", card.pk, "card")
