"""A presentation about the desk: in its own words and colours, with the norm, protocol and numbers that hold."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil

import msgspec

from rugdekking.content.queries import latest
from rugdekking.content.schema import Filling, Level, Protocol, Slides, SlideText
from rugdekking.documents.numbers import who_answers
from rugdekking.kernel.blanks import named
from rugdekking.kernel.phones import spoken
from rugdekking.kernel.time import day_of, written_out
from rugdekking.organisations.models import Desk
from rugdekking.organisations.promised import promised
from rugdekking.protocols.queries import current, is_own, ladder_of
from rugdekking.rendering.qr import qr_png
from rugdekking.rendering.slides import Deck, Picture, Slide

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# More than this nobody reads while somebody speaks.
MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class About:
    """What a presentation tells of. `home` is the address of the desk's front page, as a visitor types it."""

    desk: Desk
    home: str
    protocol: Protocol
    figures: Sequence[str]


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list that the protocol gives, and what the speaker may tell about it."""

    code: str
    label: str
    told: str


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
    about = About(desk, home, current(desk.organisation, on=day), chosen.figures)
    opening, *others = texts_of()
    texts = [one for one in others if one.code not in chosen.without and _has_something_to_say(one, about)]
    made = [slide for one in (opening, *texts) for slide in _slides(one, about)]
    first = replace(made[0], lines=(*made[0].lines, chosen.occasion or written_out(day)))
    return Deck(author=desk.organisation.name, slides=(first, *made[1:]), colour=colour, day=day)


def texts_of() -> tuple[SlideText, ...]:
    """Every slide there is, in order."""
    return latest(Slides, "presentation").slides


def _has_something_to_say(text: SlideText, about: About) -> bool:
    return text.filling is not Filling.FIGURES or bool(about.figures)


def _slides(text: SlideText, about: About) -> list[Slide]:
    """One slide, or more where it would be full. What comes from a shipped model says so on each of them."""
    told = text if is_own(about.protocol) else _of_a_model(text)
    names = {"organisation": about.desk.organisation.name, "desk": about.desk.name}
    plain = Slide(
        title=named(told.title, names),
        lines=tuple(named(line, names) for line in told.lines),
        notes=named(told.notes, names),
    )
    label = () if is_own(about.protocol) else tuple(filter(None, [told.model_line]))
    shorts = (short for slide in _filled(plain, told, about) for short in _short(slide, most=MOST_LINES - len(label)))
    return [replace(short, lines=(*label, *short.lines)) for short in shorts]


def _of_a_model(text: SlideText) -> SlideText:
    """Nobody says of a shipped model that the organisation adopted it."""
    return msgspec.structs.replace(text, title=text.model_title or text.title, notes=text.model_notes or text.notes)


def _filled(plain: Slide, text: SlideText, about: About) -> list[Slide]:
    if text.filling in _LISTS:
        return _in_parts(plain, text, list(_LISTS[text.filling](about.protocol)))
    return [_FILLINGS[text.filling](plain, about) if text.filling else plain]


def _in_parts(plain: Slide, text: SlideText, listed: Sequence[Listed]) -> list[Slide]:
    """A slide for each part that has something; what the speaker says to all of it stands with the first."""
    parts = [(part.title, [one for one in listed if one.code in part.of]) for part in text.parts]
    placed = {code for part in text.parts for code in part.of}
    parts.append((plain.title, [one for one in listed if one.code not in placed]))
    slides = [
        Slide(title, tuple(one.label for one in ones), "\n".join(f"{one.label}: {one.told}" for one in ones))
        for title, ones in parts
        if ones
    ]
    if not slides:
        return [plain]
    first, *others = slides
    return [replace(first, lines=(*plain.lines, *first.lines), notes=f"{plain.notes}\n\n{first.notes}"), *others]


def _short(slide: Slide, *, most: int) -> Iterator[Slide]:
    """`slide`, or several with about as many lines each."""
    many = max(1, ceil(len(slide.lines) / most))
    each = max(1, ceil(len(slide.lines) / many))
    yield replace(slide, lines=slide.lines[:each])
    for start in range(each, len(slide.lines), each):
        yield Slide(f"{slide.title} (vervolg)", slide.lines[start : start + each], notes="")


def _norm(slide: Slide, about: About) -> Slide:
    return replace(slide, lines=tuple(_SENTENCE.split(about.protocol.norm.strip())))


def _allowed(slide: Slide, about: About) -> Slide:
    allowed = (one.label for one in about.protocol.categories if one.level is Level.EMOTIONAL)
    return replace(slide, lines=(*allowed, *slide.lines))


def _not_allowed(protocol: Protocol) -> Iterator[Listed]:
    crossing = (one for one in protocol.categories if one.level is Level.NORM_CROSSING)
    return (Listed(one.code, one.label, one.definition) for one in crossing)


def _answers(protocol: Protocol) -> Iterator[Listed]:
    return (Listed(one.code, one.label, one.explanation) for one in ladder_of(protocol))


def _promises(slide: Slide, about: About) -> Slide:
    words = promised(about.desk.organisation)
    lines = (
        f"Wij bellen of mailen u uiterlijk {words['contact']}.",
        f"Binnen {words['plan']} is er een plan. U praat daarover mee.",
        f"Binnen {words['reactie']} krijgt de ander onze reactie.",
        "Daarna vragen wij hoe het gaat. Ook na weken.",
    )
    return replace(slide, lines=(*slide.lines, *lines))


def _contacts(slide: Slide, about: About) -> Slide:
    desk = about.desk
    reached = f"{spoken(desk.phone)}, {desk.hours}".strip(" ,") if desk.phone else about.home
    return replace(slide, pairs=who_answers(desk.name, reached))


def _address(slide: Slide, about: About) -> Slide:
    code = Picture(qr_png(about.home), f"QR-code met het adres {about.home}")
    return replace(slide, lines=(about.home, *slide.lines), picture=code)


def _figures(slide: Slide, about: About) -> Slide:
    return replace(slide, lines=(*slide.lines, *about.figures))


_FILLINGS: Mapping[Filling, Callable[[Slide, About], Slide]] = {
    Filling.NORM: _norm,
    Filling.ALLOWED: _allowed,
    Filling.PROMISES: _promises,
    Filling.CONTACTS: _contacts,
    Filling.ADDRESS: _address,
    Filling.FIGURES: _figures,
}
_LISTS: Mapping[Filling | None, Callable[[Protocol], Iterator[Listed]]] = {
    Filling.NOT_ALLOWED: _not_allowed,
    Filling.ANSWERS: _answers,
}
