"""Power cuts, dropped connections and two hands at once, on a real server and its real database."""

import json
import random
import re
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.attacks import place
from tests.attacks.place import SLUG, Place
from tests.attacks.planting import CODE
from tests.attacks.visitor import Form, Visitor
from tests.servers import web
from tests.servers.web import Server

pytestmark = pytest.mark.xdist_group("attacked-server")

MINE = f"/{SLUG}/mijn/"
SHORT, SEND, SENT = (f"/{SLUG}/melden/{last}/" for last in ("kort", "versturen", "verstuurd"))
CUTS = 3
WRITERS = 4


def ready(port: int) -> tuple[Visitor, Form, str]:
    """Somebody who stands before the last button, with their code."""
    one = Visitor(port)
    page = one.get(SHORT)
    page = one.send(page.form(having="what"), {"what": "Er stond iemand voor de deur.", "safe": "nee"})
    code = CODE.search(page.text)
    assert code is not None
    return one, page.form(to=SEND), code[0]


def whole(own: Place, codes: list[str]) -> dict[str, list[str]]:
    """What is not whole in the database, and which of these codes open nothing; asked of a process of its own."""
    told = place.run(own.settings, "tests.attacks.whole", *codes)
    return {name: list(found) for name, found in json.loads(told).items()}


def test_what_was_confirmed_before_a_power_cut_is_there_and_nothing_is_half(attacked: Place, tmp_path: Path) -> None:
    """`kill -9` at any moment while people send: whole or absent, and never lost once it was confirmed."""
    confirmed: list[str] = []
    heard: list[str] = []
    chance = random.Random(373_8314)
    for _ in range(CUTS):
        with web.running(attacked.settings, log=tmp_path / "log") as server:
            waiting = [ready(server.port) for _ in range(WRITERS * 5)]
            senders = [
                threading.Thread(target=_send_all, args=(waiting[start::WRITERS], confirmed, heard))
                for start in range(WRITERS)
            ]
            enough = len(confirmed) + chance.randint(1, 5)
            for sender in senders:
                sender.start()
            wait_until_longer(confirmed, enough, heard)
            time.sleep(chance.uniform(0, 0.01))
            server.kill()
            for sender in senders:
                sender.join()

    found = whole(attacked, confirmed)

    # Each cut came while somebody was still sending.
    assert CUTS <= len(confirmed) < CUTS * WRITERS * 5
    assert found == {"lost": [], "half": []}


def wait_until_longer(confirmed: list[str], enough: int, heard: list[str]) -> None:
    deadline = time.monotonic() + 30
    while len(confirmed) < enough:
        assert time.monotonic() < deadline, heard
        time.sleep(0.001)


def _send_all(waiting: list[tuple[Visitor, Form, str]], confirmed: list[str], heard: list[str]) -> None:
    """Everybody presses once; `heard` is what the site answered, or what broke."""
    for one, form, code in waiting:
        try:
            answer = one.press(form)
        except (OSError, HTTPException) as cut:
            heard.append(repr(cut))
            return
        heard.append(f"{answer.status} {answer.address}")
        if answer.status == 303:
            confirmed.append(code)


def test_who_was_cut_off_while_sending_presses_again_and_it_is_one_report(attacked: Place, tmp_path: Path) -> None:
    with web.running(attacked.settings, log=tmp_path / "log") as server:
        one, form, code = ready(server.port)
        _send_and_hang_up(one, form)
    with web.running(attacked.settings, log=tmp_path / "log") as again:
        one.port = again.port
        answer = one.press(form)

        opened = opens_one_report(again, code)

    # Whether the first one arrived decides what the page says, not where it is.
    assert answer.headers["location"].partition("?")[0] == SENT
    assert opened


def opens_one_report(server: Server, code: str) -> bool:
    """Whether somebody who types this code stands before exactly one report."""
    one = Visitor(server.port)
    page = one.send(one.get(MINE).form(having="toegangscode"), {"toegangscode": code})
    return re.fullmatch(rf"{MINE}[0-9A-Z]{{4}}-[0-9A-Z]{{4}}/", page.address) is not None


def _send_and_hang_up(one: Visitor, form: Form) -> None:
    """The request arrives, and nobody is there any more to hear the answer."""
    body = urlencode(form.untouched(), doseq=True)
    cookies = "; ".join(f"{name}={value}" for name, value in one.cookies.items())
    head = (
        f"POST {form.action} HTTP/1.1\r\nHost: localhost:{one.port}\r\nOrigin: http://localhost:{one.port}\r\n"
        f"Cookie: {cookies}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", one.port), timeout=20) as connection:
        connection.sendall(head.encode() + body.encode())
        connection.shutdown(socket.SHUT_WR)
    time.sleep(0.3)


def at_once(acts: list[Callable[[], int]]) -> list[int]:
    start = threading.Barrier(len(acts))

    def act(one: Callable[[], int]) -> int:
        start.wait()
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def test_two_tabs_that_send_the_same_draft_at_once_send_one_report(server: Server) -> None:
    one, form, code = ready(server.port)
    tabs = []
    for _ in range(4):
        tab = Visitor(server.port)
        tab.cookies = dict(one.cookies)
        tabs.append(tab)

    answers = at_once([lambda tab=tab: tab.press(form).status for tab in tabs])  # type: ignore[misc]

    assert answers == [303] * 4
    assert opens_one_report(server, code)


def test_a_whole_town_hall_sends_at_once_and_nobody_is_refused(server: Server) -> None:
    waiting = [ready(server.port) for _ in range(24)]

    answers = at_once([lambda one=one, form=form: one.press(form).status for one, form, _ in waiting])  # type: ignore[misc]

    assert answers == [303] * len(waiting)
    assert all(opens_one_report(server, code) for _, _, code in waiting)
