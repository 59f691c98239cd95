"""The hints and terms of one file, put together from what the case recorded and what was answered."""

from dataclasses import dataclass
from datetime import date, datetime

from rugdekking.cases.queries import facts
from rugdekking.cases.queries.protocol import protocol_of
from rugdekking.clocks.models import Clock
from rugdekking.clocks.queries import running_of
from rugdekking.content.queries import latest
from rugdekking.content.schema import Offences
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import Ring
from rugdekking.police.hints import Event, Hint, Reason, asked, complaint_may_be_needed, hints
from rugdekking.police.models import Dossier, Part
from rugdekking.police.queries import sheet
from rugdekking.police.sheets import Answers
from rugdekking.police.terms import TERMS, last_day_to_complain, limitation
from rugdekking.protocols.facts import Facts


@dataclass(frozen=True, slots=True)
class Hinted:
    """What comes up for one file. `known_on` is the day from which the term for a complaint counts.

    `assumed`: nobody gave that day, so it is the day of the report, or the day on which somebody came into the case.
    `weighed`: something was recorded or added by hand, so that anything can come up at all.
    """

    answers: Answers
    questions: tuple[Reason, ...]
    hints: tuple[Hint, ...]
    known_on: date
    assumed: bool
    weighed: bool

    @property
    def fitting(self) -> tuple[Hint, ...]:
        return tuple(one for one in self.hints if one.fits)

    @property
    def said(self) -> tuple[Hint, ...]:
        """What fits and rests on at least one yes, or was added by hand."""
        return tuple(one for one in self.fitting if not self._says_nothing_yet(one))

    @property
    def unsaid(self) -> tuple[Hint, ...]:
        """What comes up while nothing can be said of it yet."""
        return tuple(one for one in self.fitting if self._says_nothing_yet(one))

    def _says_nothing_yet(self, hint: Hint) -> bool:
        return hint.says_nothing_yet and hint.offence.code not in self.answers.also

    @property
    def complaint_until(self) -> date | None:
        """The last day for a complaint, when one may be needed."""
        return last_day_to_complain(self.known_on) if complaint_may_be_needed(self.hints) else None

    @property
    def prosecuted_until(self) -> date | None:
        """The first day after which one of what may fit can be too old; none without a day or a term."""
        on = self.answers.happened_on
        days = [] if on is None else [limitation(one.offence, on) for one in self.fitting]
        return min((day for day in days if day is not None), default=None)


def hints_of(dossier: Dossier, *, ring: Ring, at: datetime) -> Hinted:
    """What may be an offence in this file, from the facts of the case as they stand now."""
    content = latest(Offences, "criminal_law")
    answers = sheet(dossier, Part.OFFENCES, Answers, ring=ring) or Answers()
    event = event_of(dossier, ring=ring, at=at)
    return Hinted(
        answers,
        asked(content, event, answers.answers),
        hints(content, event, answers.answers),
        answers.known_on or _default_day(dossier),
        assumed=answers.known_on is None,
        weighed=bool(event.facts.categories or event.also),
    )


def terms_of(dossier: Dossier) -> list[Clock]:
    """The terms of the law that run in this file, the first due first."""
    return [one for one in running_of(dossier.pk) if one.kind in TERMS]


def event_of(dossier: Dossier, *, ring: Ring, at: datetime) -> Event:
    """What the case recorded, weighed by its protocol, with the day and what was added in this file."""
    answers = sheet(dossier, Part.OFFENCES, Answers, ring=ring) or Answers()
    known = facts(dossier.case, ring)
    if known is None:
        return Event(Facts(frozenset()), on=answers.happened_on, also=frozenset(answers.also))
    protocol = protocol_of(dossier.case, on=day_of(at))
    levels = {one.code: one.severity for one in protocol.categories}
    severity = known.severity or max((levels.get(code, 1) for code in known.categories), default=1)
    told = Facts(known.categories, known.channels, known.targets, known.perpetrator, 1, known.severity, known.mutual)
    return Event(told, severity, answers.happened_on, frozenset(answers.also))


def _default_day(dossier: Dossier) -> date:
    report = dossier.person.report
    return dossier.person.added_on if report is None else day_of(report.received_at)
