"""A page of the toolkit is refused when it would leave its reader stranded, with the line and the reason."""

import re
import shutil
from itertools import product
from pathlib import Path

import pytest

from rugdekking.content.reading import FaultyContent, read
from rugdekking.content.schema import Audience, HelpPage, PageKind, Phase, Theme
from rugdekking.content.schema.toolkit import in_a_sentence
from rugdekking.content.together import refuse_dead_links
from rugdekking.organisations.models import Organisation
from rugdekking.organisations.promised import promised
from tests.content import shipped

PAGE = """id: x
version: 1
valid_from: 2026-01-01
source: Bron.
reviewed_on: 2026-01-01
status: own
kind: article
title: Wat u kunt doen
theme: reporting
summary: Kort.
audience: [councillor]
phase: [during]
owner: Landelijke redactie
review_by: 2027-01-01
body: |
  ## Eerst

  Bel [het meldpunt](desk:talk).
"""
# The plan is for who it happens to, and the people around them.
OWN_PEOPLE = [one for one in Audience if one is not Audience.RESIDENT]
STEPS = "steps:\n  - {role: clerk, phase: during, title: Bel, body: '<b>nu</b>'}\n"


def page(change: tuple[str, str] = ("", "")) -> HelpPage:
    found = read("toolkit", "x", PAGE.replace(*change))
    assert isinstance(found, HelpPage)
    return found


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("theme: reporting", "theme: gossip"), "regel 9 bij ‘theme’: ‘gossip’ is geen geldige keuze."),
        (("theme: reporting\n", ""), "regel 7 bij ‘kind’: elke pagina hoort bij een thema"),
        (("kind: article", "kind: guide"), "regel 7 bij ‘kind’: ‘steps’ hoort bij de soort ‘guide’"),
        (("kind: article", "kind: theme"), "regel 1 bij ‘id’: het thema ‘x’ bestaat niet."),
        (("[councillor]", "[]"), "regel 11 bij ‘audience’: deze lijst heeft minstens 1 regel nodig."),
        (("[during]", "[later]"), "regel 12 bij ‘phase’ 1: ‘later’ is geen geldige keuze."),
        (("desk:talk", "desk:gossip"), "regel 18 bij ‘body’: de link naar ‘desk:gossip’ leidt nergens heen."),
        (("desk:talk", "https://example.com/"), "regel 18 bij ‘body’: de link naar ‘https://example.com/’"),
        (("desk:talk", "javascript:1"), "regel 18 bij ‘body’: de link naar ‘javascript:1’ leidt nergens heen."),
        (("[het meldpunt]", "[hier]"), "regel 18 bij ‘body’: de link ‘hier’ zegt niet waar die heen gaat."),
        (("## Eerst", "# Eerst"), "regel 16 bij ‘body’: gebruik ## en ### voor koppen."),
        (("## Eerst", "### Eerst"), "regel 16 bij ‘body’: een kop met ### hoort onder een kop met ##."),
        (("## Eerst", "<script>"), "regel 16 bij ‘body’: HTML kan hier niet."),
        (("body: |\n  ## Eerst\n\n  Bel", "body: '![x](y)'\n#"), "een afbeelding kan hier niet"),
        (("review_by: 2027", "review_by: 2026"), "regel 14 bij ‘review_by’: deze dag ligt niet na de dag"),
        (("owner:", "situations: [Ik bang ben.]\nowner:"), "regel 13 bij situatie 1: dit is het einde van"),
        (("status: own", "status: reconstructed"), "regel 6 bij ‘status’: schrijf bij ‘unconfirmed’"),
    ],
)
def test_a_faulty_page_is_refused_with_its_line_and_the_reason(change: tuple[str, str], expected: str) -> None:
    with pytest.raises(FaultyContent) as refused:
        page(change)

    assert expected in str(refused.value.reason)


def test_a_fault_in_a_step_is_found_in_that_step() -> None:
    with pytest.raises(FaultyContent, match=r"regel 8 bij stap 1, ‘body’: HTML kan hier niet"):
        page(("kind: article", f"{STEPS}kind: guide"))


def test_a_page_has_an_address_in_dutch_or_else_its_id_with_hyphens() -> None:
    assert page(("kind:", "address: dreigmail\nkind:")).slug == "dreigmail"
    assert read("toolkit", "a_b", PAGE.replace("id: x", "id: a_b")).slug == "a-b"  # type: ignore[attr-defined]


def test_a_page_says_for_whom_it_is_and_statenleden_keep_their_capital() -> None:
    assert [in_a_sentence(one) for one in (Audience.COUNCILLOR, Audience.STATES_MEMBER)] == [
        "raadsleden",
        "Statenleden",
    ]


def test_two_pages_cannot_have_one_address(tmp_path: Path) -> None:
    (tmp_path / "toolkit").mkdir()
    for name in ("a", "b"):
        text = PAGE.replace("id: x", f"id: {name}").replace("kind:", "address: bellen\nkind:")
        (tmp_path / "toolkit" / f"{name}.yaml").write_text(text)

    with pytest.raises(FaultyContent, match=r"toolkit/b\.yaml: het adres ‘bellen’ is al van a"):
        refuse_dead_links(tmp_path)


def test_a_link_to_a_page_that_is_not_there_is_refused_with_its_line(tmp_path: Path) -> None:
    shutil.copytree(shipped.FOLDER / "toolkit", tmp_path / "toolkit")
    refuse_dead_links(tmp_path)
    (tmp_path / "toolkit" / "x.yaml").write_text(PAGE.replace("desk:talk", "hulp:nowhere"))

    with pytest.raises(FaultyContent, match=r"toolkit/x\.yaml, regel 18: de pagina ‘hulp:nowhere’ bestaat niet"):
        refuse_dead_links(tmp_path)


def pages() -> list[HelpPage]:
    found = [shipped.content(f"toolkit/{path.name}") for path in sorted((shipped.FOLDER / "toolkit").glob("*.yaml"))]
    return [one for one in found if isinstance(one, HelpPage)]


def test_there_is_something_to_read_for_everybody_before_while_and_after() -> None:
    kinds = (PageKind.ARTICLE, PageKind.GUIDE)
    written = {(role, phase) for one in pages() if one.kind in kinds for role in one.audience for phase in one.phase}

    assert written == set(product(Audience, Phase))


def test_each_theme_has_a_page_of_its_own_and_pages_beneath_it() -> None:
    assert {one.id for one in pages() if one.kind is PageKind.THEME} == set(Theme)
    assert {one.theme for one in pages() if one.theme} == set(Theme)


def test_the_step_plan_tells_each_role_what_to_do_before_while_and_after() -> None:
    plan = next(one for one in pages() if one.id == "step_plan")

    assert sorted((step.role, step.phase) for step in plan.steps) == sorted(product(OWN_PEOPLE, Phase))


def test_a_page_that_speaks_to_whoever_got_a_letter_names_that_reader_first() -> None:
    """So the line for office-holders and their families is not on it."""
    first = {one.id for one in pages() if one.audience[0] is Audience.RESIDENT}

    assert first >= {"warned", "banned", "complain_object", "national_ombudsman"}


def test_a_page_leaves_open_only_what_the_site_fills_in() -> None:
    texts = [
        text for one in pages() for text in (one.title, one.summary, one.body, *(step.body for step in one.steps))
    ]
    known = promised(Organisation())

    assert {name for text in texts for name in re.findall(r"\{(\w+)\}", text)} <= set(known)


def test_no_page_promises_a_term_that_each_desk_chooses_itself() -> None:
    promise = re.compile(r"volgende werkdag|binnen (?:twee|2) (?:werk)?dagen", re.IGNORECASE)

    assert [one.id for one in pages() if promise.search(f"{one.summary} {one.body}")] == []


def test_a_desk_is_opened_after_its_privacy_was_settled() -> None:
    steps = [step.title for step in next(one for one in pages() if one.id == "desk_in_ten_steps").steps]

    assert len(steps) == 10
    assert steps.index("Stap 3: regel de privacy") < steps.index("Stap 4: zet het meldpunt open")


def test_at_least_five_stories_are_told_and_each_one_is_put_together_from_many() -> None:
    stories = [one.story for one in pages() if one.story]

    assert len(stories) >= 5
    assert all(one.composite and one.content_note for one in stories)


def test_no_two_pages_answer_the_same_question() -> None:
    ends = [end for one in pages() for end in one.situations]

    assert sorted(ends) == sorted(set(ends))
