"""Letters of a police file: a claim for damage, and a notice to a platform, sealed in the words that go out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from rugdekking.cases.operations.at_work import NotThatDay, handled, must_be_confirmed, must_have_been
from rugdekking.cases.paper import Value, Written, parts_of, reference_of, said, sender_of
from rugdekking.content.schema import Letter as Text
from rugdekking.content.schema import LetterKind, Slot
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.police.agreeing import must_have_agreed
from rugdekking.police.models import Dossier, DossierLetter, Online
from rugdekking.police.operations.online import notice_platform
from rugdekking.police.operations.opening import record
from rugdekking.police.sealing import seal
from rugdekking.reports import texts
from rugdekking.reports.choices import Step

KINDS = frozenset({LetterKind.CLAIM, LetterKind.PLATFORM})


class NotThisLetter(Refused):
    """This letter is not written from a police file."""


class NobodyDecided(Refused):
    """A claim for damage goes out after somebody decided that."""


class TextMissing(Refused):
    """A part of the letter stayed empty."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the office typed for the letter `text`, which stands in the organisation's own words."""

    text: Text
    recipient: str
    salutation: str
    signature: str
    values: Mapping[Slot, Value]
    decided: str = ""


@transaction.atomic
def read_over(dossier: Dossier, draft: Draft, *, ring: StaffRing, at: datetime, reference: str = "") -> Written:
    """The letter as it would go out. Nothing is kept. Raises what `write_letter` raises."""
    case = handled(dossier.case, ring)
    _must_be_allowed(dossier, draft.text)
    values = dict(_checked(draft))
    return Written(
        version=draft.text.version,
        title=draft.text.title,
        to=draft.text.to.value,
        sender=sender_of(draft.text, case.desk),
        recipient=_needed(draft.recipient),
        reference=reference,
        day=day_of(at),
        subject=draft.text.subject,
        salutation=_needed(draft.salutation),
        parts=parts_of(draft.text, values),
        signature=_needed(draft.signature),
        values={slot.value: words for slot, words in said(values).items()},
        decided=_decision(draft),
    )


@transaction.atomic
def write_letter(
    dossier: Dossier, draft: Draft, *, about: Online | None = None, ring: StaffRing, at: datetime
) -> DossierLetter:
    """Make a letter; a notice to a platform is `about` what stands online.

    Raises `NotThisLetter`, `TextMissing`, `NobodyDecided` for a claim, `NotConfirmedYet` while a typed text waits for
    the person concerned, and `AskFirst` for a platform that they did not agree to.
    """
    name = uuid4()
    written = read_over(dossier, draft, ring=ring, at=at, reference=reference_of(name))
    row = DossierLetter(
        id=name,
        organisation_id=dossier.organisation_id,
        dossier=dossier,
        about=about,
        name=draft.text.id,
        made_by=ring.membership,
        made_on=written.day,
    )
    row.sealed = seal(row, "sealed", written, under=ring.open(dossier.key_id))
    row.save(force_insert=True)
    record("letter.made", dossier, by=ring, at=at)
    return row


@transaction.atomic
def send_letter(row: DossierLetter, *, on: date, ring: StaffRing, at: datetime) -> None:
    """Record that the letter went out on day `on`. A notice to a platform begins to wait for its answer.

    Raises `NotThatDay`, `JustChanged`, and what `notice_platform` raises.
    """
    handled(row.dossier.case, ring)
    must_have_been(on, at=at)
    if on < row.made_on:
        raise NotThatDay("Deze dag ligt voor de dag waarop de brief is gemaakt.")
    if not DossierLetter.objects.filter(pk=row.pk, sent_on=None).update(sent_on=on):
        raise JustChanged("Van deze brief is al vastgelegd dat hij verstuurd is.")
    record("letter.sent", row.dossier, by=ring, at=at)
    if row.about is not None:
        notice_platform(row.about, on=on, ring=ring, at=at)
    row.refresh_from_db()


@transaction.atomic
def drop_letter(row: DossierLetter, *, ring: StaffRing, at: datetime) -> None:
    """Throw a letter away that did not go out. Raises `JustChanged` when it did, or was thrown away already."""
    handled(row.dossier.case, ring)
    if not DossierLetter.objects.filter(pk=row.pk, sent_on=None).delete()[0]:
        raise JustChanged("Deze brief is verstuurd of al weggegooid.")
    record("letter.thrown_away", row.dossier, by=ring, at=at)


def _must_be_allowed(dossier: Dossier, text: Text) -> None:
    if text.kind not in KINDS:
        raise NotThisLetter("Deze brief hoort niet bij een politiedossier.")
    must_be_confirmed(dossier.case)
    if text.kind is LetterKind.PLATFORM:
        must_have_agreed(dossier, Step.PLATFORM)


def _decision(draft: Draft) -> str:
    """Somebody with the mandate decides that the organisation claims damage; the letter itself does not say who."""
    if draft.text.kind is not LetterKind.CLAIM:
        return ""
    if not draft.decided.strip():
        raise NobodyDecided("Schrijf op wie besliste dat de organisatie deze schade vraagt.")
    return texts.check(draft.decided)


def _checked(draft: Draft) -> Iterator[tuple[Slot, Value]]:
    """Every slot of the letter with its value."""
    for slot in Slot:
        if slot in draft.text.slots:
            given = draft.values.get(slot, "")
            yield slot, given if isinstance(given, date) else _needed(given)


def _needed(text: str) -> str:
    if not text.strip():
        raise TextMissing("De brief is nog niet volledig. Vul elk veld in.")
    return texts.check(text)
