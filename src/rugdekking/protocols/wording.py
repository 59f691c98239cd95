"""A protocol in words: what each field is called, and what stands there."""

from collections.abc import Iterable, Mapping
from typing import Any

from rugdekking.content.schema import (
    Category,
    Decider,
    Kind,
    Level,
    Measure,
    Obligation,
    Protocol,
    Row,
)
from rugdekking.content.schema.base import BehaviourClass, Span, Unit
from rugdekking.content.schema.protocol import Channel, RowProposal
from rugdekking.protocols.editing import Item, Words
from rugdekking.protocols.names import PERPETRATORS, TARGETS

LEVELS: Mapping[Level, str] = {
    Level.EMOTIONAL: "emotie, kritiek of protest: daar volgt nooit een maatregel op",
    Level.NORM_CROSSING: "over de grens",
}
KINDS: Mapping[Kind, str] = {Kind.RESPONSE: "gesprek of hulp", Kind.MEASURE: "maatregel"}
CLASSES: Mapping[BehaviourClass, str] = {
    BehaviourClass.WORDS: "woorden",
    BehaviourClass.THREAT: "dreiging",
    BehaviourClass.DEEDS: "daden",
}
OBLIGATIONS: Mapping[Obligation, str] = {
    Obligation.ALWAYS: "altijd",
    Obligation.IN_PRINCIPLE: "in principe",
    Obligation.IN_CONSULTATION: "in overleg met de betrokkene",
    Obligation.MAY: "mag",
}
Titles = Mapping[Decider, str]
# Said of a protocol that is nobody's in particular; an organisation has its own titles (`queries.titles_of`).
DECIDERS: Titles = {
    Decider.CASE_MANAGER: "casusregisseur",
    Decider.LINE_MANAGER: "leidinggevende",
    Decider.CLERK: "griffier",
    Decider.SECRETARY: "secretaris",
    Decider.CHAIR: "voorzitter van het bestuur",
    Decider.EXECUTIVE: "dagelijks bestuur",
    Decider.PRESIDIUM: "presidium",
}
SEVERITIES: Mapping[str, str] = {"1": "Licht", "2": "Gemiddeld", "3": "Ernstig", "4": "Zeer ernstig"}
UNITS: Mapping[Unit, tuple[str, str]] = {
    Unit.MINUTES: ("minuut", "minuten"),
    Unit.HOURS: ("uur", "uur"),
    Unit.DAYS: ("dag", "dagen"),
    Unit.WORKING_HOURS: ("werkuur", "werkuren"),
    Unit.WORKING_DAYS: ("werkdag", "werkdagen"),
    Unit.WEEKS: ("week", "weken"),
    Unit.MONTHS: ("maand", "maanden"),
}
_WORDS: Mapping[Words, str] = {
    Words.TITLE: "Titel",
    Words.NORM: "Norm",
    Words.BASIS: "Grondslag",
    Words.AUDIENCE: "Voor wie",
    Words.PERPETRATORS: "Door wie",
    Words.TARGETS: "Gericht op",
    Words.REPETITION: "Herhaling telt binnen",
}
# Told in one fixed order, whatever the order in the file.
_CHOICES: Mapping[Words, Mapping[Any, str]] = {Words.PERPETRATORS: PERPETRATORS, Words.TARGETS: TARGETS}


def words_label(words: Words) -> str:
    return _WORDS[words]


def words_text(protocol: Protocol, words: Words) -> str:
    if words is Words.AUDIENCE:
        return "\n".join(protocol.audience)
    if words in _CHOICES:
        chosen = getattr(protocol, words.value)
        return "\n".join(label for code, label in _CHOICES[words].items() if code in chosen)
    if words is Words.REPETITION:
        return span(Span(amount=protocol.repetition_window_months, unit=Unit.MONTHS))
    return str(getattr(protocol, words.value))


def item_label(item: Item, protocol: Protocol) -> str:
    if isinstance(item, Row):
        return f"Regel {item.number}: {_labels(item.when.categories, _categories(protocol))}"
    return f"{item.label[:1].upper()}{item.label[1:]}"


def item_lines(item: Item, protocol: Protocol, titles: Titles = DECIDERS) -> dict[str, str]:
    """Every field of an item by its Dutch name. `titles`: what those who decide are called in one organisation."""
    if isinstance(item, Row):
        return _row(item, protocol, titles)
    if isinstance(item, Measure):
        return _measure(item, protocol, titles)
    return _category(item) if isinstance(item, Category) else _channel(item)


def span(value: Span) -> str:
    one, more = UNITS[value.unit]
    return f"{value.amount} {one if value.amount == 1 else more}"


def wish(proposal: RowProposal, protocol: Protocol, titles: Titles = DECIDERS) -> str:
    """Such as "Schriftelijke waarschuwing (altijd)", with who decides when the row says so."""
    decider = f", besluit: {titles[proposal.decider]}" if proposal.decider else ""
    return (
        f"{_measures(protocol).get(proposal.measure, proposal.measure)} ({OBLIGATIONS[proposal.obligation]}{decider})"
    )


def _category(item: Category) -> dict[str, str]:
    return {
        "Naam": item.label,
        "In de reden": item.noun,
        "Wat het is": item.definition,
        "Voorbeelden": "\n".join(item.examples),
        "Grens": LEVELS[item.level],
        "Soort": CLASSES[item.behaviour_class],
        "Ernst": str(item.severity),
    }


def _channel(item: Channel) -> dict[str, str]:
    return {"Waar of hoe": item.label}


def _measure(item: Measure, protocol: Protocol, titles: Titles) -> dict[str, str]:
    lines = {
        "Naam": item.label,
        "Uitleg": item.explanation,
        "Soort": KINDS[item.kind],
        "Stap": str(item.step),
        "Besluit": titles[item.decider],
        "Mandaat": item.mandate,
        "Grond": item.legal_basis,
        "Juridisch karakter": item.legal_character,
        "Reactie binnen": f"{item.reaction_hours} uur",
        "Daarna": item.next_step,
        "Komt in plaats van": _labels(item.replaces, _measures(protocol)),
        "Brief": item.letter or "",
    }
    if item.term:
        lines["Duur"] = (
            f"{span(item.term.minimum)} tot {span(item.term.maximum)}, gewoonlijk {span(item.term.default)}"
        )
        lines["Opnieuw bekijken na"] = span(item.term.review_after)
    return lines


def _row(item: Row, protocol: Protocol, titles: Titles) -> dict[str, str]:
    when = item.when
    channels = {one.code: one.label for one in protocol.channels}
    return {
        "Gedrag": _labels(when.categories, _categories(protocol)),
        "Waar of hoe": _labels(when.channels, channels) or "overal",
        "Gericht op": _labels(when.targets, TARGETS) or "wie dan ook",
        "Door": _labels(when.perpetrators, PERPETRATORS) or "iedereen voor wie het protocol geldt",
        "Vanaf": f"de {when.from_occurrence}e keer",
        "Ernst": f"vanaf {when.minimum_severity}",
        "Van beide kanten": "ja" if when.only_mutual else "maakt niet uit",
        "Voorstel": "\n".join(wish(one, protocol, titles) for one in item.proposals),
    }


def _labels(codes: Iterable[str], labels: Mapping[str, str]) -> str:
    return ", ".join(labels.get(code, str(code)) for code in codes)


def _categories(protocol: Protocol) -> dict[str, str]:
    return {one.code: one.label for one in protocol.categories}


def _measures(protocol: Protocol) -> dict[str, str]:
    return {one.code: one.label for one in protocol.measures}
