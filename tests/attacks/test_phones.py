"""A whole room votes in the same second, on a real server and its real database."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.attacks.place import SLUG
from tests.attacks.visitor import Form, Page, Visitor
from tests.servers.web import Server

pytestmark = pytest.mark.xdist_group("attacked-server")

PHONES = 30
OPEN = f"/{SLUG}/hulp/gesprek/hoort-dit-erbij/zaal/"


def test_thirty_phones_vote_at_once_and_each_vote_is_counted_once(server: Server) -> None:
    leader = Visitor(server.port)
    screen = leader.send(leader.get(OPEN).forms()[0])
    for _ in range(2):
        screen = leader.send(screen.form(having="scherm"), {"doen": "verder"})
    found = re.search(r"(\d{3}) (\d{3}) (\d{3})</strong>", screen.text)
    assert found is not None
    waiting = [standing_ready(server, f"/{SLUG}/stem/{found[1]}{found[2]}{found[3]}/") for _ in range(PHONES)]

    with ThreadPoolExecutor(PHONES) as room:
        pressed = list(room.map(press_twice, waiting, range(PHONES)))
    outcome = leader.send(screen.form(having="scherm"), {"doen": "uitslag"})

    assert {answer.status for both in pressed for answer in both} == {303}
    # Every phone chose one of the three answers in turn, and each pressed twice.
    assert re.findall(r'rd-outcome__number">(\d+)<', outcome.text) == ["10", "10", "10"]
    closed = leader.send(outcome.form(having="scherm"), {"doen": "sluiten"})
    assert "Alle stemmen zijn weg" in closed.text


def standing_ready(server: Server, address: str) -> tuple[Visitor, Form]:
    phone = Visitor(server.port)
    return phone, phone.get(address).form(having="answer")


def press_twice(ready: tuple[Visitor, Form], number: int) -> tuple[Page, Page]:
    phone, form = ready
    return phone.press(form, {"answer": str(number % 3)}), phone.press(form, {"answer": str(number % 3)})
