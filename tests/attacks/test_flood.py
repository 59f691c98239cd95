"""Somebody sends so much that the desk would drown: what is real is still heard."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from rugdekking.clocks import operations as clocks
from rugdekking.notify.models import Mail
from rugdekking.reports import operations
from rugdekking.reports.queries import new_reports, open_story
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.attacks.world import EmptyWorld
from tests.cases.props import afresh
from tests.reports.props import STORY

pytestmark = pytest.mark.django_db


def test_an_alarm_among_a_flood_from_the_same_building_still_rings() -> None:
    """Sending a hundred reports from a town hall must not silence the one person there who is not safe."""
    cast = EmptyWorld.made().cast
    code = AccessCode.new()

    story = replace(STORY, safe_now=False)
    report = operations.submit(code, desk=cast.desk, story=story, set_apart=True, at=make.MIDDAY).report
    clocks.remind_and_escalate(at=make.MIDDAY + timedelta(hours=1))

    alarmed = set(Mail.objects.filter(kind="alarm").values_list("address", flat=True))
    assert {ring.membership.person.email for ring in (cast.greet, cast.cor)} <= alarmed
    assert report in new_reports(cast.greet.membership)
    assert open_story(report, afresh(cast.greet)).what == STORY.what
