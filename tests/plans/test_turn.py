"""The tasks of one case point at each other: each list says what comes first and who goes on."""

import pytest

from rugdekking.cases import operations as cases
from rugdekking.content.queries import latest
from rugdekking.content.schema import Plan as Shipped
from rugdekking.notify.models import Mail
from rugdekking.organisations.models import Kind, Organisation
from rugdekking.plans import operations, queries
from rugdekking.plans.models import Task
from rugdekking.plans.operations import NewTask
from tests import make
from tests.cases.props import LATER, opened
from tests.plans.test_plan import AT_THE_COUNTER


@pytest.fixture
def tasks(cast: make.Cast) -> dict[str, Task]:
    it = opened(cast)
    cases.record_facts(it.case, recorded=AT_THE_COUNTER, ring=cast.greet, at=LATER)
    operations.make_plan(it.case, owners={}, ring=cast.greet, at=LATER)
    return {task.code: task for task in queries.tasks_in(it.case)}


def test_both_lists_show_where_the_work_goes_on(cast: make.Cast, tasks: dict[str, Task]) -> None:
    pointing = queries.pointers(tasks.values())

    of_the_chair = pointing[tasks["after_reaction"].pk]
    of_the_desk = pointing[tasks["after_house"].pk]
    assert [one.row.code for one in of_the_chair.waits_for] == ["after_weigh"]
    assert tasks["after_house"] in [one.row for one in of_the_chair.hands_to]
    assert [(one.role, one.row) for one in of_the_desk.waits_for] == [("Burgemeester", tasks["after_reaction"])]


def test_what_this_case_does_not_ask_for_is_waited_for_by_nobody(cast: make.Cast, tasks: dict[str, Task]) -> None:
    assert "during_suspend" not in tasks

    all_shown = [one.row.code for each in queries.pointers(tasks.values()).values() for one in each.waits_for]
    assert set(all_shown) <= tasks.keys()


def test_a_task_shows_the_words_of_the_plan_and_nothing_that_was_added(
    cast: make.Cast, tasks: dict[str, Task]
) -> None:
    operations.explain(tasks["after_reaction"], background="Hij heet Jansen.", ring=cast.greet, at=LATER)

    (before,) = queries.pointers([tasks["after_house"]])[tasks["after_house"].pk].waits_for
    assert before.text == "Besluit over de reactie op de veroorzaker en geef de reden. Hoor eerst de andere kant."


def test_who_is_next_gets_a_mail_when_the_first_is_done(cast: make.Cast, tasks: dict[str, Task]) -> None:
    Mail.objects.all().delete()

    operations.finish(tasks["after_reaction"], answer="Besloten.", ring=cast.bas, at=LATER)

    to_tim = Mail.objects.filter(address=cast.tim.membership.person.email)
    assert to_tim.count() == 1
    assert not Mail.objects.filter(address=cast.bas.membership.person.email).exists()


def test_skipping_hands_on_as_well(cast: make.Cast, tasks: dict[str, Task]) -> None:
    Mail.objects.all().delete()

    operations.skip(tasks["after_reaction"], reason="De ander is overleden.", ring=cast.greet, at=LATER)

    assert Mail.objects.filter(address=cast.tim.membership.person.email).exists()


def test_nobody_is_called_while_something_else_still_comes_first(cast: make.Cast, tasks: dict[str, Task]) -> None:
    police = tasks["after_police"]
    operations.assign(police, to=cast.cor.membership, ring=cast.greet, at=LATER)
    Mail.objects.all().delete()

    operations.finish(tasks["after_decide"], answer="Aangifte.", ring=cast.greet, at=LATER)
    assert not Mail.objects.filter(address=cast.cor.membership.person.email).exists()

    operations.finish(tasks["after_choose"], answer="Samen gekozen.", ring=cast.greet, at=LATER)
    assert Mail.objects.filter(address=cast.cor.membership.person.email).exists()


def test_a_task_that_somebody_wrote_points_nowhere(cast: make.Cast, tasks: dict[str, Task]) -> None:
    case = tasks["after_weigh"].case
    own = operations.add_task(
        case, task=NewTask(role="clerk", step=7, text="Bel de fractie."), ring=cast.greet, at=LATER
    )

    assert queries.pointers([own])[own.pk] == queries.Pointers()


@pytest.mark.parametrize(
    ("kind", "chair"),
    [
        (Kind.GEMEENTE, "Burgemeester"),
        (Kind.PROVINCIE, "Commissaris van de Koning"),
        (Kind.WATERSCHAP, "Dijkgraaf of watergraaf"),
    ],
)
def test_each_kind_of_organisation_reads_its_own_titles(db: None, kind: Kind, chair: str) -> None:
    make.content()
    labels = queries.role_labels(latest(Shipped, "incident"), Organisation(kind=kind))

    assert labels["chair"] == chair
    assert labels["carer"] == "Vertrouwenspersoon of collegiale opvang"
