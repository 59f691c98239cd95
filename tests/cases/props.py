"""Cases for the tests, made as people make them."""

from dataclasses import dataclass
from datetime import date, timedelta

from rugdekking.cases import operations
from rugdekking.cases.models import Case
from rugdekking.cases.sealing import Recorded
from rugdekking.content.schema import Perpetrator, Target
from rugdekking.keys import operations as keys
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.roles import Role
from rugdekking.reports.models import Report
from rugdekking.reports.queries import Mine
from rugdekking.reports.story import Story
from tests import make
from tests.recording import a_step
from tests.reports.props import STORY, filed

LATER = make.MIDDAY + timedelta(hours=3)
SOON = date(2026, 3, 12)
FACTS = Recorded(
    categories=frozenset({"threat"}),
    channels=frozenset({"outdoors"}),
    targets=frozenset({Target.FAMILY}),
    perpetrator=Perpetrator.GROUP,
    summary="Een groep riep bij de ingang dat zij het adres kent.",
)


@dataclass(frozen=True)
class Opened:
    """A case that Greet opened, with the report of one person in it."""

    case: Case
    own: Mine

    @property
    def report(self) -> Report:
        return self.own.report


@a_step
def opened(cast: make.Cast, story: Story = STORY, *, by: StaffRing | None = None) -> Opened:
    own = filed(cast, story)
    case = operations.open_for(own.report, ring=by or cast.greet, at=make.MIDDAY)
    own.report.refresh_from_db()
    return Opened(case, own)


def afresh(ring: StaffRing) -> StaffRing:
    """The same member in a next request: what they opened before is forgotten."""
    return StaffRing.of(ring.membership, ring.secret)


@a_step
def colleague(cast: make.Cast, name: str = "Gijs") -> StaffRing:
    """A second case manager, who was let in."""
    newcomer = make.newcomer(cast.desk, Role.CASE_MANAGER, name=name)
    keys.let_in(newcomer.membership, desk=cast.desk, ring=cast.greet, at=make.MIDDAY)
    return newcomer
