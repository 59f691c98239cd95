"""Pages of help are made once a minute; what belongs to one person is never given to another."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from rugdekking.visits.counting import Seen
from rugdekking.visits.models import Act, DayCount
from rugdekking.web import kept
from rugdekking.web.kept import pages_of_help, the_same_for_everybody
from tests import make


class Site:
    """Answers each request with another text, so that a kept answer shows."""

    def __init__(self, seen: Seen | None = None, *, alike: bool = True, cookie: bool = False) -> None:
        self.seen, self.alike, self.cookie, self.made = seen, alike, cookie, 0

    def __call__(self, _request: HttpRequest) -> HttpResponseBase:
        self.made += 1
        response = HttpResponse(f"made {self.made}")
        if self.cookie:
            response.set_cookie("sessie", "x")
        return the_same_for_everybody(response, seen=self.seen) if self.alike else response

    def read(self, address: str = "/waterlaar/hulp/doxing/", **headers: str) -> str:
        request = RequestFactory(headers=headers).get(address)
        response = pages_of_help(self)(request)
        assert isinstance(response, HttpResponse)
        return response.text


def test_a_page_that_is_the_same_for_everybody_is_made_once() -> None:
    site = Site()

    assert [site.read(), site.read(), site.read("/elders/hulp/doxing/")] == ["made 1", "made 1", "made 2"]


def test_a_page_is_made_anew_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site()
    site.read()
    (page,) = kept._pages.values()
    monkeypatch.setattr(kept, "monotonic", lambda: page.until)

    assert site.read() == "made 2"


@pytest.mark.parametrize("site", [Site(alike=False), Site(cookie=True)], ids=["somebody's own", "sets a cookie"])
def test_what_is_somebodys_own_is_given_to_nobody_else(site: Site) -> None:
    assert [site.read(), site.read()] == ["made 1", "made 2"]


def test_an_address_with_a_question_is_made_anew_and_takes_no_room() -> None:
    site = Site()

    assert [site.read("/w/hulp/?q=a"), site.read("/w/hulp/?q=a"), site.read("/w/hulp/")] == [
        "made 1",
        "made 2",
        "made 3",
    ]
    assert len(kept._pages) == 1


def test_no_more_pages_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    site = Site()
    for name in "abc":
        site.read(f"/w/hulp/{name}/")

    assert len(kept._pages) == 2
    assert site.read("/w/hulp/c/") == "made 3"


@pytest.mark.django_db
def test_each_reader_counts_also_of_a_kept_page_but_not_a_browser_that_fetches_ahead() -> None:
    seen = Seen(make.desk().organisation_id, "doxing")
    site = Site(seen)
    site.read()
    site.read(sec_purpose="prefetch;prerender")
    kept.TALLY._written_at = None
    site.read()

    assert list(DayCount.objects.values_list("page", "act", "times")) == [("doxing", Act.READ, 2)]
