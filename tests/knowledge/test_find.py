"""Finding a page: by words as people type them, by what they choose, and from the page they just read."""

import pytest

from rugdekking.content.schema.synonyms import Group
from rugdekking.content.schema.toolkit import PageKind
from rugdekking.knowledge.finding import Entry, Facet, Wanted, find, related, written_for

PAGES = (
    ("mail", "Een bedreiging in uw mail", "Antwoord niet en bewaar de brieven.", "reporting", "councillor", "during"),
    ("team", "Het agressieprotocol in een week", "Voor uw griffie.", "for_clerks", "clerk", "before"),
    ("nasleep", "Slecht slapen na bedreigingen", "Praat erover met het gezin.", "aftercare", "councillor", "after"),
    ("gift", "Een geschenk van iemand", "Zeg nee. [Meld het](desk:front).", "undermining", "clerk", "during"),
)


def entry(name: str, title: str, body: str, *codes: str) -> Entry:
    theme, audience, phase = codes
    chosen = {Facet.THEME: (theme,), Facet.AUDIENCE: (audience,), Facet.PHASE: (phase,)}
    return Entry(f"hulp:{name}", PageKind.ARTICLE, title, "", chosen, body=body)


ENTRIES = [entry(*page) for page in PAGES]
SYNONYMS = (
    Group(said=("smeergeld", "wie leest mee"), meant=("geschenk",)),
    Group(said=("griffie", "gezin"), meant=("bedreiging",)),
)


def found(words: str, **chosen: str) -> list[str]:
    wanted = Wanted(words, {Facet[key.upper()]: value for key, value in chosen.items()})
    return [one.target.removeprefix("hulp:") for one in find(ENTRIES, wanted, SYNONYMS).entries]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("bedreigingen", "nasleep"),
        ("Ik word bedreigd!", "mail"),
        ("wat kan ik doen als ik een bedreiging krijg", "mail"),
        ("protocol", "team"),
        ("protocollen", "team"),
        ("brief", "mail"),
        ("gezinnen", "nasleep"),
        ("slapen bedreiging", "nasleep"),
        ("mèld", "gift"),
        ("dreigmail", "mail"),
        ("bedriging", "mail"),
    ],
)
def test_a_page_is_found_by_other_forms_of_its_words(words: str, first: str) -> None:
    assert found(words)[0] == first


def test_a_word_in_the_title_counts_for_more() -> None:
    assert found("geschenk") == ["gift"]
    assert found("bedreiging")[:2] == ["mail", "nasleep"]


@pytest.mark.parametrize("words", ["smeergeld", "wie leest mee", "Iets over smeergeld", "smergeld"])
def test_a_page_is_found_by_what_others_call_it(words: str) -> None:
    result = find(ENTRIES, Wanted(words), SYNONYMS)

    assert [one.target for one in result.entries] == ["hulp:gift"]
    assert result.beside == ["geschenk"]


def test_what_was_typed_itself_is_not_named_as_looked_for_beside_it() -> None:
    assert find(ENTRIES, Wanted("smeergeld of geschenk"), SYNONYMS).beside == []


def test_pages_with_the_word_itself_go_before_those_that_call_it_otherwise() -> None:
    assert found("griffie") == ["team", "mail", "nasleep"]
    assert found("gezin") == ["nasleep", "mail"]


def test_a_word_that_no_page_has_gives_way_to_what_was_almost_typed_and_that_is_said() -> None:
    result = find(ENTRIES, Wanted("bedriging"), SYNONYMS)

    assert result.unknown == {"bedriging": ["bedreiging"]}
    assert [one.target for one in result.entries] == ["hulp:mail", "hulp:nasleep"]
    assert find(ENTRIES, Wanted("bedreiging"), SYNONYMS).unknown == {}


def test_short_words_and_addresses_behind_links_are_not_looked_for_inside_others() -> None:
    assert found("ege") == []
    assert found("desk") == []


def test_pages_with_some_of_the_words_are_said_to_be_so() -> None:
    exact, loose = (
        find(ENTRIES, Wanted("bedreiging"), SYNONYMS),
        find(ENTRIES, Wanted("bedreiging protocol"), SYNONYMS),
    )

    assert (exact.whole, loose.whole) == (True, False)
    assert {one.target for one in loose.entries} == {"hulp:mail", "hulp:nasleep", "hulp:team"}


def test_nothing_is_found_for_words_of_nobody() -> None:
    assert found("xyzzy") == []
    assert len(found("")) == len(ENTRIES)


def test_choices_narrow_and_each_tells_how_many_it_would_give() -> None:
    result = find(ENTRIES, Wanted("", {Facet.AUDIENCE: "clerk"}), SYNONYMS)

    assert [one.target for one in result.entries] == ["hulp:team", "hulp:gift"]
    assert result.counts[Facet.PHASE] == {"before": 1, "during": 1}
    assert result.counts[Facet.AUDIENCE] == {"councillor": 2, "clerk": 2}
    assert found("bedreiging", audience="clerk") == []


def test_related_pages_are_of_the_theme_or_for_the_same_people_at_that_moment() -> None:
    same = entry("next", "Daarna", "", "reporting", "clerk", "after")

    assert [one.target for one in related(ENTRIES[0], [*ENTRIES, same])] == ["hulp:next"]
    assert related(same, [ENTRIES[1]]) == []


def test_who_reads_a_plan_is_led_to_pages_that_name_them_first_and_few_others() -> None:
    people = {"gezin": ("family",), "samen": ("family", "clerk"), "ook": ("clerk", "family"), "griffie": ("clerk",)}
    pages = [
        Entry(name, PageKind.ARTICLE, name, "", {Facet.AUDIENCE: who, Facet.PHASE: (), Facet.THEME: ()})
        for name, who in people.items()
    ]
    theme = Entry(
        "thema", PageKind.THEME, "thema", "", {Facet.AUDIENCE: ("family",), Facet.PHASE: (), Facet.THEME: ()}
    )

    assert [one.target for one in written_for("family", [theme, *reversed(pages)])] == ["gezin", "samen", "ook"]
