"""Writing a letter about an answer, saying that it went out, and throwing one away that did not."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from rugdekking.audit import operations as audit
from rugdekking.cases.models import Case
from rugdekking.cases.operations import at_work
from rugdekking.cases.paper import Written, reference_of
from rugdekking.content import queries as content
from rugdekking.content.schema import Addressee, LetterKind, Slot
from rugdekking.content.schema import Letter as Text
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import written_out
from rugdekking.keys.holders import as_holder
from rugdekking.keys.models import Key, KeyKind
from rugdekking.keys.operations.wraps import destroy_below, make_key
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import operations as measures
from rugdekking.measures.agreeing import reader_must_be_agreed
from rugdekking.measures.course import OpenChange, course_of
from rugdekking.measures.letters import queries
from rugdekking.measures.letters.body import seal
from rugdekking.measures.letters.drafting import Draft, checked, filled_in
from rugdekking.measures.letters.fitting import Value, later
from rugdekking.measures.letters.slots import BLANKS
from rugdekking.measures.models import Answer, Change, Letter, Objection
from rugdekking.measures.operations import rows
from rugdekking.measures.queries import OpenAnswer, measure_of, open_answers
from rugdekking.measures.sealing import needed
from rugdekking.measures.status import APPROVED, TOLD, ChangeState
from rugdekking.perpetrators.operations.rows import held as record_held
from rugdekking.reports.actors import actor_of
from rugdekking.vault.secrets import Secret

# Which days of a letter are those of the measure itself.
_DAYS: Mapping[LetterKind, tuple[Slot, ...]] = {
    LetterKind.BAN: (Slot.BEGIN, Slot.REVIEW, Slot.END),
    LetterKind.EXTENSION: (Slot.REVIEW, Slot.END),
    LetterKind.CHANGE: (Slot.REVIEW, Slot.END),
    LetterKind.LIFT: (Slot.BEGIN,),
}


class NotThisLetter(Refused):
    """This letter says something that is not so, or not yet."""


@transaction.atomic
def read_over(answer: Answer, *, draft: Draft, ring: StaffRing, at: datetime, reference: str = "") -> Written:
    """The letter as it would go out. Nothing is kept. Raises what `write_letter` raises.

    `reference` is what its reader calls with. The reporter has that of the case; anybody else gets another, so that
    what stands on their letter never passes for the reporter's, nor the other way round.
    """
    case = _standing(answer, ring)
    text, opened = _text(answer, draft.name, ring)
    reader_must_be_agreed(case, to=text.to)
    _must_match(text, opened, dict(checked(text, draft.values)), ring)
    known = case.reference if text.to is Addressee.REPORTER else reference
    return filled_in(text, draft, desk=case.desk, reference=known, at=at)


@transaction.atomic
def write_letter(answer: Answer, *, draft: Draft, ring: StaffRing, at: datetime) -> Letter:
    """Make a letter about an answer. It lies sealed in the words that go out.

    Raises `TextMissing` for an empty part, `NotThisLetter` for one that the answer does not allow (a warning before
    its decision, an end on another day than was decided), and `AskFirst` when it goes to the police or a platform
    and the person concerned did not agree.
    """
    name = uuid4()
    written = read_over(answer, draft=draft, ring=ring, at=at, reference=reference_of(name))
    row = Letter(
        id=name,
        organisation_id=answer.organisation_id,
        answer=answer,
        name=draft.name,
        made_by=ring.membership,
        made_on=written.day,
    )
    row.change, row.objection = _told_of(draft.name, answer, ring)
    row.key, secret = _key_for(row, written, answer=answer, ring=ring, at=at)
    row.body = seal(row, written, under=secret)
    row.save(force_insert=True)
    # The log names the answer: whoever may not know of the case finds no line about that either.
    audit.record("letter.made", organisation=row.organisation_id, subject=answer.pk, by=actor_of(ring), at=at)
    return row


@transaction.atomic
def send_letter(letter: Letter, *, on: date, told: str, ring: StaffRing, at: datetime) -> None:
    """Record that the letter went out on day `on`, and how. The letter of a decision makes that decision known.

    So does the letter of a change, and that of a judged objection. Raises `NotThatDay`, `TextMissing`, `AskFirst`
    when the person concerned took consent back since it was made, `NotThisLetter` when what it says was withdrawn or
    has other days by now, `JustChanged` when it was recorded as sent already, and what `serve`, `tell_change` and
    `answer_objection` raise.
    """
    letter.refresh_from_db()
    answer = Answer.objects.select_related("case").get(Q(pk=letter.answer_id))
    case = _standing(answer, ring)
    opened = queries.letter_of(answer, letter.pk, ring)
    if opened is None:
        raise JustChanged("Deze brief is er niet meer.")
    reader_must_be_agreed(case, to=Addressee(opened.written.to))
    _must_stand(letter, answer)
    at_work.must_have_been(on, at=at)
    if on < letter.made_on:
        raise at_work.NotThatDay("Deze dag ligt voor de dag waarop de brief is gemaakt.")
    how = needed(told, what="hoe de brief verstuurd is")
    if not Letter.objects.filter(pk=letter.pk, sent_on=None).update(sent_on=on):
        raise JustChanged("Van deze brief is al vastgelegd dat hij verstuurd is.")
    audit.record("letter.sent", organisation=letter.organisation_id, subject=answer.pk, by=actor_of(ring), at=at)
    _make_known(queries.made_known_by(letter, answer), told=how, on=on, ring=ring, at=at)
    letter.refresh_from_db()
    answer.refresh_from_db()
    _must_have_its_days(letter, opened.written, answer)


@transaction.atomic
def throw_away(letter: Letter, *, ring: StaffRing, at: datetime) -> None:
    """Throw away a letter that did not go out: its words are gone, that it was made stays in the log.

    Raises `NotYourCase`, and `JustChanged` when it went out or is gone.
    """
    _, about = held(letter, ring)
    if not Letter.objects.filter(pk=letter.pk, sent_on=None).delete()[0]:
        raise JustChanged("Deze brief is intussen verstuurd of weggegooid.")
    for own in Key.objects.filter(subject=letter.pk).values_list("pk", flat=True):
        destroy_below(own)
    audit.record("letter.thrown_away", organisation=letter.organisation_id, subject=about, by=actor_of(ring), at=at)


def held(letter: Letter, ring: StaffRing) -> tuple[Case, UUID]:
    """The case of this letter, held still, for whoever may write about it; and what the letter is about."""
    if letter.perpetrator is not None:
        return record_held(letter.perpetrator, ring)[0], letter.perpetrator.pk
    answer = Answer.objects.select_related("case").get(Q(pk=letter.answer_id))
    return _standing(answer, ring), answer.pk


def _standing(answer: Answer, ring: StaffRing) -> Case:
    """The case, for whoever may write now: its handlers, and once the other side was told also who looks after it."""
    return rows.looked_after(answer, ring) if answer.state in TOLD else at_work.handled(answer.case, ring)


def _key_for(row: Letter, written: Written, *, answer: Answer, ring: StaffRing, at: datetime) -> tuple[Key, Secret]:
    """The key of the answer, which its deciders have; for a letter to the reporter one that only the case opens."""
    if written.to != Addressee.REPORTER:
        return answer.key, ring.open(answer.key_id)
    holders = [as_holder(answer.case.key)]
    made = make_key(KeyKind.DECISION, organisation=row.organisation_id, subject=row.pk, holders=holders, at=at)
    ring.add(made[0].pk, made[1])
    return made


def _told_of(name: str, answer: Answer, ring: StaffRing) -> tuple[Change | None, Objection | None]:
    """The change or the objection of which this letter tells, when it tells of one."""
    found = later(content.latest(Text, name), course_of(answer, ring))
    if isinstance(found, OpenChange):
        return found.row, None
    return None, None if found is None else found.row


def _must_stand(letter: Letter, answer: Answer) -> None:
    """Raises `NotThisLetter` for a letter of what was taken back since it was made."""
    lapsed = letter.change is not None and letter.change.state == ChangeState.WITHDRAWN
    if lapsed or (letter.name == measure_of(answer).letter and answer.state not in APPROVED):
        raise NotThisLetter("Wat in deze brief staat, is ingetrokken. Verstuur hem niet.")


def _must_have_its_days(letter: Letter, written: Written, answer: Answer) -> None:
    """Raises `NotThisLetter` when a letter that went out says other days than now hold.

    A change that follows from an objection holds once that is answered: until then the measure has other days.
    """
    if letter.change is not None and letter.change.state == ChangeState.AGREED:
        return
    kind = content.latest(Text, letter.name).kind
    begins_on = answer.ended_on if kind is LetterKind.LIFT else answer.begins_on
    days = {Slot.BEGIN: begins_on, Slot.REVIEW: answer.review_on, Slot.END: answer.ends_on}
    for slot in _DAYS.get(kind, ()):
        told, day = written.values.get(slot.value), days[slot]
        if told is not None and day is not None and told != written_out(day):
            raise NotThisLetter(
                f"In de brief is {BLANKS[slot].what} {told}, en nu is dat {written_out(day)}. Maak de brief opnieuw."
            )


def _make_known(
    found: Answer | Change | Objection | None, *, told: str, on: date, ring: StaffRing, at: datetime
) -> None:
    if isinstance(found, Answer):
        measures.serve(found, told=told, on=on, ring=ring, at=at)
    elif isinstance(found, Change):
        measures.tell_change(found, told=told, on=on, ring=ring, at=at)
    elif isinstance(found, Objection):
        measures.answer_objection(found, told=told, on=on, ring=ring, at=at)


def _text(answer: Answer, name: str, ring: StaffRing) -> tuple[Text, OpenAnswer]:
    """The letter in this organisation's words, with the answer that it is about, as both are now."""
    fresh = Answer.objects.select_related("organisation", "case__desk").get(pk=answer.pk)
    opened = open_answers([fresh], ring)
    found = [(one, opened[0]) for one in (queries.letters_for(opened[0], ring) if opened else []) if one.id == name]
    if not found:
        raise NotThisLetter("Deze brief past nu niet bij dit antwoord. Kijk na of er al over is besloten.")
    return found[0]


def _must_match(text: Text, answer: OpenAnswer, values: Mapping[Slot, Value], ring: StaffRing) -> None:
    """A letter says nothing else than what was decided. Raises `NotThisLetter`."""
    begin, review, end = (values.get(slot) for slot in (Slot.BEGIN, Slot.REVIEW, Slot.END))
    days = [one for one in (begin, review, end) if isinstance(one, date)]
    if days != sorted(days):
        raise NotThisLetter("De dagen kloppen niet: eerst het begin, dan opnieuw kijken, dan het einde.")
    decided = answer.row.ends_on if text.kind is LetterKind.BAN else None
    change = later(text, course_of(answer.row, ring))
    if isinstance(change, OpenChange):
        decided = change.row.ends_on
    if end is not None and decided not in {None, end}:
        raise NotThisLetter("De laatste dag in de brief is een andere dan de dag waartoe is besloten.")
