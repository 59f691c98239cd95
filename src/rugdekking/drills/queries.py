"""Which drill runs, which were held, and what one can practise."""

from datetime import date
from uuid import UUID

from rugdekking.content.queries import everything, version
from rugdekking.content.schema import Drill as Scenario
from rugdekking.content.schema import InventedReport
from rugdekking.drills.models import Drill
from rugdekking.vault.codes import SIZE, AccessCode
from rugdekking.vault.secrets import hashed


def running_drill(organisation: UUID) -> Drill | None:
    return Drill.objects.filter(organisation=organisation, thrown_away_on=None).select_related("practice").first()


def held_drills(organisation: UUID) -> list[tuple[Drill, str]]:
    """The drills that are over, the last one first, each with its title."""
    rows = Drill.objects.filter(organisation=organisation, thrown_away_on__isnull=False)
    return [(row, scenario_of(row).title) for row in rows.order_by("-started_on", "pk")]


def scenarios() -> list[Scenario]:
    """What one can practise, in its newest version."""
    return everything(Scenario)


def scenario_of(drill: Drill) -> Scenario:
    return version(Scenario, drill.scenario, drill.version)


def due(*, on: date) -> list[Drill]:
    """The drills that nobody threw away and whose day has come."""
    return list(Drill.objects.filter(thrown_away_on=None, goes_on__lte=on).select_related("organisation"))


def code_of(drill: Drill, number: int) -> AccessCode:
    """The code of the invented reporter of one report of this drill, counted from nought.

    Whoever knows the drill can make it again, on purpose: it opens what somebody invented, and nothing else.
    """
    return AccessCode(hashed("drill-code", drill.pk.bytes + bytes([number]))[:SIZE])


def reporters_of(drill: Drill) -> list[tuple[InventedReport, AccessCode]]:
    """Who reports in this drill, with the code by which somebody plays them."""
    return [(one, code_of(drill, number)) for number, one in enumerate(scenario_of(drill).reports)]
