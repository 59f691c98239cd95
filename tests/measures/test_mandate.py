"""Who may decide, by title."""

import pytest

from rugdekking.cases.models import Case
from rugdekking.content import queries as content
from rugdekking.content.schema import Decider, Offices
from rugdekking.kernel.refusal import Refused
from rugdekking.keys import operations as keys
from rugdekking.measures import operations as measures
from rugdekking.measures import queries
from rugdekking.measures.mandate import has_title, steps_up
from rugdekking.measures.names import may_be
from rugdekking.measures.operations import NoMandate
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.models import Membership
from rugdekking.organisations.roles import Role
from rugdekking.people.models import Person
from rugdekking.reports.story import KnownAs, Me, Story
from tests import make
from tests.measures.props import request, weighed
from tests.reports.props import STORY

TITLES = (
    ("gemeente", "Burgemeester", Decider.CHAIR, True),
    ("gemeente", "waarnemend burgemeester", Decider.CHAIR, True),
    ("gemeente", "secretaris", Decider.SECRETARY, True),
    ("gemeente", "raadsgriffier", Decider.CLERK, True),
    ("gemeente", "medewerker griffie", Decider.CLERK, False),
    ("gemeente", "secretaresse", Decider.SECRETARY, False),
    ("provincie", "Commissaris van de Koning", Decider.CHAIR, True),
    ("provincie", "koning", Decider.CHAIR, False),
    ("waterschap", "watergraaf", Decider.CHAIR, True),
    ("waterschap", "dijkgraaf", Decider.CHAIR, True),
    ("waterschap", "heemraad", Decider.CHAIR, False),
)


@pytest.mark.parametrize(("kind", "title", "decider", "fits"), TITLES)
def test_a_title_gives_a_mandate_only_to_who_bears_it(
    loaded: None, kind: str, title: str, decider: Decider, *, fits: bool
) -> None:
    assert has_title(title, decider=decider, offices=content.latest(Offices, kind)) is fits


def test_a_request_goes_up_to_who_gives_the_mandate_and_never_down() -> None:
    assert list(steps_up(Decider.LINE_MANAGER)) == [Decider.LINE_MANAGER, Decider.SECRETARY, Decider.CHAIR]
    assert list(steps_up(Decider.CHAIR)) == [Decider.CHAIR]


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("Bas de Vries", True),
        ("B. de Vries", True),
        ("mevrouw Vriés", True),
        ("de burgemeester", True),
        ("Bas", True),
        ("Bas Jansen", False),
        ("Sam Statenlid", False),
        ("", False),
    ],
)
def test_doubt_about_a_name_excludes_and_a_shared_first_name_does_not(name: str, *, may: bool) -> None:
    mayor = Membership(title="burgemeester", person=Person(name="Bas de Vries"))

    assert may_be(mayor, name) is may


def names(candidates: list[queries.Candidate]) -> list[str]:
    return [one.membership.person.name for one in candidates]


def test_when_nobody_has_the_title_the_mayor_decides(cast: make.Cast) -> None:
    case = weighed(cast)

    (candidate,) = queries.deciders(case, decider=Decider.SECRETARY, ring=cast.greet)

    assert (candidate.membership, candidate.mandate) == (cast.bas.membership, Decider.CHAIR)


def test_a_title_without_the_role_of_decider_decides_nothing(cast: make.Cast) -> None:
    case = weighed(cast)

    assert cast.vera.membership.title == "gemeentesecretaris"
    assert names(queries.deciders(case, decider=Decider.SECRETARY, ring=cast.greet)) == ["Bas"]


def test_the_mayor_who_is_the_person_concerned_does_not_decide_but_the_deputy(cast: make.Cast) -> None:
    loco = deputy_of_the_mayor(cast)
    case = weighed_for("Bas", cast)

    (candidate,) = queries.deciders(case, decider=Decider.CHAIR, ring=cast.greet)

    assert candidate.membership.pk == loco.pk
    assert candidate.stands_in_for == cast.bas.membership


def test_when_the_deputy_is_kept_out_as_well_nobody_decides(cast: make.Cast) -> None:
    loco = deputy_of_the_mayor(cast)
    case = weighed_for("Bas", cast)
    keys.bar_member(case.pk, membership=loco)

    assert queries.deciders(case, decider=Decider.CHAIR, ring=cast.greet) == []
    with pytest.raises(NoMandate):
        measures.put_to_decider(case, request=request(loco), ring=cast.greet, at=make.MIDDAY)


def test_who_is_kept_out_of_one_report_of_the_case_does_not_decide(cast: make.Cast) -> None:
    case = weighed(cast)
    (report,) = queries.subjects_of(case)[1:]
    keys.bar_member(report, membership=cast.bas.membership)

    with pytest.raises(NoMandate):
        measures.put_to_decider(case, request=request(cast.bas.membership), ring=cast.greet, at=make.MIDDAY)


def test_nobody_is_asked_who_has_no_mandate(cast: make.Cast) -> None:
    case = weighed(cast)

    with pytest.raises(Refused):
        measures.put_to_decider(case, request=request(cast.nora.membership), ring=cast.greet, at=make.MIDDAY)


def deputy_of_the_mayor(cast: make.Cast) -> Membership:
    loco = make.member(cast.desk, Role.DECIDER, name="Loes", title="wethouder")
    organisations.set_deputy(cast.bas.membership, deputy=loco, by=make.SYSTEM, at=make.MIDDAY)
    return loco


def weighed_for(name: str, cast: make.Cast) -> Case:
    story = Story(what=STORY.what, me=Me(known_as=KnownAs.NAMED, name=name))
    return weighed(cast, story=story)
