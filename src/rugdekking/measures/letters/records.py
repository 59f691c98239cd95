"""The letter that tells somebody what was written down of them, why, until when, and what they can do about it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from rugdekking.audit import operations as audit
from rugdekking.cases.operations.at_work import NotThatDay, must_have_been
from rugdekking.cases.paper import Written, reference_of
from rugdekking.content.schema import Letter as Text
from rugdekking.content.schema import LetterKind, Slot
from rugdekking.kernel.refusal import JustChanged
from rugdekking.kernel.time import written_out
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.letters import queries
from rugdekking.measures.letters.body import seal
from rugdekking.measures.letters.drafting import Draft, filled_in
from rugdekking.measures.letters.fitting import Value
from rugdekking.measures.letters.operations import NotThisLetter
from rugdekking.measures.letters.queries import OpenLetter, opened
from rugdekking.measures.models import Answer, Letter
from rugdekking.measures.queries import open_answers
from rugdekking.measures.sealing import needed
from rugdekking.perpetrators import operations as perpetrators
from rugdekking.perpetrators.models import Perpetrator
from rugdekking.perpetrators.operations.rows import held
from rugdekking.perpetrators.queries import Opened
from rugdekking.perpetrators.sealing import Known
from rugdekking.protocols.queries import followed, is_own
from rugdekking.reports.actors import actor_of

_RECOGNISED = (
    "Komt iemand met uw naam of nummer later opnieuw voor bij een voorval? Dan kijken twee medewerkers of u dat bent."
)


def text_for(row: Perpetrator) -> Text:
    """The letter about a record, in the words of this organisation."""
    return next(one for one in queries.texts_of(row.organisation) if one.kind is LetterKind.RECORD)


def letters_about(row: Perpetrator, ring: StaffRing) -> list[OpenLetter]:
    """The letters about this record, the newest first."""
    return opened(Letter.objects.filter(perpetrator=row), ring)


def beginning(one: Opened, ring: StaffRing) -> Mapping[Slot, Value]:
    """What the office finds filled in: all that the record holds, in words for the person whom it is about."""
    row = one.row
    again = _RECOGNISED if row.recognisable else ""
    protocol = followed(row.organisation_id, row.protocol, row.protocol_version)
    model = "" if is_own(protocol) else " Dat is een model: een eigen protocol is nog niet vastgesteld."
    ground = f"{text_for(row).proposals.get(Slot.GROUND, '')}\n\nWij volgen het protocol ‘{protocol.title}’.{model}"
    known: dict[Slot, Value] = {
        Slot.BEHAVIOUR: _behaviour(row, ring),
        Slot.RECORDED: "\n".join(_facts(one.known)),
        Slot.PURPOSE: "\n\n".join(filter(None, (f"Voor {row.get_purpose_display()}.", one.reason, again))),
        Slot.GROUND: ground.strip(),
        Slot.END: row.until,
    }
    return {**text_for(row).proposals, **{slot: words for slot, words in known.items() if words}}


@transaction.atomic
def read_over(row: Perpetrator, *, draft: Draft, ring: StaffRing, at: datetime, reference: str = "") -> Written:
    """The letter as it would go out. Nothing is kept. Raises what `write` raises."""
    case, _ = held(row, ring)
    written = filled_in(text_for(row), draft, desk=case.desk, reference=reference, at=at)
    _must_end(row, written)
    return written


@transaction.atomic
def write(row: Perpetrator, *, draft: Draft, ring: StaffRing, at: datetime) -> Letter:
    """Make the letter, by whoever handles the case. It lies sealed with the record, and goes with it.

    Raises `TextMissing` for an empty part, and `NotThisLetter` for another last day than that of the record.
    """
    name = uuid4()
    written = read_over(row, draft=draft, ring=ring, at=at, reference=reference_of(name))
    letter = Letter(
        id=name,
        organisation_id=row.organisation_id,
        perpetrator=row,
        key=row.key,
        name=draft.name,
        made_by=ring.membership,
        made_on=written.day,
    )
    letter.body = seal(letter, written, under=ring.open(row.key_id))
    letter.save(force_insert=True)
    audit.record("letter.made", organisation=row.organisation_id, subject=row.pk, by=actor_of(ring), at=at)
    return letter


@transaction.atomic
def send(letter: Letter, *, on: date, told: str, ring: StaffRing, at: datetime) -> None:
    """Record that the letter went out on day `on`, and how: from then on the person knows of the record.

    Raises `NotThatDay`, `TextMissing`, `NotThisLetter` when the record is kept until another day by now, and
    `JustChanged` when it was recorded as sent already.
    """
    row = Perpetrator.objects.select_related("case").get(Q(pk=letter.perpetrator_id))
    held(row, ring)
    must_have_been(on, at=at)
    if on < letter.made_on:
        raise NotThatDay("Deze dag ligt voor de dag waarop de brief is gemaakt.")
    how = needed(told, what="hoe de brief verstuurd is")
    for one in opened(Letter.objects.filter(pk=letter.pk), ring):
        _must_end(row, one.written)
    if not Letter.objects.filter(pk=letter.pk, sent_on=None).update(sent_on=on):
        raise JustChanged("Deze brief is intussen weggegooid, of er is al vastgelegd dat hij verstuurd is.")
    audit.record("letter.sent", organisation=row.organisation_id, subject=row.pk, by=actor_of(ring), at=at)
    if row.informed_on is None:
        perpetrators.inform(row, how=how, on=on, ring=ring, at=at)


def _must_end(row: Perpetrator, written: Written) -> None:
    if written.values[Slot.END.value] != written_out(row.until):
        raise NotThisLetter(
            f"De gegevens worden bewaard tot en met {written_out(row.until)}. In de brief staat een andere dag."
        )


def _behaviour(row: Perpetrator, ring: StaffRing) -> str:
    """What was done, in the words of the last answer to it."""
    answers = Answer.objects.filter(case=row.case_id).order_by("put_on", "pk")
    return next((one.behaviour for one in reversed(open_answers(list(answers), ring))), "")


def _facts(known: Known) -> Iterable[str]:
    """Each fact on a line of its own; only those that are known."""
    listed = (
        ("Uw naam", [known.name]),
        ("Uw telefoonnummer", known.phones),
        ("Uw e-mailadres", known.emails),
        ("Uw account", known.handles),
        ("Uw adres", [known.address]),
    )
    for what, facts in listed:
        if said := ", ".join(filter(None, facts)):
            yield f"{what}: {said}"
