"""Looking for help at a desk, as a visitor does."""

import re
from datetime import timedelta
from typing import Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from rugdekking.kernel.time import day_of
from rugdekking.knowledge.models import Article, Event, Guide, Home, News
from rugdekking.knowledge.operations import open_for
from rugdekking.visits.models import DayCount
from tests import make
from tests.knowledge.props import a_page, an_article

pytestmark = pytest.mark.django_db

ATOM: Final = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def home() -> Home:
    return open_for(make.desk().organisation, at=make.MIDDAY)


def read(client: Client, home: Home, rest: str = "") -> str:
    answer = client.get(f"/{home.slug}/hulp/{rest}")
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.text


def test_a_page_is_found_by_another_form_of_its_words(client: Client, home: Home) -> None:
    an_article(home, title="Een bedreiging in uw mail", slug="dreigmail", live=True)

    text = read(client, home, "zoeken/?q=ik+word+bedreigd")

    assert f'href="/{home.slug}/hulp/dreigmail/"' in text
    assert "1 pagina" in text


def test_the_page_says_which_word_it_looked_for_instead_of_a_misspelled_one(client: Client, home: Home) -> None:
    an_article(home, title="Een bedreiging in uw mail", slug="dreigmail", live=True)

    text = read(client, home, "zoeken/?q=bedriging")

    assert "Bedoelde u <strong>bedreiging</strong>?" in text
    assert f'href="/{home.slug}/hulp/dreigmail/"' in text


def test_pages_of_another_organisation_and_drafts_are_not_found(client: Client, home: Home) -> None:
    other = open_for(make.desk().organisation, at=make.MIDDAY)
    an_article(other, title="Bedreiging daar", slug="daar", live=True)
    an_article(home, title="Bedreiging straks", slug="straks")

    text = read(client, home, "zoeken/?q=bedreiging")

    assert "Niets gevonden" in text
    assert f'href="/{home.slug}/bel-mij/"' in text


def test_what_somebody_looks_for_stands_in_no_title_and_is_not_counted(client: Client, home: Home) -> None:
    text = read(client, home, "zoeken/?q=omkoping")

    title = re.search("<title>(.*)</title>", text)
    assert title is not None
    assert "omkoping" not in title[1]
    assert not DayCount.objects.exists()


def test_choices_are_kept_from_page_to_page(client: Client, home: Home) -> None:
    for number in range(13):
        an_article(home, title=f"Gesprek {number:02}", slug=f"gesprek-{number}", audience=" clerk ", live=True)
    an_article(home, title="Gesprek met de raad", slug="raad", live=True)

    text = read(client, home, "zoeken/?q=gesprekken&voor=clerk&moment=x&p=0")

    assert "13 pagina’s, deel 1 van 2" in text
    assert "Raadsleden (1)" in text
    assert 'href="?q=gesprekken&amp;voor=clerk&amp;p=2"' in text
    assert "Gesprek 12" in read(client, home, "zoeken/?q=gesprekken&voor=clerk&p=2")


def test_a_search_asks_a_handful_of_questions(client: Client, home: Home) -> None:
    an_article(home, live=True)
    read(client, home, "zoeken/")

    with CaptureQueriesContext(connection) as asked:
        read(client, home, "zoeken/?q=pagina")

    assert len(asked) <= 8


def test_every_situation_leads_to_its_page_what_happens_now_first(client: Client, home: Home) -> None:
    an_article(home, slug="later", situations="ik later iets wil", live=True)
    an_article(home, slug="nu", phase=" during ", situations="ik nu iets wil\nik het niet weet", live=True)

    text = read(client, home, "wat-te-doen/")

    found = re.findall(r'href="/[\w-]+/hulp/([\w-]+)/">… ([^<]+)\?<', text)
    assert found == [("nu", "ik nu iets wil"), ("nu", "ik het niet weet"), ("later", "ik later iets wil")]
    assert text.index("ik het niet weet") < text.index("<details") < text.index("ik later iets wil")


def test_a_guide_asks_for_a_role_first_and_then_shows_its_steps_alone(client: Client, home: Home) -> None:
    steps = [
        ("step", {"role": "councillor", "phase": "after", "title": "Rust nemen", "body": "Slaap."}),
        ("step", {"role": "clerk", "phase": "before", "title": "Regelen", "body": "Bel."}),
    ]
    a_page(Guide, home, slug="plan", steps=steps, live=True)

    choice, plan = read(client, home, "plan/"), read(client, home, "plan/voor/raadsleden/")

    assert f'href="/{home.slug}/hulp/plan/voor/griffiers-en-secretarissen/"' in choice
    assert "Rust nemen" not in choice
    assert "Rust nemen" in plan
    assert f'href="/{home.slug}/hulp/zoeken/?voor=councillor">Alles voor raadsleden<' in plan
    assert "Regelen" not in plan
    assert client.get(f"/{home.slug}/hulp/plan/voor/medewerkers/").status_code == 404


def test_an_event_that_is_over_is_in_no_list(client: Client, home: Home) -> None:
    today = day_of(timezone.now())
    a_page(Event, home, title="Voorbij", slug="voorbij", on=today - timedelta(days=1), place="Zaal", live=True)
    a_page(Event, home, title="Vandaag nog", slug="vandaag", on=today, place="Zaal", live=True)

    texts = [read(client, home, rest) for rest in ("", "zoeken/")]

    assert all("Vandaag nog" in text for text in texts)
    assert not any("Voorbij" in text for text in texts)


def test_search_engines_find_help_and_the_front_page_and_nothing_else(client: Client, home: Home) -> None:
    make.content()
    an_article(home, slug="uitleg", live=True)

    pages = {
        rest: client.get(f"/{home.slug}/{rest}") for rest in ("", "hulp/", "hulp/uitleg/", "handtekening/", "mijn/")
    }

    open_to_all = [rest for rest, page in pages.items() if "noindex" not in page.headers["X-Robots-Tag"]]
    assert open_to_all == ["", "hulp/", "hulp/uitleg/"]
    found = re.findall("<loc>http://[^/]+(/[^<]*)</loc>", client.get(f"/{home.slug}/sitemap.xml").text)
    assert {f"/{home.slug}/", f"/{home.slug}/hulp/uitleg/"} <= set(found)
    assert [address for address in found if client.get(address).headers["X-Robots-Tag"] != "all"] == []


def test_feeds_tell_what_is_new_and_what_is_news(client: Client, home: Home) -> None:
    for day, (kind, slug) in enumerate(((Article, "oud"), (Article, "nieuw"), (News, "bericht"))):
        moment = make.MIDDAY + timedelta(days=day)
        a_page(kind, home, slug=slug, first_published_at=moment, last_published_at=moment, live=True)

    feeds = {name: etree.fromstring(read(client, home, f"{name}.atom").encode()) for name in ("nieuw", "nieuws")}

    entries = {name: feed.iterfind("a:entry/a:link", ATOM) for name, feed in feeds.items()}
    slugs = {name: [link.attrib["href"].split("/")[-2] for link in links] for name, links in entries.items()}
    assert slugs == {"nieuw": ["bericht", "nieuw", "oud"], "nieuws": ["bericht"]}


def test_a_page_leads_on_to_what_is_near_and_tells_where_it_stands_on_paper(client: Client, home: Home) -> None:
    an_article(home, slug="een", live=True)
    an_article(home, slug="twee", title="Het vervolg", live=True)
    an_article(home, slug="drie", title="Iets anders", theme="online", audience=" family ", live=True)

    text = read(client, home, "een/")

    assert "Het vervolg" in text
    assert f"http://testserver/{home.slug}/hulp/een/" in text
    near = text[text.index("Lees ook") :]
    assert "Het vervolg" in near
    assert f"/{home.slug}/hulp/een/" not in near[: near.index("Bijgehouden")]
