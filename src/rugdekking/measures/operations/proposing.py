"""What can be answered: the recorded facts, how often it happened before, and the protocol of the case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case
from rugdekking.content.schema import Decider, Kind, Measure, Obligation, Perpetrator, Protocol
from rugdekking.kernel.refusal import Refused
from rugdekking.keys.rings import StaffRing
from rugdekking.measures import queries
from rugdekking.perpetrators.queries import recognised
from rugdekking.protocols.evaluation import crosses_the_norm, evaluate
from rugdekking.protocols.facts import Facts
from rugdekking.protocols.queries import followed

# A measure with a term is made known to somebody. Whoever works for the same public goes another way: the national
# agreements leave aggression among public servants out (domain research 1g).
NO_TERM_FOR = frozenset({Perpetrator.UNKNOWN, Perpetrator.COLLEAGUE, Perpetrator.OFFICE_HOLDER})


class NoFacts(Refused):
    """Nobody recorded yet what happened, so nothing can be proposed."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that the organisation can do. Without a `strength` the protocol does not propose it here."""

    measure: Measure
    decider: Decider
    strength: Obligation | None
    reason: str

    @property
    def is_measure(self) -> bool:
        return self.measure.kind is Kind.MEASURE


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the protocol proposes, strongest first, and what else it knows. `occurrence` counts this time too."""

    proposed: tuple[Suggestion, ...]
    others: tuple[Suggestion, ...]
    occurrence: int
    norm_crossing: bool

    def find(self, code: str) -> Suggestion | None:
        return next((one for one in (*self.proposed, *self.others) if one.measure.code == code), None)


def propose(case: Case, *, ring: StaffRing, at: datetime) -> Proposals:
    """What the protocol of this case proposes. Nothing of it is stored until somebody chooses.

    Repetition counts earlier cases of the same person, as the handler named or a second person confirmed, that this
    viewer may see, and that led to a measure which was served within the protocol's window. A conversation counts
    for nothing. When nothing but emotion, criticism or protest was recorded, there is no measure among the answers at
    all; for somebody unknown, a colleague or an office-holder there is none with a term. Raises `NoFacts`.
    """
    recorded = cases.facts(case, ring)
    if recorded is None or not recorded.categories:
        raise NoFacts("Leg eerst vast wat er is gebeurd. Daarna ziet u wat het protocol voorstelt.")
    protocol = followed(case.organisation_id, case.protocol, case.protocol_version or 0)
    known = queries.named(set(recorded.earlier) - {case.reference}, viewer=ring.membership)
    known |= recognised(case, ring.membership)
    occurrence = 1 + queries.earlier_measures(known, protocol=protocol, at=at)
    facts = Facts(
        categories=frozenset(recorded.categories),
        channels=frozenset(recorded.channels),
        targets=frozenset(recorded.targets),
        perpetrator=recorded.perpetrator,
        occurrence=occurrence,
        severity=recorded.severity,
        mutual=recorded.mutual,
    )
    crosses = crosses_the_norm(protocol, facts.categories)
    fits = _fitting(crosses=crosses, terms=recorded.perpetrator not in NO_TERM_FOR)
    proposed = tuple(filter(fits, _proposed(protocol, facts)))
    others = tuple(filter(fits, _others(protocol, {one.measure.code for one in proposed})))
    return Proposals(proposed, others, occurrence, crosses)


def _fitting(*, crosses: bool, terms: bool) -> Callable[[Suggestion], bool]:
    return lambda one: (crosses or not one.is_measure) and (terms or one.measure.term is None)


def _proposed(protocol: Protocol, facts: Facts) -> list[Suggestion]:
    measures = {measure.code: measure for measure in protocol.measures}
    return [
        Suggestion(measures[each.measure], each.decider, each.obligation, each.reason)
        for each in evaluate(protocol, facts)
    ]


def _others(protocol: Protocol, proposed: set[str]) -> list[Suggestion]:
    return [
        Suggestion(measure, measure.decider, None, "")
        for measure in protocol.measures
        if measure.code not in proposed
    ]
