"""The shape of an aggression protocol (agressieprotocol) as data.

The dimensions are those that differ between the 21 municipal protocols of the domain research, part 1h. What must
hold in every protocol, whoever writes it, is checked when it is read: emotion, criticism and protest are never
answered with a measure, though a conversation may be offered (National Ombudsman 2019/024; Groningen ombudsman on
contact measures).
"""

import enum
from typing import Annotated

import msgspec

from rugdekking.content.schema.base import (
    BehaviourClass,
    Code,
    Count,
    Header,
    Record,
    Span,
    Text,
    refuse_doubles,
    refuse_unknown,
)
from rugdekking.content.schema.conditions import Condition, Perpetrator, Severity, Target

Audience = Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]


class Level(enum.StrEnum):
    """The first split: emotion is allowed, crossing the norm is not."""

    EMOTIONAL = "emotional"
    NORM_CROSSING = "norm_crossing"


class Kind(enum.StrEnum):
    """A response talks and helps, counts for no repetition and is in no register; a measure is a decision."""

    RESPONSE = "response"
    MEASURE = "measure"


class Obligation(enum.StrEnum):
    """How strongly the protocol asks for it, strongest first."""

    ALWAYS = "always"
    IN_PRINCIPLE = "in_principle"
    IN_CONSULTATION = "in_consultation"
    MAY = "may"


class Decider(enum.StrEnum):
    """Who decides. The title differs per organisation: see the files in `offices`."""

    CASE_MANAGER = "case_manager"
    LINE_MANAGER = "line_manager"
    CLERK = "clerk"
    SECRETARY = "secretary"
    CHAIR = "chair"
    EXECUTIVE = "executive"
    PRESIDIUM = "presidium"


class Category(Record, frozen=True):
    """A kind of behaviour, told so that two readers sort the same event in the same place.

    `noun` completes "wegens …", and so the reason of a proposal.
    """

    code: Code
    label: Text
    noun: Text
    definition: Text
    examples: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
    level: Level
    behaviour_class: BehaviourClass
    severity: Severity


class Channel(Record, frozen=True):
    """Where or through what it happened. `label` completes the sentence "het gebeurde …"."""

    code: Code
    label: Text


class Term(Record, frozen=True):
    """How long a measure may last, and after how long somebody looks whether it is still needed."""

    minimum: Span
    default: Span
    maximum: Span
    review_after: Span

    def __post_init__(self) -> None:
        units = {span.unit for span in (self.minimum, self.default, self.maximum)}
        if len(units) > 1:
            raise ValueError("minimum, default en maximum moeten in dezelfde eenheid staan")
        if not 0 < self.minimum.amount <= self.default.amount <= self.maximum.amount:
            raise ValueError("minimum, default en maximum moeten oplopen en groter zijn dan nul")


class Measure(Record, frozen=True):
    """One thing the organisation can do, and what it takes.

    `step` is its place on the ladder: a heavier step may take the place of the lighter ones in `replaces`.
    """

    code: Code
    label: Text
    explanation: Text
    kind: Kind
    step: Annotated[int, msgspec.Meta(ge=0, le=100)]
    decider: Decider
    mandate: Text
    legal_basis: Text
    legal_character: Text
    needs_hearing: bool
    reaction_hours: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    next_step: Text
    replaces: tuple[Code, ...] = ()
    letter: Code | None = None
    term: Term | None = None

    def __post_init__(self) -> None:
        if self.kind is Kind.RESPONSE and (self.term or self.needs_hearing):
            raise ValueError(f"‘{self.code}’ is een gesprek of hulp: daar hoort geen termijn of zienswijze bij")
        if self.kind is Kind.MEASURE and not self.needs_hearing:
            raise ValueError(f"‘{self.code}’ is een maatregel: eerst hoort u de andere kant (needs_hearing: true)")


class RowProposal(Record, frozen=True):
    """What a row asks for, and how strongly; a decider here goes before the one of the measure."""

    measure: Code
    obligation: Obligation
    decider: Decider | None = None


class Row(Record, frozen=True):
    """One line of the matrix: this behaviour, so often, aimed at whom and where → these proposals."""

    number: Count
    when: Condition
    proposals: Annotated[tuple[RowProposal, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        if not self.when.categories:
            raise ValueError(f"regel {self.number} noemt geen gedrag (categories)")
        refuse_doubles((wish.measure for wish in self.proposals), f"in regel {self.number}: maatregel")


class Protocol(Header, frozen=True):
    """A whole protocol. It advises; a person decides and says why."""

    title: Text
    audience: Audience
    norm: Text
    basis: Text
    perpetrators: Annotated[tuple[Perpetrator, ...], msgspec.Meta(min_length=1)]
    targets: Annotated[tuple[Target, ...], msgspec.Meta(min_length=1)]
    repetition_window_months: Annotated[int, msgspec.Meta(ge=1, le=120)]
    channels: Annotated[tuple[Channel, ...], msgspec.Meta(min_length=1)]
    categories: Annotated[tuple[Category, ...], msgspec.Meta(min_length=1)]
    measures: Annotated[tuple[Measure, ...], msgspec.Meta(min_length=1)]
    rows: Annotated[tuple[Row, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        self._check_codes()
        self._check_ladder()
        self._check_emotion()

    def _check_codes(self) -> None:
        categories = [category.code for category in self.categories]
        channels = [channel.code for channel in self.channels]
        measures = [measure.code for measure in self.measures]
        refuse_doubles(categories, "gedrag")
        refuse_doubles(channels, "kanaal")
        refuse_doubles(measures, "maatregel")
        refuse_doubles((row.number for row in self.rows), "regel")
        for row in self.rows:
            refuse_unknown(row.when.categories, categories, f"regel {row.number}: gedrag")
            refuse_unknown(row.when.channels, channels, f"regel {row.number}: kanaal")
            refuse_unknown(row.when.targets, self.targets, f"regel {row.number}: doel")
            refuse_unknown((wish.measure for wish in row.proposals), measures, f"regel {row.number}: maatregel")

    def _check_ladder(self) -> None:
        """A step replaces only lighter ones, so that repetition never makes the answer lighter."""
        steps = {measure.code: measure.step for measure in self.measures}
        for measure in self.measures:
            refuse_unknown(measure.replaces, steps, f"maatregel {measure.code} vervangt:")
            if any(steps[lighter] >= measure.step for lighter in measure.replaces):
                raise ValueError(f"‘{measure.code}’ mag alleen een lichtere stap vervangen")

    def _check_emotion(self) -> None:
        """Emotion, criticism and protest may lead to a conversation, never to a measure."""
        emotional = {each.code for each in self.categories if each.level is Level.EMOTIONAL}
        measures = {each.code for each in self.measures if each.kind is Kind.MEASURE}
        for row in self.rows:
            touched = sorted(emotional.intersection(row.when.categories))
            asked = [wish.measure for wish in row.proposals if wish.measure in measures]
            if touched and asked:
                raise ValueError(
                    f"regel {row.number} stelt de maatregel ‘{asked[0]}’ voor bij ‘{touched[0]}’;"
                    " op emotie, kritiek en protest volgt nooit een maatregel"
                )
