"""Says in one Dutch sentence why a row of a protocol applies."""

from rugdekking.content.schema import Protocol, Row, Target
from rugdekking.protocols.facts import Facts
from rugdekking.protocols.names import PERPETRATORS, TARGETS

_ORDINALS = (
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
)


def reason(protocol: Protocol, row: Row, facts: Facts) -> str:
    """Such as "Regel 7: bedreiging, na één eerdere maatregel binnen een jaar, aan de balie".

    What the row asked, and no more. It speaks of earlier measures, because those are what is counted: the earlier
    behaviour may have been of another kind, and the other side reads this sentence.
    """
    parts = [_behaviour(protocol, row, facts), f"{_earlier(facts.occurrence - 1)} {_window(protocol)}"]
    if row.when.channels:
        hit = facts.channels.intersection(row.when.channels)
        parts += [channel.label for channel in protocol.channels if channel.code in hit]
    if row.when.targets:
        parts += [f"gericht op {TARGETS[target]}" for target in row.when.targets if target in facts.targets]
    if row.when.perpetrators:
        parts.append(f"door {PERPETRATORS[facts.perpetrator]}")
    if row.when.minimum_severity > 1:
        parts.append("ernstig gewogen")
    if row.when.only_mutual:
        parts.append("van beide kanten")
    return f"Regel {row.number}: {', '.join(parts)}"


def event(protocol: Protocol, facts: Facts) -> str:
    """An event as a name: "Tweede keer bedreiging, aan de balie, door een inwoner"."""
    behaviour = " en ".join(one.noun for one in protocol.categories if one.code in facts.categories)
    first = f"{_ordinal(facts.occurrence)} keer {behaviour or 'ander gedrag'}"
    parts = [f"{first[:1].upper()}{first[1:]}"]
    parts += [channel.label for channel in protocol.channels if channel.code in facts.channels]
    parts += [f"gericht op {TARGETS[target]}" for target in Target if target in facts.targets]
    parts.append(f"door {PERPETRATORS[facts.perpetrator]}")
    return ", ".join([*parts, "van beide kanten"] if facts.mutual else parts)


def _earlier(measures: int) -> str:
    if measures == 0:
        return "zonder eerdere maatregel"
    return "na één eerdere maatregel" if measures == 1 else f"na {measures} eerdere maatregelen"


def _ordinal(occurrence: int) -> str:
    return _ORDINALS[occurrence - 1] if 1 <= occurrence <= len(_ORDINALS) else f"{occurrence}e"


def _behaviour(protocol: Protocol, row: Row, facts: Facts) -> str:
    hit = facts.categories.intersection(row.when.categories)
    return " en ".join(category.noun for category in protocol.categories if category.code in hit)


def _window(protocol: Protocol) -> str:
    months = protocol.repetition_window_months
    if months == 1:
        return "binnen een maand"
    if months % 12:
        return f"binnen {months} maanden"
    return "binnen een jaar" if months == 12 else f"binnen {months // 12} jaar"
