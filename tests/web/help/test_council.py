"""What a griffier or secretaris sends to all members, in a minute."""

import re

import pytest
from django.test import Client

from rugdekking.knowledge.models import ThemePage
from rugdekking.knowledge.operations import open_for
from rugdekking.organisations.models import Desk, Kind
from tests import make
from tests.knowledge.props import a_page, published

pytestmark = pytest.mark.django_db

WORDS = {
    Kind.GEMEENTE: ("Voor uw raad", "Beste raadsleden", "Raadsleden"),
    Kind.PROVINCIE: ("Voor uw Staten", "Beste Statenleden", "Statenleden"),
    Kind.WATERSCHAP: ("Voor uw algemeen bestuur", "Beste leden van het algemeen en dagelijks bestuur", "Waterschap"),
}


def read(desk: Desk, page: str) -> str:
    answer = Client().get(f"/{desk.organisation.slug}/hulp/{page}")
    assert answer.status_code == 200
    return answer.text


def test_each_kind_of_organisation_finds_a_message_in_its_own_words_with_its_own_address() -> None:
    published("for_clerks", "for_councils", "safety_on_the_agenda", "step_plan")
    for kind, (heading, greeting, role) in WORDS.items():
        desk = make.desk(kind=kind)
        place = f"testserver/{desk.organisation.slug}/hulp"

        text = read(desk, "griffiers-en-secretarissen/")

        message = re.search(r'id="bericht">(.*?)</div>', text, re.DOTALL)
        assert message is not None
        assert f">{heading}</h2>" in text
        assert message[1].startswith(greeting)
        assert f"http://{place}/\n" in message[1]
        assert "(070) 373 83 14" in message[1]
        assert "{" not in message[1]
        assert f"<strong>{place}</strong>" in text
        assert f"Stappen om te printen: {role}<" in text
        assert "Onze norm" not in text, "a model that nobody adopted is not theirs"
        assert "Veiligheid op de agenda van raad, Staten of bestuur" in text
        assert f'/hulp/griffiers-en-secretarissen/#leden">{heading}' in read(desk, "")
    assert "bericht" not in read(desk, "raden-staten-en-besturen/")


def test_no_link_leads_to_a_message_that_is_not_there() -> None:
    assert "dit stuurt u naar alle leden" not in read(make.desk(), "")


def test_an_own_page_in_its_place_has_no_message_and_no_link_leads_to_one() -> None:
    published("for_clerks")
    desk = make.desk()
    home = open_for(desk.organisation, at=make.MIDDAY)
    a_page(ThemePage, home, slug="griffiers-en-secretarissen", theme="", live=True)

    assert "#leden" not in read(desk, "")
    assert 'id="leden"' not in read(desk, "griffiers-en-secretarissen/")
