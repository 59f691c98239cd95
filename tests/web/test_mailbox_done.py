"""The reporter reads what was done about the behaviour, and nothing of the other side."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rugdekking.kernel.time import day_of
from rugdekking.measures import operations as measures
from rugdekking.measures.models import ChangeKind
from rugdekking.measures.operations import Decision
from tests import make
from tests.measures.props import BEHAVIOUR, SCOPE, agreed, decided, heard, served, weighed
from tests.reports.props import mine
from tests.web.test_mailbox import enter, home, text_of

NOW = timezone.now()


@pytest.fixture
def cast(db: None) -> make.Cast:
    make.content()
    return make.cast()


def test_the_reporter_reads_what_was_done_and_until_when(cast: make.Cast) -> None:
    code = make.code()
    case = weighed(cast, code=code, at=NOW)
    decided(case, cast, "written_warning", at=NOW)
    ban = served(case, cast, "building_ban", at=NOW)
    own = mine(cast, code)
    path = f"{home(cast)}{own.report.reference}/"

    shown = text_of(enter(cast, code).get(path))

    assert "Wat de organisatie heeft gedaan" in shown
    assert "Toegangsverbod voor een gebouw" in shown
    assert "Dit geldt van" in shown
    assert "Schriftelijke waarschuwing" not in shown
    assert not any(secret in shown for secret in (BEHAVIOUR, SCOPE, "Brief per post", "Hij zegt dat"))
    change = agreed(ban, cast, ChangeKind.LIFT, at=NOW)
    measures.tell_change(change, told="Brief.", on=day_of(NOW), ring=cast.greet, at=NOW)
    assert "Dit gold tot en met" in text_of(enter(cast, code).get(path))


def test_a_ban_that_was_lifted_before_it_began_is_told_as_such(cast: make.Cast) -> None:
    code = make.code()
    ban = heard(weighed(cast, code=code, at=NOW), cast, "building_ban", at=NOW)
    next_week = day_of(NOW) + timedelta(days=7)
    yes = Decision(approve=True, reason="Nodig.", motive="Er was eerder iets.", begins_on=next_week)
    measures.decide(ban, decision=yes, ring=cast.bas, at=NOW)
    measures.serve(ban, told="Brief.", on=day_of(NOW), ring=cast.greet, at=NOW)
    change = agreed(ban, cast, ChangeKind.LIFT, at=NOW)
    measures.tell_change(change, told="Brief.", on=day_of(NOW), ring=cast.greet, at=NOW)

    shown = text_of(enter(cast, code).get(f"{home(cast)}{mine(cast, code).report.reference}/"))

    assert "Dit is ingetrokken voordat het inging." in shown
    assert "Dit gold tot en met" not in shown


def test_before_the_other_side_was_told_nothing_shows(cast: make.Cast) -> None:
    code = make.code()
    decided(weighed(cast, code=code, at=NOW), cast, at=NOW)
    own = mine(cast, code)

    assert "Wat de organisatie heeft gedaan" not in text_of(
        enter(cast, code).get(f"{home(cast)}{own.report.reference}/")
    )
