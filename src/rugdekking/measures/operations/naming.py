"""What is corrected or removed of a perpetrator, on the cards of the front desk as well."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from msgspec.structs import replace

from rugdekking.audit import operations as audit
from rugdekking.cases.models import Case
from rugdekking.cases.sealing import Recorded
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import cards, queries
from rugdekking.measures.cards import OnCard
from rugdekking.measures.models import Card, Letter
from rugdekking.measures.operations.cards import cards_in, lay, lay_known_card
from rugdekking.perpetrators import operations as perpetrators
from rugdekking.perpetrators.models import Perpetrator
from rugdekking.perpetrators.queries import in_case, one_in
from rugdekking.perpetrators.sealing import Known
from rugdekking.perpetrators.terms import tells_apart
from rugdekking.reports.actors import actor_of


@transaction.atomic
def correct_perpetrator(row: Perpetrator, *, known: Known, ring: StaffRing, at: datetime) -> None:
    """Write down better who it is. A card with the former name gets the present one, or goes when that is none or a
    family name alone; a letter that tells what stood there and did not go out yet, goes.

    Raises what `perpetrators.operations.correct` raises.
    """
    named = _cards_of(row, ring)
    perpetrators.correct(row, known=known, ring=ring, at=at)
    for letter in Letter.objects.filter(perpetrator=row, sent_on=None):
        letter.delete()
        _log("letter.thrown_away", row.pk, row.organisation_id, ring=ring, at=at)
    for card, on_card in named:
        if on_card is None or not tells_apart(known.name):
            _drop(card, ring=ring, at=at)
        elif on_card.name != known.name:
            lay(card.answer, replace(on_card, name=known.name), case=card.answer.case, ring=ring, at=at)
            _log("card.made", card.answer_id, card.organisation_id, ring=ring, at=at)


@transaction.atomic
def ask_removal(row: Perpetrator, *, ring: StaffRing, at: datetime) -> None:
    """Have the record removed: each card with that name goes at once. Raises what
    `perpetrators.operations.ask_removal` raises."""
    named = _cards_of(row, ring)
    perpetrators.ask_removal(row, ring=ring, at=at)
    for card, _ in named:
        _drop(card, ring=ring, at=at)


@transaction.atomic
def keep_after_all(row: Perpetrator, *, reason: str, ring: StaffRing, at: datetime) -> None:
    """The record stays after all, and the cards that went when its removal was asked are laid again. Raises what
    `perpetrators.operations.keep_after_all` raises."""
    perpetrators.keep_after_all(row, reason=reason, ring=ring, at=at)
    for answer in queries.running(on=day_of(at), case=row.case):
        if not Card.objects.filter(answer=answer).exists():
            lay_known_card(answer, case=row.case, ring=ring, at=at)


@transaction.atomic
def record_facts(case: Case, *, recorded: Recorded, ring: StaffRing, at: datetime) -> None:
    """Record what happened. A card of somebody whom the facts give no reason any more to know again, also because
    they turn out to be under 18, goes; a person makes one anew where that is needed.

    Raises what `cases.operations.record_facts` raises.
    """
    before = {one.row.pk: one.known.name for one in in_case(case, ring) if one.row.recognisable}
    perpetrators.record_facts(case, recorded=recorded, ring=ring, at=at)
    gone = Perpetrator.objects.filter(pk__in=before, recognisable=False).values_list("pk", flat=True)
    for name in [before[pk] for pk in gone]:
        for card, _ in list(_with_name(name, cards_in(case), ring)):
            _drop(card, ring=ring, at=at)


def _cards_of(row: Perpetrator, ring: StaffRing) -> list[tuple[Card, OnCard | None]]:
    """The cards of the case with the name of this record, and those that this ring cannot read: a card that may show
    the wrong person goes, and somebody makes it anew."""
    before = one_in(row.case, row.pk, ring)
    return [] if before is None else list(_with_name(before.known.name, cards_in(row.case), ring))


def _with_name(name: str, listed: list[Card], ring: StaffRing) -> Iterable[tuple[Card, OnCard | None]]:
    secrets = ring.open_all([card.key_id for card in listed])
    for card in listed:
        on_card = cards.read(card, secrets[card.key_id]) if card.key_id in secrets else None
        if on_card is None or cards.fits(on_card.name, name):
            yield card, on_card


def _drop(card: Card, *, ring: StaffRing, at: datetime) -> None:
    Card.objects.filter(pk=card.pk).delete()
    _log("card.gone", card.answer_id, card.organisation_id, ring=ring, at=at)


def _log(action: str, subject: UUID, organisation: UUID, *, ring: StaffRing, at: datetime) -> None:
    audit.record(action, organisation=organisation, subject=subject, by=actor_of(ring), at=at)
