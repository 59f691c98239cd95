"""Whom to call when a life is threatened: by the office of everybody who reported, and when the page shows it first."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from rugdekking.cases.models import Case
from rugdekking.cases.queries import facts, reports_of
from rugdekking.content.queries import latest
from rugdekking.content.schema import Offices, RouteStep, Service, Services
from rugdekking.organisations.models import Organisation
from rugdekking.police.routes import to_call
from rugdekking.protocols.evaluation import severity_of
from rugdekking.protocols.facts import Facts
from rugdekking.protocols.queries import followed
from rugdekking.reports.models import Report
from rugdekking.reports.queries import stories
from rugdekking.web.access import Visit

# The heaviest of the four weights of a protocol: a weapon, violence, or a threat that a handler weighed so.
_HEAVIEST = 4


@dataclass(frozen=True, slots=True)
class Call:
    step: RouteStep
    service: Service | None


@dataclass(frozen=True, slots=True)
class CallList:
    """Whom to call for people with one office, in order."""

    office: str
    calls: tuple[Call, ...]


def calls(visit: Visit, case: Case) -> list[CallList]:
    """One list for each office of those who reported, or one for everybody when none is known."""
    found = set(offices_in(visit, reports_of(case)).values()) or {""}
    return [call_list(case.organisation, office) for office in sorted(found)]


def call_list(organisation: Organisation, office: str) -> CallList:
    services = {one.code: one for one in latest(Services, "support").services}
    known = latest(Offices, organisation.kind).office(office)
    listed = tuple(Call(step, services.get(step.service or "")) for step in to_call(organisation, office))
    return CallList(known.label if known else "", listed)


def offices_in(visit: Visit, reports: Iterable[Report]) -> dict[UUID, str]:
    """The office that each reporter told, by report; nothing of who told none."""
    told = stories([report for report in reports if report.is_open_to_desk], visit.ring)
    return {report: story.me.office for report, story in told.items() if story.me.office}


def threatens_life(visit: Visit, case: Case) -> bool:
    """Whether the case shows first whom to call: somebody is not safe now, or what was recorded weighs heaviest."""
    if case.unsafe_now:
        return True
    recorded = facts(case, visit.ring)
    if recorded is None or case.protocol_version is None:
        return False
    weighed = Facts(categories=recorded.categories, channels=recorded.channels, severity=recorded.severity)
    protocol = followed(case.organisation_id, case.protocol, case.protocol_version)
    return severity_of(protocol, weighed) >= _HEAVIEST
