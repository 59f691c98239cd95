"""What is known of an event, in the words of a protocol, and whether a condition holds for it."""

from dataclasses import dataclass

from rugdekking.content.schema import Condition, Perpetrator, Target


@dataclass(frozen=True, slots=True)
class Facts:
    """What a handler recorded about an event.

    `categories` and `channels` are codes of the protocol. `occurrence` says how many times this happened within
    the window of the protocol, this time included, as far as the viewer may know. `severity` is the handler's own
    weighing from 1 to 4; without one the heaviest category counts. `mutual`: both sides crossed a line.
    """

    categories: frozenset[str]
    channels: frozenset[str] = frozenset()
    targets: frozenset[Target] = frozenset()
    perpetrator: Perpetrator = Perpetrator.UNKNOWN
    occurrence: int = 1
    severity: int | None = None
    mutual: bool = False


def holds(condition: Condition, facts: Facts, *, severity: int) -> bool:
    """Whether `condition` holds. `severity` is the weighed one, from 1 to 4.

    More occurrences or a higher severity never make a condition that held stop holding.
    """
    return (
        _hits(condition.categories, facts.categories)
        and _hits(condition.targets, facts.targets)
        and _hits(condition.channels, facts.channels)
        and _hits(condition.perpetrators, {facts.perpetrator})
        and facts.occurrence >= condition.from_occurrence
        and severity >= condition.minimum_severity
        and (facts.mutual or not condition.only_mutual)
    )


def _hits(wanted: tuple[str, ...], known: frozenset[str] | frozenset[Target] | set[Perpetrator]) -> bool:
    return not wanted or not known.isdisjoint(wanted)
