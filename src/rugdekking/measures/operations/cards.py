"""Cards for the front desk: made when a measure starts running, looked up by name, gone when it stops."""

from collections.abc import Collection
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet

from rugdekking.audit import operations as audit
from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case
from rugdekking.cases.operations.standing import held_still
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys import circles
from rugdekking.keys import operations as keys
from rugdekking.keys.models import KeyKind
from rugdekking.keys.queries import is_barred
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import cards, queries
from rugdekking.measures.cards import LookedUp, OnCard
from rugdekking.measures.models import Answer, Card, CardName
from rugdekking.measures.operations import rows
from rugdekking.measures.sealing import TextMissing, needed
from rugdekking.measures.status import State
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import desk_of
from rugdekking.perpetrators import operations as perpetrators
from rugdekking.perpetrators.queries import in_case
from rugdekking.perpetrators.terms import tells_apart, words
from rugdekking.reports.actors import actor_of
from rugdekking.vault.secrets import Secret

# Measures that hold at a door. What is agreed about letters or calls is no business of the front desk by itself:
# there somebody makes the card by hand, and decides what stands on it.
AT_A_DOOR = frozenset({"meeting_ban", "building_ban", "all_buildings_ban", "limited_service"})


class NothingRuns(Refused):
    """Only a measure that runs has a card."""


class FamilyNameAlone(Refused):
    """Under a family name alone the front desk would find somebody else, or wrongly nobody."""


@transaction.atomic
def make_card(answer: Answer, *, on_card: OnCard, ring: StaffRing, at: datetime) -> None:
    """Put a card of this running measure at the front desk, in place of the one that lies there.

    Nobody at the front desk finds it who must not know of the case. Raises `NothingRuns`, `TextMissing` without a
    name, a rule, a place or what to do, `FamilyNameAlone`, and `InDoubt`.
    """
    case = rows.looked_after(answer, ring)
    if not Answer.objects.filter(pk=answer.pk, state=State.RUNNING).exists():
        raise NothingRuns("Alleen een maatregel die loopt, heeft een kaart voor de balie.")
    lay(answer, _checked(on_card), case=case, ring=ring, at=at)
    audit.record("card.made", organisation=answer.organisation_id, subject=answer.pk, by=actor_of(ring), at=at)


@transaction.atomic
def drop_card(answer: Answer, *, ring: StaffRing, at: datetime) -> None:
    """Take the card of this answer away. Raises `JustChanged` when there is none."""
    rows.looked_after(answer, ring)
    if not Card.objects.filter(answer=answer).exists():
        raise JustChanged("Er ligt geen kaart van deze maatregel.")
    Card.objects.filter(answer=answer).delete()
    audit.record("card.gone", organisation=answer.organisation_id, subject=answer.pk, by=actor_of(ring), at=at)


@transaction.atomic
def look_up(name: str, *, ring: StaffRing, at: datetime) -> LookedUp:
    """The cards of this name that hold today. That somebody looked goes into the log, and the name does not.

    An initial with a family name finds no more than one person. Raises `TextMissing` without a name, and
    `FamilyNameAlone`: nothing is searched then, because "nobody" would be no answer.
    """
    if not words(name):
        raise TextMissing("Vul een naam in.")
    if not tells_apart(name):
        raise FamilyNameAlone("Vraag ook de voornaam. Met een achternaam alleen is niets te zeggen.")
    desk = desk_of(ring.organisation)
    audit.record("card.searched", organisation=ring.organisation, subject=desk.pk, by=actor_of(ring), at=at)
    return cards.find(name, ring, on=day_of(at))


def lay(answer: Answer, on_card: OnCard, *, case: Case, ring: StaffRing, at: datetime) -> None:
    """Put this on a card of the answer, in place of the one that lies there. Raises as `circle_key` of the keys."""
    out = cases.barred_from(case)
    key, secret = keys.circle_key(KeyKind.CARD, case.desk, without=out, ring=ring, at=at)
    Card.objects.filter(answer=answer).delete()
    card = Card(id=uuid4(), organisation_id=answer.organisation_id, answer=answer, key_id=key, made_on=day_of(at))
    _save(card, on_card, secret)


def lay_known_card(answer: Answer, *, case: Case, ring: StaffRing, at: datetime) -> None:
    """A card, when a measure that holds at a door starts to run and the case knows one perpetrator, by first name
    or initial and family name.

    Of several, also when only one has a name, and of somebody under 18 a person makes it, and the page says so.
    """
    if answer.state != State.RUNNING or answer.code not in AT_A_DOOR:
        return
    known = in_case(case, ring)
    if len(known) != 1 or not known[0].row.recognisable or not tells_apart(known[0].known.name):
        return
    (opened,) = queries.open_answers([answer], ring)
    on_card = OnCard(
        name=known[0].known.name,
        rule=opened.measure.label,
        place=opened.scope,
        to_do=opened.basic_services,
    )
    _lay_if_possible(answer, on_card, case=case, ring=ring, at=at)
    if Card.objects.filter(answer=answer).exists():
        audit.record("card.made", organisation=answer.organisation_id, subject=answer.pk, by=actor_of(ring), at=at)


@transaction.atomic
def bring_cards_in_line(listed: Collection[Card], *, ring: StaffRing, at: datetime) -> None:
    """Seal these cards anew where somebody holds their key who must not know, who left, or who has another role now.
    What this ring cannot open waits for somebody who can."""
    for case in sorted({row.answer.case_id: row.answer.case for row in listed}.values(), key=lambda one: one.pk):
        held_still(case)
    found = list(_cards().filter(pk__in=[row.pk for row in listed]))
    held = circles.circle_of({row.key_id for row in found})
    opened = ring.open_all(list(held))
    for row in found:
        case = row.answer.case
        may = circles.may_hold(KeyKind.CARD, case.desk).keys() - cases.barred_from(case)
        unfit = row.key.retired_on is not None or not held[row.key_id] <= may
        if unfit and row.key_id in opened:
            _lay_if_possible(row.answer, cards.read(row, opened[row.key_id]), case=case, ring=ring, at=at)


def renew_cards(ring: StaffRing, *, at: datetime) -> None:
    """Seal anew what lies under a key that somebody holds who left, or who has another role now."""
    bring_cards_in_line(list(_cards().filter(organisation=ring.organisation)), ring=ring, at=at)


def cards_in(case: Case) -> list[Card]:
    return list(_cards().filter(answer__case=case))


@transaction.atomic
def welcome(newcomer: Membership, *, ring: StaffRing) -> None:
    """Give somebody who was just let in, at the desk or at the front desk, the keys under which nothing lies that
    they must not know of."""
    desk = desk_of(newcomer.organisation_id)
    keys.standing.held_still(desk)
    perpetrators.welcome(newcomer, ring=ring)
    for key in circles.trusted(KeyKind.CARD, desk, ring):
        below = set(Card.objects.filter(key=key).values_list("answer__case", flat=True))
        if not below or not is_barred(newcomer, below):
            keys.join_circle(key, newcomer=newcomer, desk=desk, ring=ring)


def _cards() -> QuerySet[Card]:
    return Card.objects.select_related("key", "answer__case__desk", "answer__case__organisation")


def _lay_if_possible(answer: Answer, on_card: OnCard, *, case: Case, ring: StaffRing, at: datetime) -> None:
    """The measure holds and the case goes on, whatever is wrong with the desk key; its page says what to do."""
    try:
        lay(answer, on_card, case=case, ring=ring, at=at)
    except Refused:
        return


def _save(card: Card, on_card: OnCard, secret: Secret) -> None:
    card.sealed = cards.write(card, on_card, secret)
    card.save(force_insert=True)
    CardName.objects.bulk_create(cards.names_of(card, on_card.name, secret))


def _checked(on_card: OnCard) -> OnCard:
    name = needed(on_card.name, what="de naam")
    if not words(name):
        raise TextMissing("Vul nog in: de naam.")
    if not tells_apart(name):
        raise FamilyNameAlone(
            "Zet ook de voornaam of een voorletter op de kaart. De balie zoekt niet met een achternaam alleen."
        )
    return OnCard(
        name=name,
        rule=needed(on_card.rule, what="de regel"),
        place=needed(on_card.place, what="waar het geldt"),
        to_do=needed(on_card.to_do, what="wat de balie doet"),
    )
