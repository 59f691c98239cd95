"""Who reads at the office waits for a colleague's page; who reports waits for nobody."""

from threading import Barrier, BrokenBarrierError, Thread

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from rugdekking.web.turns import colleagues_take_turns, give_way


def meet(requests: list[HttpRequest], *, slow: bool = False) -> bool:
    """Whether the pages of all these requests are being made at one moment."""
    everybody = Barrier(len(requests))
    alone = []

    def page(request: HttpRequest) -> HttpResponse:
        if slow:
            give_way(request)
        try:
            everybody.wait(timeout=0.5)
        except BrokenBarrierError:
            alone.append(True)
        return HttpResponse()

    take = colleagues_take_turns(page)
    visitors = [Thread(target=take, args=(request,)) for request in requests]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return not alone


def test_two_colleagues_who_read_take_turns() -> None:
    ask = RequestFactory()

    assert not meet([ask.get("/werk/noordmeer/zaken/"), ask.get("/account/kluis/")])


@pytest.mark.parametrize("address", ["/noordmeer/melden/kort/", "/noordmeer/mijn/"])
def test_a_reporter_waits_for_no_colleague(address: str) -> None:
    ask = RequestFactory()

    assert meet([ask.get("/werk/noordmeer/zaken/"), ask.get(address), ask.post(address)])


def test_who_sends_a_form_at_the_office_holds_up_nobody() -> None:
    ask = RequestFactory()

    assert meet([ask.get("/werk/noordmeer/zaken/"), ask.post("/werk/noordmeer/zaken/"), ask.post("/werk/x/taken/")])


def test_a_colleague_whose_film_is_looked_into_holds_up_nobody() -> None:
    ask = RequestFactory()

    assert meet([ask.get("/werk/noordmeer/zaken/"), ask.get("/werk/noordmeer/zaken/")], slow=True)
