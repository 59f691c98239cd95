"""Perpetrators for the tests, written down as people do."""

from datetime import datetime

from msgspec.structs import replace

from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.keys.rings import StaffRing
from rugdekking.perpetrators import operations
from rugdekking.perpetrators.models import Match, Perpetrator, Purpose
from rugdekking.perpetrators.operations import Reason
from rugdekking.perpetrators.sealing import Known
from rugdekking.reports.story import KeepOut, Story
from tests import make
from tests.cases.props import afresh, opened
from tests.measures.props import THREAT, fresh, weighed
from tests.recording import a_step
from tests.reports.props import STORY

JAN = Known(name="Jan de Vries", phones=("06-1234 5678",), emails=("jan@voorbeeld.nl",))
WHY = Reason(Purpose.SAFETY, "Hij dreigde terug te komen; collega’s aan de balie moeten veilig werken.")


@a_step
def recorded(
    case: Case, cast: make.Cast, known: Known = JAN, *, by: StaffRing | None = None, at: datetime = make.MIDDAY
) -> Perpetrator:
    return operations.record(case, known=known, reason=WHY, ring=afresh(by or cast.greet), at=at)


@a_step
def met(
    cast: make.Cast, known: Known = JAN, *, without: tuple[StaffRing, ...] = (), at: datetime = make.MIDDAY
) -> Perpetrator:
    """In a case of its own, in which Greet recorded a threat. Of the case the people in `without` must not know."""
    return recorded(weighed(cast, THREAT, story=unknown_to(*without), at=at), cast, known, at=at)


def unknown_to(*rings: StaffRing) -> Story:
    return replace(STORY, keep_out=KeepOut(members=tuple(ring.holder for ring in rings))) if rings else STORY


def between(one: Perpetrator, other: Perpetrator) -> Match | None:
    return Match.objects.filter(one__in=[one, other], other__in=[one, other]).first()


@a_step
def weighed_by(ring: StaffRing, cast: make.Cast, story: Story = STORY) -> Case:
    """A case of this member, in which they recorded a threat."""
    case = opened(cast, story, by=ring).case
    cases.record_facts(case, recorded=THREAT, ring=ring, at=make.MIDDAY)
    return fresh(case, ring)
