"""The shape of a route: steps in their order, each with who takes it, and how sure it is that this is so.

Three kinds of files are routes: whom to call when a life is threatened, how a home is secured, and what to do when
somebody tries to buy or press a decision.
"""

from typing import Annotated

import msgspec

from rugdekking.content.schema.base import Code, Header, Record, Span, Status, Text, refuse_doubles, refuse_unknown

Line = Annotated[str, msgspec.Meta(min_length=1, max_length=160)]


def refuse_unsaid_doubt(status: Status, doubt: str, *, where: str) -> None:
    """What was rebuilt from parts of sources says so in a plain sentence, and nothing else does."""
    if (status is Status.RECONSTRUCTED) != bool(doubt):
        raise ValueError(f"‘{where}’: status ‘reconstructed’ en de zin bij ‘doubt’ horen bij elkaar")


class RouteStep(Record, frozen=True):
    """One step. `service` is a code of the file texts/support. Without `offices` it is for everybody.

    `except_offices` leaves some out: whoever is the mayor does not call the mayor. `doubt` is the sentence that the
    page shows while a fact is not confirmed.
    """

    code: Code
    title: Line
    text: Text
    who: Line
    status: Status
    source: Text
    doubt: str = ""
    service: Code | None = None
    offices: tuple[Code, ...] = ()
    except_offices: tuple[Code, ...] = ()
    due: Span | None = None

    def __post_init__(self) -> None:
        refuse_unsaid_doubt(self.status, self.doubt, where=self.code)
        if self.offices and self.except_offices:
            raise ValueError(f"‘{self.code}’: noem functies bij offices of bij except_offices, niet bij beide")

    def is_for(self, office: str) -> bool:
        """Whether somebody with this office takes the step; an office that nobody wrote down counts as any."""
        return office not in self.except_offices and (not self.offices or office in self.offices)


Steps = Annotated[tuple[RouteStep, ...], msgspec.Meta(min_length=1, max_length=20)]


class Route(Header, frozen=True):
    """`title` and `about` stand on top of the page."""

    title: Line
    about: Text
    steps: Steps

    def __post_init__(self) -> None:
        refuse_doubles((one.code for one in self.steps), "stap")

    def step(self, code: str) -> RouteStep | None:
        """The step with this code, or none."""
        return next((one for one in self.steps if one.code == code), None)

    def for_office(self, office: str) -> tuple[RouteStep, ...]:
        """The steps for somebody with this office, in order."""
        return tuple(one for one in self.steps if one.is_for(office))


class Contacts(Route, frozen=True):
    """Whom to call, in order, when somebody's life is threatened in one kind of organisation."""


class Security(Route, frozen=True):
    """The way to a secured home. `entitled` have a right to it; the others get `otherwise`."""

    entitled: Annotated[tuple[Code, ...], msgspec.Meta(min_length=1)]
    otherwise: Steps

    def __post_init__(self) -> None:
        super().__post_init__()
        refuse_doubles((one.code for one in (*self.steps, *self.otherwise)), "stap")

    def step(self, code: str) -> RouteStep | None:
        return next((one for one in (*self.steps, *self.otherwise) if one.code == code), None)

    def for_office(self, office: str) -> tuple[RouteStep, ...]:
        return self.steps if office in self.entitled else self.otherwise


class Approach(Record, frozen=True):
    """One way in which somebody tries to get a decision: `signs` are what an official notices."""

    code: Code
    title: Line
    text: Text
    signs: Annotated[tuple[Line, ...], msgspec.Meta(min_length=2, max_length=8)]


class Duty(Record, frozen=True):
    """The duty to file a complaint. It holds when every question is answered with yes; a person then judges."""

    title: Line
    text: Text
    questions: Annotated[tuple[Line, ...], msgspec.Meta(min_length=1, max_length=4)]
    met: Text
    unknown: Text
    unmet: Text
    status: Status
    source: Text
    doubt: str = ""

    def __post_init__(self) -> None:
        refuse_unsaid_doubt(self.status, self.doubt, where="duty")


class Signpost(Record, frozen=True):
    """Where else to go, and for what."""

    code: Code
    title: Line
    text: Text
    status: Status
    source: Text
    doubt: str = ""

    def __post_init__(self) -> None:
        refuse_unsaid_doubt(self.status, self.doubt, where=self.code)


class Subversion(Route, frozen=True):
    """What to do when somebody offers something for a decision, or presses for one. `behaviours` are the codes of
    the protocol's categories that lead here."""

    behaviours: Annotated[tuple[Code, ...], msgspec.Meta(min_length=1)]
    approaches: Annotated[tuple[Approach, ...], msgspec.Meta(min_length=1, max_length=6)]
    duty: Duty
    signposts: Annotated[tuple[Signpost, ...], msgspec.Meta(min_length=1, max_length=8)]

    def __post_init__(self) -> None:
        super().__post_init__()
        refuse_doubles((one.code for one in self.approaches), "aanpak")
        refuse_doubles((one.code for one in self.signposts), "wegwijzer")
        refuse_unknown(self.behaviours, (one.code for one in self.approaches), "gedrag")
