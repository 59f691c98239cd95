"""Sheets that a desk hands out: made of its own name, numbers, terms and protocol as they are today."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rugdekking.content.queries import latest
from rugdekking.content.schema import Generated, Level, Passages, Protocol
from rugdekking.documents.numbers import who_answers
from rugdekking.kernel.phones import spoken
from rugdekking.kernel.time import written_out
from rugdekking.organisations.models import Desk
from rugdekking.organisations.promised import promised
from rugdekking.protocols.queries import current, is_own, ladder_of
from rugdekking.rendering.qr import qr_png
from rugdekking.rendering.sheet import Form, Part, Sheet, Where
from rugdekking.rendering.slides import Picture


@dataclass(frozen=True, slots=True)
class About:
    """What a sheet tells of. `home` is the address of the desk's front page, as a visitor types it."""

    desk: Desk
    home: str
    colour: str
    day: date


def sheet(generated: Generated, about: About) -> Sheet:
    """The sheet of that name: the same for everybody who asks on the same day, as long as the desk stays the same."""
    return _MAKERS[generated](about)


def _reporting(about: About) -> Sheet:
    told = _Told(latest(Passages, "sheet_reporting"), about)
    parts = (
        told.points("norm", Where.TOP),
        told.points("now", Where.LEFT, form=Form.STEPS),
        told.points("enough", Where.LEFT),
        told.points("after", Where.RIGHT, form=Form.STEPS),
        told.points("yours", Where.RIGHT),
        told.numbers(),
    )
    return told.sheet(parts, made_of="")


def _protocol(about: About) -> Sheet:
    protocol = current(about.desk.organisation, on=about.day)
    told = _Told(latest(Passages, "sheet_protocol"), about)
    own = is_own(protocol)
    parts = (
        Part(heading=told.title("norm" if own else "model"), where=Where.TOP, lead=protocol.norm.strip()),
        told.listed("allowed", Where.LEFT, _labels(protocol, Level.EMOTIONAL)),
        told.listed("not_allowed", Where.LEFT, _labels(protocol, Level.NORM_CROSSING)),
        told.points("fair", Where.LEFT),
        told.points("steps", Where.RIGHT, form=Form.STEPS),
        told.listed("answers", Where.RIGHT, [one.label for one in ladder_of(protocol)]),
        told.numbers(),
    )
    return told.sheet(parts, made_of=f"{protocol.title}, versie {protocol.version}. ", of_whom="" if own else "model")


def _labels(protocol: Protocol, level: Level) -> list[str]:
    return [one.label for one in protocol.categories if one.level is level]


_MAKERS: Mapping[Generated, Callable[[About], Sheet]] = {
    Generated.FACTSHEET_REPORTING: _reporting,
    Generated.PROTOCOL_ON_A_PAGE: _protocol,
}


@dataclass(frozen=True, slots=True)
class _Told:
    """The words of a sheet, with the names and terms of the desk filled in."""

    passages: Passages
    about: About

    def title(self, code: str) -> str:
        return self.passages.passage(code).title

    def points(self, code: str, where: Where, *, form: Form = Form.BULLETS) -> Part:
        return Part(heading=self.title(code), where=where, lines=tuple(self._lines(code)), form=form)

    def listed(self, code: str, where: Where, lines: Sequence[str]) -> Part:
        """What comes from elsewhere, under a sentence of the sheet."""
        return Part(heading=self.title(code), where=where, lead="\n".join(self._lines(code)), lines=tuple(lines))

    def numbers(self) -> Part:
        """Who answers, and the way to the desk for a phone."""
        desk = self.about.desk
        reached = ", ".join(filter(None, (spoken(desk.phone), desk.hours, self.about.home)))
        return Part(
            heading=self.title("numbers"),
            where=Where.BOTTOM,
            lead="\n".join(self._lines("numbers")),
            pairs=who_answers(desk.name, reached),
            picture=Picture(qr_png(self.about.home), f"QR-code met het adres {self.about.home}"),
        )

    def sheet(self, parts: tuple[Part, ...], *, made_of: str, of_whom: str = "") -> Sheet:
        """`of_whom` is the passage that says below the title whose this is, when it is not the organisation's own."""
        organisation = self.about.desk.organisation.name
        whose = " ".join(self._lines(of_whom)) if of_whom else organisation
        return Sheet(
            title=self.title("title"),
            subtitle=f"{' '.join(self._lines('title'))}\n{whose}",
            author=organisation,
            parts=parts,
            colour=self.about.colour,
            day=self.about.day,
            marking=f"{made_of}Gemaakt op {written_out(self.about.day)}.",
        )

    def _lines(self, code: str) -> Iterator[str]:
        own = self.about.desk.organisation
        words = promised(own)
        terms = {
            "organisation": own.name,
            "contact": f"Uiterlijk {words['contact']} hoort u van iemand.",
            "plan": f"Binnen {words['plan']} is er een plan. U praat mee.",
            "reaction": f"Binnen {words['reactie']} krijgt de ander een reactie.",
        }
        for line in self.passages.passage(code).text.splitlines():
            yield line.format(**terms)
