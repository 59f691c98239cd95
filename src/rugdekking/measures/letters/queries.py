"""Which letters there are: shipped, in the organisation's own words, made for an answer, and ready to go out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from rugdekking.cases import queries as cases
from rugdekking.cases.paper import Written, parts_of, sender_of
from rugdekking.content import queries as content
from rugdekking.content.schema import Addressee, LetterKind, Slot
from rugdekking.content.schema import Letter as Text
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.agreeing import reader_must_be_agreed
from rugdekking.measures.course import OpenObjection, course_of
from rugdekking.measures.letters.body import unseal
from rugdekking.measures.letters.fitting import Value, begun, fits, later
from rugdekking.measures.letters.own import FaultyWording, Words, in_own_words
from rugdekking.measures.letters.slots import BLANKS
from rugdekking.measures.models import Answer, Change, Letter, Letterhead, Objection, Wording
from rugdekking.measures.queries import OpenAnswer, measure_of
from rugdekking.measures.status import ChangeState, ObjectionState, State
from rugdekking.organisations.models import Desk, Membership, Organisation
from rugdekking.rendering import letters as rendering


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """A letter as it was made, opened."""

    row: Letter
    written: Written


def letters_for(answer: OpenAnswer, ring: StaffRing) -> list[Text]:
    """The letters that can be made about this answer now, the one that belongs to it first.

    Only who has the case writes to the reporter.
    """
    course = course_of(answer.row, ring)
    case = answer.row.case.key_id
    texts = [
        one for one in texts_of(answer.row.organisation) if one.to != Addressee.REPORTER or ring.open_all([case])
    ]
    fitting = [one for one in texts if fits(one, answer.row, answer.measure, course)]
    return sorted(fitting, key=lambda one: (one.id != answer.measure.letter, one.title))


def beginning(text: Text, answer: OpenAnswer, ring: StaffRing, *, on: date) -> Mapping[Slot, Value]:
    """What the office finds filled in before it writes this letter on day `on`."""
    case = answer.row.case
    reported_on = min(day_of(report.received_at) for report in cases.reports_of(case))
    return begun(text, answer, course_of(answer.row, ring), desk=case.desk, reported_on=reported_on, on=on)


def signer_of(text: Text, answer: OpenAnswer, ring: StaffRing) -> Membership:
    """Who signs: whoever took the decision that the letter tells of, before that whoever writes it."""
    found = later(text, course_of(answer.row, ring))
    if isinstance(found, OpenObjection):
        return found.row.answerer or ring.membership
    decided_by = answer.row.decided_by if found is None else found.row.decided_by
    return decided_by or ring.membership


def letters_of(answer: Answer, ring: StaffRing) -> list[OpenLetter]:
    """The letters about this answer that this ring opens, the newest first."""
    return opened(Letter.objects.filter(answer=answer), ring)


def opened(letters: QuerySet[Letter], ring: StaffRing) -> list[OpenLetter]:
    """Those of `letters` that this ring opens, the newest first."""
    rows = letters.select_related("made_by__person").order_by("-made_on", "pk")
    secrets = ring.open_all([row.key_id for row in rows])
    return [OpenLetter(row, unseal(row, with_=secrets[row.key_id])) for row in rows if row.key_id in secrets]


def addressed_to(answer: Answer, ring: StaffRing) -> str:
    """The name above the last letter to the other side about this answer; empty when there is none. Who decides reads
    here whom it is about, without a key of the case."""
    letters = [one for one in letters_of(answer, ring) if one.written.to == Addressee.PERPETRATOR]
    return letters[0].written.recipient.strip().partition("\n")[0].strip() if letters else ""


def called(reference: str, *, organisation: UUID) -> list[Letter]:
    """The letters with this reference, as `reference_of` gives it: one, unless chance gave it twice."""
    typed = re.fullmatch(r"B-?([0-9A-F]{4})-?([0-9A-F]{4})", reference)
    if typed is None:
        return []
    begin = "".join(typed.groups())
    first, last = UUID(hex=f"{begin:0<32}"), UUID(hex=f"{begin:F<32}")
    rows = Letter.objects.filter(organisation=organisation, pk__gte=first, pk__lte=last)
    return list(rows.select_related("answer__case", "perpetrator__case"))


def letter_of(answer: Answer, letter: UUID, ring: StaffRing) -> OpenLetter | None:
    """One of these letters."""
    return next((one for one in letters_of(answer, ring) if one.row.pk == letter), None)


def made_known_by(letter: Letter, answer: Answer) -> Answer | Change | Objection | None:
    """What the other side first hears by this letter: the answer, a change of it, or what came of an objection."""
    if letter.name == measure_of(answer).letter:
        # Whoever is only invited to a talk was not answered yet: that is the talk itself.
        invites = content.latest(Text, letter.name).kind is LetterKind.INVITATION
        return answer if answer.state == State.DECIDED and not invites else None
    change, objection = letter.change, letter.objection
    if objection is not None:
        return objection if objection.state == ObjectionState.ANSWERED else None
    waits = change is not None and change.state == ChangeState.AGREED and change.objection_id is None
    return change if waits else None


def to_save(letter: OpenLetter, answer: Answer, *, form: str) -> bytes:
    """A letter that was made, as it goes out. One that did not go out yet may no more without consent: `AskFirst`."""
    if letter.row.sent_on is None:
        reader_must_be_agreed(answer.case, to=Addressee(letter.written.to))
    return as_file(letter.written, answer.organisation, form=form)


def as_file(written: Written, organisation: Organisation, *, form: str) -> bytes:
    """The letter as it goes out: `pdf`, or `docx` in the organisation's own template when it has one."""
    paper = written.on_paper(logo=bytes(organisation.logo))
    if form == "pdf":
        return rendering.pdf(paper)
    return rendering.docx(paper, template=template_of(organisation))


def texts_of(organisation: Organisation) -> list[Text]:
    """Every letter in the words of this organisation, by title."""
    own = {row.name: row for row in Wording.objects.filter(organisation=organisation)}
    found = [_in_words_of(own.get(one.id), one) for one in content.everything(Text)]
    return sorted(found, key=lambda one: one.title)


def text_of(organisation: Organisation, name: str) -> Text | None:
    """One letter in the words of this organisation, or none of that name."""
    return next((one for one in texts_of(organisation) if one.id == name), None)


def wordings_of(organisation: UUID) -> dict[str, Wording]:
    """What this organisation changed, by the name of the letter."""
    return {row.name: row for row in Wording.objects.filter(organisation=organisation)}


def example_of(text: Text, desk: Desk, *, on: date) -> Written:
    """The letter with the name of each slot where its words will stand."""
    named: dict[Slot, Value] = {slot: f"[{BLANKS[slot].what}]" for slot in text.slots}
    return Written(
        version=text.version,
        title=text.title,
        to=text.to.value,
        sender=sender_of(text, desk),
        recipient="[naam en adres]",
        reference="[kenmerk]",
        day=on,
        subject=text.subject,
        salutation="Geachte heer of mevrouw,",
        parts=parts_of(text, named),
        signature="[wie tekent]",
        values={},
    )


def words_of(row: Wording) -> Words:
    return msgspec.json.decode(row.body, type=Words)


def what_is_wrong(row: Wording) -> str:
    """Why these words no longer make the letter that is shipped now, or nothing. Then the shipped ones are used."""
    try:
        in_own_words(content.latest(Text, row.name), words_of(row))
    except FaultyWording as refusal:
        return str(refusal.reason)
    return ""


def template_of(organisation: Organisation) -> bytes | None:
    """The organisation's own Word template, when it has one."""
    content = Letterhead.objects.filter(organisation=organisation).values_list("content", flat=True).first()
    return None if content is None else bytes(content)


def _in_words_of(row: Wording | None, shipped: Text) -> Text:
    """In the organisation's own words, as long as they make a whole letter: a newer shipped one may ask for more."""
    if row is None:
        return shipped
    try:
        return in_own_words(shipped, words_of(row))
    except FaultyWording:
        return shipped
