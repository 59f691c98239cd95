"""The shape of small texts for the pages: choices, passages, services to call, and the slides of a presentation."""

import enum
from typing import Annotated

import msgspec

from rugdekking.content.schema.base import BehaviourClass, Code, Header, Record, Text, refuse_doubles


class Choice(Record, frozen=True):
    """One answer a person can tick."""

    code: Code
    label: Text
    help: str = ""
    behaviour_class: BehaviourClass | None = None


class Choices(Header, frozen=True, tag_field="form", tag="choices"):
    question: Text
    choices: Annotated[tuple[Choice, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        refuse_doubles((choice.code for choice in self.choices), "keuze")

    def choice(self, code: str) -> Choice | None:
        """The choice with this code, or none."""
        return next((choice for choice in self.choices if choice.code == code), None)


class Passage(Record, frozen=True):
    """A short text with a heading, found by its code."""

    code: Code
    title: Text
    text: Text


class Passages(Header, frozen=True, tag_field="form", tag="passages"):
    passages: Annotated[tuple[Passage, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        refuse_doubles((passage.code for passage in self.passages), "tekst")

    def passage(self, code: str) -> Passage:
        """The passage with this code; a code that no file knows is a mistake in the program."""
        return next(passage for passage in self.passages if passage.code == code)


class Service(Record, frozen=True):
    """Somebody to call. `dial` is the number as a telephone takes it. Not `verified`: check before relying on it."""

    code: Code
    label: Text
    phone: Text
    dial: Annotated[str, msgspec.Meta(pattern=r"^\+?[0-9]{3,15}$")]
    hours: Text
    for_whom: Text
    text: Text
    verified: bool


class Services(Header, frozen=True, tag_field="form", tag="services"):
    services: Annotated[tuple[Service, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        refuse_doubles((service.code for service in self.services), "dienst")

    def service(self, code: str) -> Service:
        """The service with this code; a code that no file knows is a mistake in the program."""
        return next(service for service in self.services if service.code == code)


class Filling(enum.StrEnum):
    """What a slide takes from the organisation itself, below its own lines."""

    NORM = "norm"
    ALLOWED = "allowed"
    NOT_ALLOWED = "not_allowed"
    PROMISES = "promises"
    ANSWERS = "answers"
    CONTACTS = "contacts"
    ADDRESS = "address"
    # Only of an organisation that gives some.
    FIGURES = "figures"


class SlidePart(Record, frozen=True):
    """Some of what the organisation itself fills in, on a slide of its own: what bears one of these codes."""

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    of: Annotated[tuple[Code, ...], msgspec.Meta(min_length=1, max_length=6)]


class SlideText(Record, frozen=True):
    """One slide. `notes` is what the speaker says. {organisation} and {desk} become their names.

    As long as the organisation adopted no protocol of its own, `model_line` stands first on every slide made of it,
    `model_title` above it, and `model_notes` are said.
    `parts` lay what is filled in over more slides; what no part names comes last, under the title.
    """

    code: Code
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    lines: Annotated[
        tuple[Annotated[str, msgspec.Meta(min_length=1, max_length=120)], ...], msgspec.Meta(max_length=6)
    ]
    notes: Text
    filling: Filling | None = None
    model_title: Annotated[str, msgspec.Meta(max_length=60)] = ""
    model_line: Annotated[str, msgspec.Meta(max_length=120)] = ""
    model_notes: str = ""
    parts: tuple[SlidePart, ...] = ()


class Slides(Header, frozen=True, tag_field="form", tag="slides"):
    slides: Annotated[tuple[SlideText, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        refuse_doubles((slide.code for slide in self.slides), "dia")
        refuse_doubles((slide.title for slide in self.slides), "titel")


Texts = Choices | Passages | Services | Slides
