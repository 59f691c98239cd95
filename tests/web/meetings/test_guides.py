"""Conversation guides: anybody reads one, and prints its cards."""

import pytest
from django.test import Client

from rugdekking.content.queries import everything
from rugdekking.content.reading import FaultyContent, read
from rugdekking.content.schema import Conversation
from tests.content import shipped
from tests.web.public.reporting import Reporter

FOLDER = shipped.FOLDER / "guides"


def test_a_group_finds_what_to_do_how_long_and_with_how_many(visitor: Reporter) -> None:
    for guide in everything(Conversation):
        text = visitor.opens(f"hulp/gesprek/{guide.slug}/")
        assert f"{guide.minutes} minuten" in text
        assert f"{guide.group.smallest} tot {guide.group.largest} mensen" in text
        assert [step.title for step in guide.steps if step.title not in text] == []
        assert visitor.html.count("rd-deck__card") == len(guide.cards)


def test_all_guides_are_on_one_page_in_their_order(visitor: Reporter) -> None:
    text = visitor.opens("hulp/gesprek/")

    titles = [one.title for one in sorted(everything(Conversation), key=lambda one: one.order)]
    assert len(titles) >= 6
    assert [text.index(title) for title in titles] == sorted(text.index(title) for title in titles)


def test_the_cards_come_on_a_page_of_their_own(visitor: Reporter) -> None:
    assert "De boze brief" in visitor.opens("hulp/gesprek/waar-ligt-onze-grens/kaarten/")


def test_a_guide_that_does_not_exist_is_no_page(visitor: Reporter) -> None:
    assert Client().get(f"{visitor.home}hulp/gesprek/elders/").status_code == 404
    assert Client().get("/nergens/hulp/gesprek/").status_code == 404


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("minutes: 60\n", "minutes: 61\n"), "de stappen duren samen 60 minuten, en hier staat 61"),
        (("smallest: 4", "smallest: 40"), "regel 18 bij ‘group’: smallest mag niet groter zijn dan largest"),
        (("title: Alleen", "title: Begin"), "stap ‘Begin’ staat er twee keer"),
        (("[Dit kan, Dit schuurt, Hier ligt de grens]", "[Ja]"), "deze lijst heeft minstens 2 regel nodig"),
    ],
)
def test_a_guide_that_does_not_add_up_is_refused_with_the_reason(change: tuple[str, str], expected: str) -> None:
    faulty = (FOLDER / "boundaries.yaml").read_text().replace(*change, 1)

    with pytest.raises(FaultyContent) as refused:
        read("guides", "boundaries", faulty)
    assert expected in str(refused.value.reason)
