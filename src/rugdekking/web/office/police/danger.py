"""Whom to call when a life is threatened: by the office of who reported, and when a page shows it first."""

from collections.abc import Iterable
from dataclasses import dataclass

from rugdekking.cases.models import Case
from rugdekking.cases.queries import facts
from rugdekking.content.queries import latest
from rugdekking.content.schema import Offices, RouteStep, Service, Services
from rugdekking.organisations.models import Organisation
from rugdekking.police.routes import to_call
from rugdekking.protocols.evaluation import severity_of
from rugdekking.protocols.facts import Facts
from rugdekking.protocols.queries import followed
from rugdekking.reports.choices import BehaviourClass
from rugdekking.reports.story import Story
from rugdekking.web.access import Visit

# The heaviest of the four weights of a protocol: a weapon, violence, or a threat that a handler weighed so.
_HEAVIEST = 4
HEAVY = frozenset({BehaviourClass.THREAT, BehaviourClass.DEEDS})


@dataclass(frozen=True, slots=True)
class Call:
    step: RouteStep
    service: Service | None


@dataclass(frozen=True, slots=True)
class CallList:
    """Whom to call for people with one office, in order."""

    office: str
    calls: tuple[Call, ...]


def call_lists(organisation: Organisation, told: Iterable[Story]) -> list[CallList]:
    """One list for each office that somebody told, or one for everybody when none is known."""
    offices = {story.me.office for story in told if story.me.office} or {""}
    return [_call_list(organisation, office) for office in sorted(offices)]


def _call_list(organisation: Organisation, office: str) -> CallList:
    services = {one.code: one for one in latest(Services, "support").services}
    known = latest(Offices, organisation.kind).office(office)
    listed = tuple(Call(step, services.get(step.service or "")) for step in to_call(organisation, office))
    return CallList(known.label if known else "", listed)


def threatens_life(visit: Visit, case: Case) -> bool:
    """Whether the case shows first whom to call: somebody is not safe now, or what was recorded weighs heaviest."""
    if case.unsafe_now or case.behaviour_class not in HEAVY:
        return case.unsafe_now
    recorded = facts(case, visit.ring)
    if recorded is None or case.protocol_version is None:
        return False
    weighed = Facts(categories=recorded.categories, channels=recorded.channels, severity=recorded.severity)
    protocol = followed(case.organisation_id, case.protocol, case.protocol_version)
    return severity_of(protocol, weighed) >= _HEAVIEST
