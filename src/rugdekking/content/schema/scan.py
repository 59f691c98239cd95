"""The shape of a scan: questions in themes, what each answer weighs, and what one could do about it.

Three kinds. A personal scan gives advice, the most pressing first. An organisation's scan gives a picture of its
risks, and steps that fit in its plan for the year. A reflection weighs nothing: each answer gives something to think
about.
"""

import enum
import re
from collections.abc import Iterator
from typing import Annotated

import msgspec

from rugdekking.content.schema.base import Code, Count, FaultAt, Header, Record, Text, refuse_doubles
from rugdekking.content.schema.toolkit import Address as PageAddress
from rugdekking.content.schema.writing import DESK, OUTSIDE, host_of

Short = Annotated[str, msgspec.Meta(min_length=1, max_length=160)]
# As long as a line of the plan of a year may be.
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Weight = Annotated[int, msgspec.Meta(ge=1, le=3)]
Points = Annotated[int, msgspec.Meta(ge=0, le=3)]
Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]
_ADDRESS = re.compile(r"(desk|hulp|scan|guide):[a-z][a-z0-9_-]*|tel:\+?[0-9]+|https://[^\s<>\"]+")
# What the button is called that leads back to the questions. That, and the field with the steps for the plan of a
# year, are sent together with the answers: no question may be called so.
AGAIN = "opnieuw"
_TAKEN = frozenset({AGAIN, "steps"})


class ScanKind(enum.StrEnum):
    PERSONAL = "personal"
    REFLECTION = "reflection"
    ORGANISATION = "organisation"


class OrganisationKind(enum.StrEnum):
    GEMEENTE = "gemeente"
    PROVINCIE = "provincie"
    WATERSCHAP = "waterschap"


class Signpost(Record, frozen=True):
    """Where to go on. `text` is the link and says where it leads.

    `to` is a page of the desk or of the toolkit, another scan or guide, a number to call, or a site.
    """

    text: Short
    to: Short

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.to):
            raise ValueError("een link begint met desk:, hulp:, scan:, guide:, tel: of https://")
        kind, _, name = self.to.partition(":")
        if kind == "desk" and name not in DESK:
            raise ValueError(f"de link naar ‘{self.to}’ leidt nergens heen")
        if kind == "https" and host_of(self.to).removeprefix("www.") not in OUTSIDE:
            raise ValueError(f"‘{self.to}’ is geen site van een publieke organisatie")


class Advice(Record, frozen=True):
    """What to do after an answer, and the very first step.

    In an organisation's scan `role` is who does it, `weeks` within how many weeks, and `planned` the task of the
    shipped plan for a year (content/nl/plans/preparation.yaml) that says the same.
    """

    text: Line
    step: Line
    link: Signpost | None = None
    role: Code | None = None
    weeks: Count | None = None
    planned: Code | None = None


class ScanChoice(Record, frozen=True):
    """One answer. `points` is how much there is to gain: 0 when it is in order, 3 when it is not there at all."""

    code: Code
    text: Short
    points: Points = 0
    advice: Advice | None = None
    reflection: str = ""


class ScanQuestion(Record, frozen=True):
    """`weight` is how much the question matters among the others."""

    code: Code
    text: Short
    choices: Annotated[tuple[ScanChoice, ...], msgspec.Meta(min_length=2, max_length=5)]
    about: str = ""
    weight: Weight = 1

    def __post_init__(self) -> None:
        if self.code in _TAKEN:
            raise ValueError(f"een vraag heet niet ‘{self.code}’: zo heet al iets anders op de pagina")
        refuse_doubles((one.code for one in self.choices), f"vraag ‘{self.code}’: antwoord")


class ScanTheme(Record, frozen=True):
    code: Code
    title: Short
    about: Text
    questions: Annotated[tuple[ScanQuestion, ...], msgspec.Meta(min_length=1, max_length=12)]


class Band(Record, frozen=True):
    """What is said of a theme from this share of all points that it could have."""

    code: Code
    minimum: Percent
    title: Short
    text: Line


class Scan(Header, frozen=True):
    """`fit` names the kinds of organisation that an organisation's scan is for; none named: all.

    `address` is the last part of its address, in Dutch; without one that is the id.
    """

    kind: ScanKind
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=90)]
    about: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
    minutes: Count
    themes: Annotated[tuple[ScanTheme, ...], msgspec.Meta(min_length=1, max_length=8)]
    before: tuple[Text, ...] = ()
    after: tuple[Text, ...] = ()
    address: PageAddress = ""
    fit: tuple[OrganisationKind, ...] = ()
    bands: tuple[Band, ...] = ()

    def __post_init__(self) -> None:
        refuse_doubles((theme.code for theme in self.themes), "thema")
        refuse_doubles((question.code for question in self.questions()), "vraag")
        refuse_doubles((band.code for band in self.bands), "uitslag")
        if self.kind is ScanKind.REFLECTION:
            self._refuse_weighing()
        else:
            self._refuse_unweighed()
        if self.kind is ScanKind.ORGANISATION:
            self._refuse_unowned()

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.address or self.id.replace("_", "-")

    def questions(self) -> Iterator[ScanQuestion]:
        """All questions, in their order."""
        return (question for theme in self.themes for question in theme.questions)

    def choices(self) -> Iterator[tuple[ScanQuestion, ScanChoice]]:
        return ((question, choice) for question in self.questions() for choice in question.choices)

    def _refuse_weighing(self) -> None:
        """No answer of a reflection is better than another: there is nothing to add up."""
        if self.bands:
            raise ValueError("een scan om over na te denken (reflection) heeft geen uitslagen (bands)")
        for question, choice in self.choices():
            if choice.points or choice.advice:
                raise self._fault(question, f"bij ‘reflection’ weegt geen antwoord, ook ‘{choice.code}’ niet")
            if not choice.reflection:
                raise self._fault(question, f"bij antwoord ‘{choice.code}’ ontbreekt ‘reflection’")

    def _refuse_unweighed(self) -> None:
        minima = [band.minimum for band in self.bands]
        if len(minima) < 2 or minima[0] != 0 or minima != sorted(set(minima)):
            raise ValueError("de uitslagen (bands) beginnen bij 0 en lopen op; er zijn er minstens twee")
        for question in self.questions():
            points = [choice.points for choice in question.choices]
            if min(points) != 0 or max(points) == 0:
                raise self._fault(question, "een antwoord heeft 0 punten en een ander meer")
        for question, choice in self.choices():
            if bool(choice.points) != bool(choice.advice):
                raise self._fault(question, f"bij antwoord ‘{choice.code}’ horen punten en advies bij elkaar")

    def _refuse_unowned(self) -> None:
        for question, choice in self.choices():
            advice = choice.advice
            if advice and not (advice.role and advice.weeks):
                raise self._fault(question, f"zeg bij antwoord ‘{choice.code}’ wie het doet (role, weeks)")

    def _fault(self, question: ScanQuestion, what: str) -> FaultAt:
        places = {
            one.code: f".themes[{number}].questions[{nth}]"
            for number, theme in enumerate(self.themes)
            for nth, one in enumerate(theme.questions)
        }
        return FaultAt(places[question.code], f"vraag ‘{question.code}’: {what}")
