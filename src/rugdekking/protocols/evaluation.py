"""One pure function: facts in, proposals with their reasons out. The protocol advises; a person decides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rugdekking.content.schema import Decider, Kind, Level, Measure, Obligation, Protocol, Row
from rugdekking.content.schema.protocol import RowProposal
from rugdekking.protocols.facts import Facts, holds
from rugdekking.protocols.reasons import reason

# Strongest first: the order in which a protocol names them.
STRENGTH = {obligation: rank for rank, obligation in enumerate(Obligation)}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing the protocol proposes. `row` and `reason` tell why; `step` is its place on the ladder."""

    measure: str
    label: str
    kind: Kind
    obligation: Obligation
    decider: Decider
    mandate: str
    legal_basis: str
    needs_hearing: bool
    reaction_hours: int
    next_step: str
    letter: str | None
    step: int
    row: int
    reason: str


def evaluate(protocol: Protocol, facts: Facts) -> list[Proposal]:
    """What `protocol` proposes for `facts`, strongest obligation first, then lightest step.

    Every combination of facts has an answer, possibly an empty one, and the same facts always give the same
    list. A measure that several rows ask for appears once, with the strongest obligation and the reason of that
    row. A heavier step takes the place of the lighter ones that it replaces, unless they oblige more strongly;
    so more occurrences never give a lighter answer. Nothing but responses follows from emotion, criticism or
    protest: a protocol that says otherwise cannot be read (rugdekking.content.schema.protocol).
    """
    found = _strongest(_wishes(protocol, facts))
    measures = {measure.code: measure for measure in protocol.measures}
    kept = [
        _proposal(protocol, facts, measures[code], row, wish)
        for code, (row, wish) in found.items()
        if not _replaced(code, wish, found, measures)
    ]
    place = {code: index for index, code in enumerate(measures)}
    return sorted(kept, key=lambda each: (STRENGTH[each.obligation], each.step, place[each.measure]))


def crosses_the_norm(protocol: Protocol, categories: frozenset[str]) -> bool:
    """Whether any of these kinds of behaviour is more than emotion, criticism or protest."""
    return any(one.level is Level.NORM_CROSSING for one in protocol.categories if one.code in categories)


def severity_of(protocol: Protocol, facts: Facts) -> int:
    """The weighed severity, from 1 to 4: the handler's own, else that of the heaviest category."""
    if facts.severity is not None:
        return facts.severity
    return max((each.severity for each in protocol.categories if each.code in facts.categories), default=1)


def _wishes(protocol: Protocol, facts: Facts) -> Iterator[tuple[Row, RowProposal]]:
    severity = severity_of(protocol, facts)
    for row in sorted(protocol.rows, key=lambda each: each.number):
        if _in_scope(protocol, row, facts) and holds(row.when, facts, severity=severity):
            yield from ((row, wish) for wish in row.proposals)


def _in_scope(protocol: Protocol, row: Row, facts: Facts) -> bool:
    """A row that names no kind of perpetrator speaks of those for whom the protocol is meant."""
    return bool(row.when.perpetrators) or facts.perpetrator in protocol.perpetrators


def _strongest(wishes: Iterable[tuple[Row, RowProposal]]) -> dict[str, tuple[Row, RowProposal]]:
    """Each measure once: the strongest obligation, and the first row among equals."""
    found: dict[str, tuple[Row, RowProposal]] = {}
    for row, wish in wishes:
        known = found.get(wish.measure)
        if known is None or STRENGTH[wish.obligation] < STRENGTH[known[1].obligation]:
            found[wish.measure] = (row, wish)
    return found


def _replaced(
    code: str, wish: RowProposal, found: dict[str, tuple[Row, RowProposal]], measures: dict[str, Measure]
) -> bool:
    """Whether a heavier step that obliges at least as strongly takes the place of this one."""
    return any(
        code in measures[other].replaces and STRENGTH[heavier.obligation] <= STRENGTH[wish.obligation]
        for other, (_, heavier) in found.items()
    )


def _proposal(protocol: Protocol, facts: Facts, measure: Measure, row: Row, wish: RowProposal) -> Proposal:
    return Proposal(
        measure=measure.code,
        label=measure.label,
        kind=measure.kind,
        obligation=wish.obligation,
        decider=wish.decider or measure.decider,
        mandate=measure.mandate,
        legal_basis=measure.legal_basis,
        needs_hearing=measure.needs_hearing,
        reaction_hours=measure.reaction_hours,
        next_step=measure.next_step,
        letter=measure.letter,
        step=measure.step,
        row=row.number,
        reason=reason(protocol, row, facts),
    )
