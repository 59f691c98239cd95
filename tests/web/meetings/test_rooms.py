"""A meeting in a room: a big screen, phones without an account, and no script needed for anything."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rugdekking.scans.models import Room, Vote
from rugdekking.web.limits import ROOMS, Limit
from rugdekking.web.meetings import joining
from rugdekking.web.sessions.reporter import FirstCookie
from tests import make
from tests.web.public.reporting import Reporter

GUIDE = "hulp/gesprek/hoort-dit-erbij/"


class Browser:
    """A browser of its own that follows forms as a person does, without script."""

    def __init__(self, home: str) -> None:
        self.client, self.home, self.html = Client(enforce_csrf_checks=True), home, ""

    def opens(self, address: str) -> str:
        return self._read(self.client.get(address if address.startswith("/") else self.home + address, follow=True))

    def sends(self, **given: object) -> str:
        """Send the first form of the page, with its hidden fields."""
        hidden = dict(re.findall(r'type="hidden"\s+name="(\w+)"\s+value="([^"]*)"', self.html))
        return self._read(self.client.post(self.address, {**hidden, **given}, follow=True))

    def _read(self, answer: object) -> str:
        self.status = answer.status_code
        self.address = answer.request["PATH_INFO"]
        self.html = answer.content.decode()
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.html))


def opened(visitor: Reporter) -> Browser:
    """Somebody who leads, at the first question."""
    leader = Browser(visitor.home)
    leader.opens(f"{GUIDE}zaal/")
    leader.sends()
    leader.sends(doen="verder")
    leader.sends(doen="verder")
    return leader


def test_a_room_votes_without_names_and_everybody_sees_the_outcome(visitor: Reporter) -> None:
    leader = opened(visitor)
    room = Room.objects.get()
    code = f"{room.code[:3]} {room.code[3:6]} {room.code[6:]}"
    assert code in leader.opens(leader.address)

    phones = [Browser(visitor.home) for _ in range(3)]
    for number, phone in enumerate(phones):
        assert "tegen schelden kunnen" in phone.opens(f"stem/?code={code.replace(' ', '+')}")
        assert "Uw stem is binnen" in phone.sends(answer=number // 2)
    assert "3 stemmen binnen" in leader.opens(leader.address)
    assert "Eens 2" not in leader.opens(leader.address)

    assert re.search(r"Eens 2\b.*Een beetje eens 1\b", leader.sends(doen="uitslag"))
    assert re.search(r"Eens 2\b.*Een beetje eens 1\b", phones[0].opens(phones[0].address))
    assert "Deze zaal is er niet" in _after_closing(leader, phones[0])
    assert (Room.objects.count(), Vote.objects.count()) == (0, 0)


def _after_closing(leader: Browser, phone: Browser) -> str:
    assert "De zaal is gesloten" in leader.sends(doen="sluiten")
    return phone.opens(phone.address)


def test_who_has_the_address_of_the_big_screen_may_look_and_press_nothing(visitor: Reporter) -> None:
    leader, other = opened(visitor), Browser(visitor.home)

    assert "U kijkt mee." in other.opens(leader.address)
    assert "Sluit de zaal" not in other.html
    other.opens("stem/999999/")
    other.opens(f"{GUIDE}zaal/")
    other.address = leader.address
    other.sends(doen="sluiten", scherm="2")
    assert Room.objects.get().position == 2


def test_a_colleague_leads_too_with_an_invitation_that_works_once(visitor: Reporter) -> None:
    leader, colleague, third = opened(visitor), Browser(visitor.home), Browser(visitor.home)
    screen = leader.address
    assert third.client.get(f"{screen}samen/").status_code == 404
    leader.opens(f"{screen}samen/")
    link = re.search(r'href="https?://[^/"]+(/[^"]+/samen/[^"]+)"', leader.html)
    assert link is not None

    third.opens(link[1])
    colleague.opens(link[1])
    assert "Sluit de zaal" in colleague.sends()
    assert "werkt niet" in third.sends()
    assert "werkt niet" in third.opens(link[1])

    colleague.sends(doen="verder")
    assert Room.objects.get().position == 3
    assert "Sluit de zaal" in leader.opens(screen)


def leave_alone(browser: Browser, time: timedelta) -> None:
    """Nobody touches this browser for a while: its cookie is that much older."""
    cookie = FirstCookie.read(browser.client.cookies["sessie"].value, at=timezone.now())
    assert cookie is not None
    browser.client.cookies["sessie"] = FirstCookie(cookie.secret, cookie.at - time).value


@pytest.mark.parametrize("looks", [True, False])
def test_who_leads_may_leave_the_screen_alone_during_a_long_talk(visitor: Reporter, *, looks: bool) -> None:
    leader = opened(visitor)
    for _ in range(3):
        leave_alone(leader, timedelta(minutes=45))
        if looks:
            leader.opens(leader.address)
        leader.sends(doen="verder")

    assert "Sluit de zaal" in leader.opens(leader.address)
    assert Room.objects.get().position == 5


def test_a_phone_that_sends_twice_or_late_counts_once(visitor: Reporter) -> None:
    leader, phone = opened(visitor), Browser(visitor.home)
    phone.opens(f"stem/{Room.objects.get().code}/")
    page = phone.html

    phone.sends(answer=0)
    phone.html = page
    assert "Uw stem is binnen" in phone.sends(answer=1)
    leader.sends(doen="verder")
    phone.html = page
    assert "vinden mensen mij een zeur" in phone.sends(answer=1)

    assert list(Vote.objects.values_list("answer", flat=True)) == [0]


def test_who_chooses_nothing_is_told_so(visitor: Reporter) -> None:
    opened(visitor)
    phone = Browser(visitor.home)
    phone.opens(f"stem/{Room.objects.get().code}/")

    assert "Kies een van de antwoorden." in phone.sends()
    assert "Fout:" in phone.html


def test_a_phone_has_another_name_on_each_question(visitor: Reporter) -> None:
    leader, phone = opened(visitor), Browser(visitor.home)
    phone.opens(f"stem/{Room.objects.get().code}/")

    phone.sends(answer=0)
    leader.sends(doen="verder")
    phone.opens(phone.address)
    phone.sends(answer=0)

    names = {bytes(name) for name in Vote.objects.values_list("phone", flat=True)}
    assert len(names) == 2


def test_only_the_cookie_that_every_form_needs_is_set(visitor: Reporter) -> None:
    opened(visitor)
    phone = Browser(visitor.home)

    phone.opens(GUIDE)
    assert not phone.client.cookies
    phone.opens(f"stem/{Room.objects.get().code}/")
    assert list(phone.client.cookies) == ["sessie"]


def test_a_wrong_code_says_where_to_look(visitor: Reporter) -> None:
    phone = Browser(visitor.home)

    assert "de code heeft negen cijfers" in phone.opens("stem/?code=12")
    assert "Vul de negen cijfers in" in phone.opens("stem/?code=")
    assert "Deze zaal is er niet" in phone.opens("stem/123456/")
    assert phone.status == 404


def test_who_guesses_codes_gets_no_answer_and_a_whole_hall_that_votes_is_never_stopped(
    visitor: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "UNKNOWN_CODES", Limit("codes", most=2, per=timedelta(hours=1)))
    opened(visitor)
    code, phone, guesser = Room.objects.get().code, Browser(visitor.home), Browser(visitor.home)
    for _ in range(5):
        assert "tegen schelden kunnen" in phone.opens(f"stem/?code={code}")

    assert [guesser.opens(f"stem/{number}/") and guesser.status for number in range(3)] == [404, 404, 429]
    guesser.opens(f"stem/{code}/")
    assert guesser.status == 429
    assert "heel veel verkeerde codes" in guesser.opens(f"stem/?code={code}")


def test_a_town_hall_opens_its_rooms_and_who_plays_is_told_to_wait(visitor: Reporter, cast: make.Cast) -> None:
    leader = Browser(visitor.home)
    for _ in range(30):
        leader.opens(f"{GUIDE}zaal/")
        leader.sends()
        assert leader.status == 200
    leader.opens(f"{GUIDE}zaal/")

    assert "Nu even geen zaal" in leader.sends()
    assert leader.status == 429
    assert ROOMS is not None
