"""Going along a route: each step has a day, a hand and a next one, and the questions never decide."""

from datetime import date, timedelta

import pytest

from rugdekking.cases.operations.at_work import NotThatDay
from rugdekking.clocks.models import Clock
from rugdekking.clocks.queries import running_of
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.kernel.refusal import JustChanged
from rugdekking.police import operations as police
from rugdekking.police.duty import duty_of
from rugdekking.police.following import route_of
from rugdekking.police.models import Dossier, Part
from rugdekking.police.operations import NotOnThisRoute, Taken
from rugdekking.police.routes import to_call
from tests import make
from tests.measures.props import weighed
from tests.police.props import filed_for

TODAY = make.MIDDAY.date()


@pytest.fixture
def dossier(cast: make.Cast) -> Dossier:
    return filed_for(weighed(cast), cast)


def begun(dossier: Dossier, part: Part, cast: make.Cast, office: str = "mayor") -> None:
    police.begin_route(dossier, part, office=office, ring=cast.greet, at=make.MIDDAY)


def test_whom_to_call_is_known_without_a_file_and_differs_by_office(cast: make.Cast) -> None:
    organisation = cast.desk.organisation

    assert to_call(organisation, "")[0].code == "emergency"
    assert "deputy_mayor" in {one.code for one in to_call(organisation, "mayor")}
    assert "mayor" in {one.code for one in to_call(organisation, "council_member")}


def test_calls_are_written_down_with_who_called_and_when(dossier: Dossier, cast: make.Cast) -> None:
    begun(dossier, Part.DANGER, cast)

    taken = Taken("emergency", TODAY, "Gesproken met de meldkamer.")
    police.take_step(dossier, Part.DANGER, taken, ring=cast.greet, at=make.MIDDAY)

    route = route_of(dossier, Part.DANGER, ring=cast.greet)
    assert route is not None
    assert route.stops[0].done is not None
    assert (route.stops[0].done.by, route.stops[0].done.note) == ("Greet", "Gesproken met de meldkamer.")
    assert route.next_stop == route.stops[1]
    assert running_of(dossier.pk) == []


def test_the_home_of_an_office_holder_with_the_right_has_a_clock_for_the_next_step(
    dossier: Dossier, cast: make.Cast
) -> None:
    begun(dossier, Part.SECURITY, cast)
    assert [(one.kind, one.due_at.date()) for one in running_of(dossier.pk)] == [
        (ClockKind.SECURITY, date(2026, 3, 11))
    ]

    police.take_step(dossier, Part.SECURITY, Taken("right", TODAY), ring=cast.greet, at=make.MIDDAY)

    assert Clock.objects.filter(kind=ClockKind.SECURITY, outcome=Outcome.KEPT).count() == 1
    assert [one.due_at.date() for one in running_of(dossier.pk)] == [date(2026, 3, 17)]


def test_who_has_no_right_to_it_gets_other_steps(dossier: Dossier, cast: make.Cast) -> None:
    begun(dossier, Part.SECURITY, cast, office="council_member")

    route = route_of(dossier, Part.SECURITY, ring=cast.greet)
    assert route is not None
    assert "employer_pays" in {one.step.code for one in route.stops}
    with pytest.raises(NotOnThisRoute):
        police.take_step(dossier, Part.SECURITY, Taken("adopt", TODAY), ring=cast.greet, at=make.MIDDAY)


def test_a_step_is_taken_once_and_not_in_the_future(dossier: Dossier, cast: make.Cast) -> None:
    with pytest.raises(NotOnThisRoute):
        police.take_step(dossier, Part.DANGER, Taken("police", TODAY), ring=cast.greet, at=make.MIDDAY)
    begun(dossier, Part.DANGER, cast)
    later = Taken("police", TODAY + timedelta(days=1))
    with pytest.raises(NotThatDay):
        police.take_step(dossier, Part.DANGER, later, ring=cast.greet, at=make.MIDDAY)
    police.take_step(dossier, Part.DANGER, Taken("police", TODAY), ring=cast.greet, at=make.MIDDAY)

    with pytest.raises(JustChanged):
        police.take_step(dossier, Part.DANGER, Taken("police", TODAY), ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(JustChanged):
        begun(dossier, Part.DANGER, cast)


def test_when_all_steps_are_taken_no_clock_runs_any_more(dossier: Dossier, cast: make.Cast) -> None:
    begun(dossier, Part.SUBVERSION, cast)
    route = route_of(dossier, Part.SUBVERSION, ring=cast.greet)
    assert route is not None

    for stop in route.stops:
        police.take_step(dossier, Part.SUBVERSION, Taken(stop.step.code, TODAY), ring=cast.greet, at=make.MIDDAY)

    assert running_of(dossier.pk) == []


def test_the_answers_about_the_duty_are_kept_and_a_person_decides(dossier: Dossier, cast: make.Cast) -> None:
    begun(dossier, Part.SUBVERSION, cast)

    police.answer_duty(dossier, ("yes", "unknown"), ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(NotOnThisRoute):
        police.answer_duty(dossier, ("yes",), ring=cast.greet, at=make.MIDDAY)
    with pytest.raises(NotOnThisRoute):
        police.answer_duty(dossier, ("yes", "perhaps"), ring=cast.greet, at=make.MIDDAY)

    route = route_of(dossier, Part.SUBVERSION, ring=cast.greet)
    assert route is not None
    assert route.followed.answers == ("yes", "unknown")
    assert duty_of(dossier, ring=cast.greet) is None
