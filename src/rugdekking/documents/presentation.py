"""A presentation about the desk: in its own words and colours, with the norm, protocol and numbers that hold."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rugdekking.content.queries import latest
from rugdekking.content.schema import Filling, Kind, Level, Protocol, Services, Slides, SlideText
from rugdekking.kernel.phones import spoken
from rugdekking.kernel.time import day_of, written_out
from rugdekking.organisations.models import Desk
from rugdekking.organisations.promised import promised
from rugdekking.protocols.queries import current, is_own
from rugdekking.rendering.qr import qr_png
from rugdekking.rendering.slides import Deck, Picture, Slide

_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class About:
    """What a presentation tells of. `home` is the address of the desk's front page, as a visitor types it."""

    desk: Desk
    home: str
    protocol: Protocol
    services: Services
    figures: Sequence[str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a colleague wants of it.

    `occasion` stands on the first slide; `without` are the codes of slides to leave out (`texts_of` names them all);
    `figures` are lines of their own, on a slide that is there for nobody else.
    """

    occasion: str = ""
    without: frozenset[str] = frozenset()
    figures: Sequence[str] = ()


def presentation(desk: Desk, *, home: str, colour: str, at: datetime, chosen: Chosen) -> Deck:
    """The slides for this desk as it is now: the same for everybody who asks on the same day and chooses nothing.

    The first slide always stays.
    """
    day = day_of(at)
    about = About(desk, home, current(desk.organisation, on=day), latest(Services, "support"), chosen.figures)
    opening, *others = texts_of()
    texts = [one for one in others if one.code not in chosen.without and _has_something_to_say(one, about)]
    made = [_slide(one, about) for one in (opening, *texts)]
    first = replace(made[0], lines=(*made[0].lines, chosen.occasion or written_out(day)))
    return Deck(author=desk.organisation.name, slides=(first, *made[1:]), colour=colour, day=day)


def texts_of() -> tuple[SlideText, ...]:
    """Every slide there is, in order."""
    return latest(Slides, "presentation").slides


def _has_something_to_say(text: SlideText, about: About) -> bool:
    return text.filling is not Filling.FIGURES or bool(about.figures)


def _slide(text: SlideText, about: About) -> Slide:
    names = {"organisation": about.desk.organisation.name, "desk": about.desk.name}
    plain = Slide(
        title=_named(text.title, names),
        lines=tuple(_named(line, names) for line in text.lines),
        notes=_named(text.notes, names),
    )
    filled = _FILLINGS[text.filling](plain, about) if text.filling else plain
    return filled if is_own(about.protocol) else _of_a_model(filled, text)


def _of_a_model(slide: Slide, text: SlideText) -> Slide:
    """What comes from a shipped model says so, and nobody says that the organisation adopted it."""
    told = slide.notes.replace(text.notes, text.model_notes) if text.model_notes else slide.notes
    return replace(slide, lines=(*filter(None, [text.model_line]), *slide.lines), notes=told)


def _named(text: str, names: Mapping[str, str]) -> str:
    for name, own in names.items():
        text = text.replace(f"{{{name}}}", own)
    return text


def _norm(slide: Slide, about: About) -> Slide:
    return replace(slide, lines=tuple(_SENTENCE.split(about.protocol.norm.strip())))


def _allowed(slide: Slide, about: About) -> Slide:
    return replace(slide, lines=(*_labels(about.protocol, Level.EMOTIONAL), *slide.lines))


def _not_allowed(slide: Slide, about: About) -> Slide:
    told = [f"{one.label}: {one.definition}" for one in about.protocol.categories if one.level is Level.NORM_CROSSING]
    return replace(
        slide,
        lines=tuple(_labels(about.protocol, Level.NORM_CROSSING)),
        notes="\n\n".join((slide.notes, "\n".join(told))),
    )


def _labels(protocol: Protocol, level: Level) -> Iterator[str]:
    return (one.label for one in protocol.categories if one.level is level)


def _promises(slide: Slide, about: About) -> Slide:
    words = promised(about.desk.organisation)
    lines = (
        f"Wij bellen of mailen u uiterlijk {words['contact']}.",
        f"Binnen {words['plan']} is er een plan. U praat daarover mee.",
        f"Binnen {words['reactie']} krijgt de ander onze reactie.",
        "Daarna vragen wij hoe het gaat. Ook na weken.",
    )
    return replace(slide, lines=(*slide.lines, *lines))


def _answers(slide: Slide, about: About) -> Slide:
    ladder = sorted((one for one in about.protocol.measures if one.kind is Kind.MEASURE), key=lambda one: one.step)
    return replace(slide, lines=(*slide.lines, *(one.label for one in ladder)))


def _contacts(slide: Slide, about: About) -> Slide:
    """Danger first, then the own desk, then who answers at night."""
    emergency, team, *others = (
        about.services.service(code) for code in ("emergency", "support_team", "victim_support")
    )
    desk = about.desk
    own = (desk.name, f"{spoken(desk.phone)}, {desk.hours}".strip(" ,")) if desk.phone else (desk.name, about.home)
    # A number stays on one line.
    named = ((one.label, f"{one.phone.replace(' ', chr(0xA0))}, {one.hours}") for one in (team, *others))
    return replace(slide, pairs=((emergency.label, emergency.phone), own, *named))


def _address(slide: Slide, about: About) -> Slide:
    code = Picture(qr_png(about.home), f"QR-code met het adres {about.home}")
    return replace(slide, lines=(about.home, *slide.lines), picture=code)


def _figures(slide: Slide, about: About) -> Slide:
    return replace(slide, lines=(*slide.lines, *about.figures))


_FILLINGS: Mapping[Filling, Callable[[Slide, About], Slide]] = {
    Filling.NORM: _norm,
    Filling.ALLOWED: _allowed,
    Filling.NOT_ALLOWED: _not_allowed,
    Filling.PROMISES: _promises,
    Filling.ANSWERS: _answers,
    Filling.CONTACTS: _contacts,
    Filling.ADDRESS: _address,
    Filling.FIGURES: _figures,
}
