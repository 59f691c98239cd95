"""The front desk looks up one name, on a page that shows a rule and no story."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rugdekking.audit.models import Entry
from rugdekking.keys.circles import front_desk as admitted
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.models import Answer, Card
from rugdekking.organisations.roles import Role
from rugdekking.web.limits import SharedLimit
from rugdekking.web.office.own.front_desk import LOOKUPS
from rugdekking.web.ui.wording import day
from tests import make
from tests.measures.props import BEHAVIOUR, banned
from tests.measures.test_cards import front_desk
from tests.web.at_work import unlocked

pytestmark = pytest.mark.django_db
CARD = {"name": "Jan <i>de Vries", "rule": "Niet naar binnen", "place": "Gemeentehuis", "to_do": "Bel de bode."}


@pytest.fixture
def cast(db: None) -> make.Cast:
    make.content()
    return make.cast()


def balie(cast: make.Cast) -> str:
    return f"/werk/{cast.desk.organisation.slug}/balie/"


def of_answer(answer: Answer, rest: str = "") -> str:
    return f"/werk/{answer.organisation.slug}/zaken/{answer.case.reference}/reactie/{answer.pk}/{rest}"


def asked(client: Client, cast: make.Cast, name: str) -> str:
    answer = client.post(balie(cast), {"name": name})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def test_a_card_made_in_the_case_is_found_at_the_front_desk(cast: make.Cast) -> None:
    """The counter scenario: a running ban, somebody at the door."""
    answer, bo = banned(cast, at=timezone.now()), front_desk(cast)
    greet, door = unlocked(cast.greet), unlocked(bo)
    assert "De balie weet hier nog niet van" in greet.get(of_answer(answer)).content.decode()

    greet.post(of_answer(answer, "kaart/"), CARD)

    shown = asked(door, cast, "J. de Vries")
    for words in (
        "Jan &lt;i&gt;de Vries",
        "Niet naar binnen",
        day(answer.ends_on or answer.put_on),
        "Gemeentehuis",
        "Bel de bode.",
    ):
        assert words in shown, words
    assert BEHAVIOUR[:20] not in shown
    assert answer.case.reference not in shown


def test_a_name_without_a_card_says_what_to_do(cast: make.Cast) -> None:
    shown = asked(unlocked(front_desk(cast)), cast, "Piet Bakker")

    assert "Wij vonden geen kaart onder deze naam" in shown
    assert "Twijfelt u? Bel" in shown


def test_a_family_name_alone_asks_for_a_first_name_and_never_says_that_there_is_no_card(cast: make.Cast) -> None:
    shown = asked(unlocked(front_desk(cast)), cast, "Wagenaar")

    assert "Vraag ook de voornaam" in shown
    assert "geen kaart" not in shown


def test_the_page_lists_nothing_by_itself(cast: make.Cast) -> None:
    greet = unlocked(cast.greet)
    greet.post(of_answer(banned(cast, at=timezone.now()), "kaart/"), CARD)

    assert "de Vries" not in unlocked(front_desk(cast)).get(balie(cast)).content.decode()


def test_the_card_can_be_taken_away_again(cast: make.Cast) -> None:
    answer, greet = banned(cast, at=timezone.now()), unlocked(cast.greet)
    greet.post(of_answer(answer, "kaart/"), CARD)

    greet.post(of_answer(answer, "kaart/weghalen/"))

    assert not Card.objects.exists()


def test_who_looks_up_name_after_name_is_asked_to_wait(cast: make.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = unlocked(front_desk(cast))
    monkeypatch.setattr(LOOKUPS, "_most", 2)

    pages = [asked(client, cast, f"Jan Bakker{number}") for number in range(3)]

    assert ["veel namen" in page for page in pages] == [False, False, True]
    assert Entry.objects.filter(action="card.searched").count() == 2


def test_the_front_desk_reads_to_ask_for_a_first_name_when_an_initial_fits_a_family(cast: make.Cast) -> None:
    greet = unlocked(cast.greet)
    for name in ("Jan de Vries", "Joke de Vries"):
        greet.post(of_answer(banned(cast, at=timezone.now()), "kaart/"), {**CARD, "name": name})

    shown = asked(unlocked(front_desk(cast)), cast, "J. de Vries")

    assert "Vraag naar de voornaam" in shown
    assert "Joke" not in shown


def test_two_cards_with_one_name_ask_the_front_desk_to_call_before_it_says_anything(cast: make.Cast) -> None:
    greet = unlocked(cast.greet)
    for _ in range(2):
        greet.post(of_answer(banned(cast, at=timezone.now()), "kaart/"), {**CARD, "name": "Jan de Vries"})

    shown = asked(unlocked(front_desk(cast)), cast, "Jan de Vries")

    assert "Er is meer dan één kaart met deze naam" in shown
    assert "noem de geboortedatum" in shown


def test_name_after_name_is_counted_for_all_processes_together(cast: make.Cast) -> None:
    now = timezone.now()
    here, there = (SharedLimit("names", most=2, per=timedelta(days=9999)) for _ in range(2))

    assert [one.is_over(cast.desk.pk, at=now) for one in (here, there, here)] == [False, False, True]


def test_who_was_not_admitted_yet_reads_whom_to_ask(cast: make.Cast) -> None:
    waiting = make.newcomer(cast.desk, Role.FRONT_DESK, name="Bo")

    assert "U bent nog niet toegelaten" in unlocked(waiting).get(balie(cast)).content.decode()


def test_a_reader_admits_somebody_only_after_speaking_to_them(cast: make.Cast) -> None:
    waiting: StaffRing = make.newcomer(cast.desk, Role.FRONT_DESK, name="Bo")
    greet = unlocked(cast.greet)
    page = f"/werk/{cast.desk.organisation.slug}/inrichten/sleutels/balie/{waiting.holder}/"

    greet.post(page)
    assert admitted(cast.desk) == []
    greet.post(page, {"spoken": "yes"})

    assert admitted(cast.desk) == [waiting.membership]
    assert greet.post(page, {"spoken": "yes"}).status_code == 404


def test_somebody_of_the_front_desk_arrives_at_the_search(cast: make.Cast) -> None:
    answer = unlocked(front_desk(cast)).get("/werk/", follow=True)

    assert "<h1" in answer.content.decode()
    assert answer.request["PATH_INFO"] == balie(cast)
