"""Search engines may fetch the help of a desk and its front page, and nothing of a form, a report or a colleague."""

import re

import pytest
from django.test import RequestFactory

from rugdekking.web.help.feeds import robots

TOWN = "/noordmeer"


@pytest.fixture
def may_fetch(rf: RequestFactory) -> "MayFetch":
    return MayFetch(robots(rf.get("/robots.txt")).content.decode())


class MayFetch:
    """Reads the file as search engines do (RFC 9309): the longest line that fits decides."""

    def __init__(self, text: str) -> None:
        lines = re.findall(r"^(Allow|Disallow): (\S+)$", text, re.MULTILINE)
        self.rules = [(line, re.escape(line).replace(r"\*", ".*").replace(r"\$", "$"), word) for word, line in lines]

    def __call__(self, address: str) -> bool:
        fitting = [(len(line), word) for line, pattern, word in self.rules if re.match(pattern, address)]
        return max(fitting)[1] == "Allow"


@pytest.mark.parametrize(
    "address",
    [
        "/",
        f"{TOWN}/",
        f"{TOWN}/sitemap.xml",
        f"{TOWN}/hulp/",
        f"{TOWN}/hulp/doxing/",
        f"{TOWN}/hulp/melden-helpt.pdf",
        f"{TOWN}/hulp/gesprek/waar-ligt-onze-grens/",
        f"{TOWN}/huisstijl-public-0123456789ab.css",
        "/statisch/css/help.css",
    ],
)
def test_help_and_what_it_looks_like_may_be_fetched(may_fetch: MayFetch, address: str) -> None:
    assert may_fetch(address)


@pytest.mark.parametrize(
    "address",
    [
        "/account/aanmelden/",
        "/redactie/",
        "/werk/noordmeer/",
        "/weg",
        f"{TOWN}/mijn/",
        f"{TOWN}/mijn/berichten/",
        f"{TOWN}/melden/kort/",
        f"{TOWN}/bel-mij/",
        f"{TOWN}/onveilig-gevoel/",
        f"{TOWN}/stem/123456789/",
        f"{TOWN}/hulp/zoeken/?q=omkoping",
        f"{TOWN}/hulp/zo-melden-wij/document/",
        f"{TOWN}/hulp/gesprek/waar-ligt-onze-grens/zaal/",
        f"{TOWN}/hulp/zaal/0b1f0f9e-6a55-4a8d-9a55-0c3a4f7b1c11/",
    ],
)
def test_nothing_of_a_form_a_report_a_search_or_a_colleague_may_be_fetched(may_fetch: MayFetch, address: str) -> None:
    assert not may_fetch(address)
