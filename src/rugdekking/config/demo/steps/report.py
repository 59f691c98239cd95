"""Steps with a report: what its teller does later, and what the desk does before and beside a case."""

from datetime import datetime
from io import BytesIO
from textwrap import fill

import msgspec

from rugdekking.aftercare import operations as aftercare
from rugdekking.cases import operations as cases
from rugdekking.cases import queries as case_queries
from rugdekking.config.demo.steps.base import Did
from rugdekking.config.demo.tale import Tale
from rugdekking.kernel.time import day_of
from rugdekking.reports import files, operations, queries
from rugdekking.reports.actors import actor_of
from rugdekking.reports.choices import Answer, Kind, Score, Step
from rugdekking.vault.files import SealedFile
from rugdekking.vault.storage import storage


def kept(name: str, text: str) -> files.StoredFile:
    """A file of a demo reporter, sealed on disk as an upload is."""
    sealed = SealedFile(storage())
    sealed.write(text.encode() if name.endswith(".txt") else _screenshot(text))
    sealed.finish()
    return files.stored(sealed, name=name)


def _screenshot(text: str) -> bytes:
    """A picture with this text in it, as a reporter would send of a message."""
    from PIL import Image, ImageDraw

    picture, out = Image.new("RGB", (720, 480), "white"), BytesIO()
    ImageDraw.Draw(picture).multiline_text((32, 32), fill(text, 44), fill="black", font_size=28)
    picture.save(out, "PNG")
    return out.getvalue()


class Looks(Did, frozen=True, tag="look"):
    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.look(tale.report, ring=tale.staff(self.by), at=at)


class Speaks(Did, frozen=True, tag="speak"):
    """Speaks with who reported: the promise of contact is kept."""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.staff(self.by)
        case = case_queries.case_of(tale.report_id)
        if case is None:
            operations.contacted(tale.report, by=actor_of(ring), at=at)
        else:
            cases.record_contact(case, report=tale.report, ring=ring, at=at)


class Says(Did, frozen=True, tag="say"):
    """A message from who reported, to the desk."""

    text: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.ring(self.by)
        cases.receive_message(tale.report, ring=ring, text=self.text, at=at)


class Sends(Did, frozen=True, tag="send"):
    """A file that comes later."""

    name: str
    text: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.add_file(tale.report, ring=tale.ring(self.by), file=kept(self.name, self.text), at=at)
        cases.answered(tale.report, at=at)


class Corrects(Did, frozen=True, tag="correct"):
    """Writes the story better. `incident`: a talk or a feeling becomes a full report."""

    what: str
    behaviour: str = ""
    channel: str = ""
    incident: bool = False

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.ring(self.by)
        told = queries.open_story(tale.report, ring)
        better = msgspec.structs.replace(
            told,
            what=self.what,
            behaviour=self.behaviour or told.behaviour,
            channel=self.channel or told.channel,
            kind=Kind.INCIDENT if self.incident else told.kind,
        )
        operations.correct(tale.report, ring=ring, story=better, at=at)


class Confirms(Did, frozen=True, tag="confirm"):
    """Says with the own code that the text is right. A first code is replaced by an own one before."""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.confirm(tale.report, ring=tale.ring(self.by), at=at)


class TakesOwnCode(Did, frozen=True, tag="own_code"):
    """Puts an own code in the place of the first one, which the desk has seen."""

    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.replace_code(tale.code, by=tale.own_code, organisation=tale.report.organisation, at=at)
        tale.code = tale.own_code


class ConfirmedByWord(Did, frozen=True, tag="confirmed_by_word"):
    """The person said on the phone that the text is right, with a second colleague listening."""

    witness: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.confirm_by_word(
            tale.report, ring=tale.staff(self.by), witness=tale.member(self.witness), spoken_on=day_of(at), at=at
        )


class AsksConsent(Did, frozen=True, tag="ask_consent"):
    step: Step
    note: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.ask_consent(tale.report, step=self.step, note=self.note, ring=tale.staff(self.by), at=at)


class HearsConsent(Did, frozen=True, tag="hear_consent"):
    """What the person said about a step on the phone or in a talk."""

    step: Step
    note: str
    given: bool = True

    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.record_consent(
            tale.report, step=self.step, given=self.given, note=self.note, ring=tale.staff(self.by), at=at
        )


class AnswersConsent(Did, frozen=True, tag="answer_consent"):
    """Says yes or no on the own page."""

    step: Step
    given: bool = True

    def happen(self, tale: Tale, *, at: datetime) -> None:
        ring = tale.ring(self.by)
        asked = [one.consent for one in queries.consents(tale.report, ring) if one.consent.step == self.step]
        waiting = next(one for one in asked if one.state == Answer.ASKED)
        aftercare.answer_consent(waiting, given=self.given, ring=ring, at=at)


class KeepsOut(Did, frozen=True, tag="keep_out"):
    """Keeps a colleague out: who reported of the report, a handler of the whole case."""

    colleague: str

    def happen(self, tale: Tale, *, at: datetime) -> None:
        out = tale.member(self.colleague)
        if self.by in tale.cast.rings:
            aftercare.keep_out(tale.case, membership=out, ring=tale.staff(self.by), at=at)
        else:
            cases.keep_out_of_report(tale.report, membership=out, ring=tale.ring(self.by), at=at)


class Withdraws(Did, frozen=True, tag="withdraw"):
    def happen(self, tale: Tale, *, at: datetime) -> None:
        operations.withdraw(tale.report, ring=tale.ring(self.by), at=at)


class Rates(Did, frozen=True, tag="rate"):
    score: Score
    comment: str = ""
    reopen: bool = False

    def happen(self, tale: Tale, *, at: datetime) -> None:
        aftercare.rate(
            tale.report, ring=tale.ring(self.by), score=self.score, comment=self.comment, reopen=self.reopen, at=at
        )
