"""What the desk follows when it is dangerous or dirty, and what it may hold the police to, is whole and plain."""

import re
from pathlib import Path

import pytest
import yaml

from rugdekking.content.reading import FaultyContent, read, read_file
from rugdekking.content.schema import Agreements, Contacts, Passages, Security, Stage, Status, Subversion
from tests.content import shipped

KINDS = ("gemeente", "provincie", "waterschap")
LONGEST_SENTENCE = 25
# Domain 1e: the national scheme is for these, and not for members of a council, of the States or of a general board.
ENTITLED = {
    "mayor",
    "alderman",
    "kings_commissioner",
    "provincial_executive",
    "water_board_chair",
    "executive_board_member",
}


def contacts(kind: str) -> Contacts:
    found = shipped.content(f"contacts/{kind}.yaml")
    assert isinstance(found, Contacts)
    return found


def security() -> Security:
    found = shipped.content("security/home.yaml")
    assert isinstance(found, Security)
    return found


def subversion() -> Subversion:
    found = shipped.content("subversion/route.yaml")
    assert isinstance(found, Subversion)
    return found


def agreements() -> Agreements:
    found = shipped.content("agreements/ela.yaml")
    assert isinstance(found, Agreements)
    return found


def offices(kind: str) -> set[str]:
    return {one.code for one in shipped.offices(kind).offices}


@pytest.mark.parametrize("kind", KINDS)
def test_on_a_threat_to_life_112_comes_first_and_guarding_is_asked_for_whoever_it_is(kind: str) -> None:
    for office in offices(kind):
        steps = [one.code for one in contacts(kind).for_office(office)]

        assert steps[0] == "emergency"
        assert steps.index("police") < steps.index("guarding")


@pytest.mark.parametrize(
    ("kind", "office", "called", "not_called"),
    [
        ("gemeente", "council_member", "mayor", "deputy_mayor"),
        ("gemeente", "mayor", "deputy_mayor", "mayor"),
        ("provincie", "kings_commissioner", "deputy_commissioner", "commissioner"),
        ("waterschap", "general_board_member", "chair", "deputy_chair"),
        ("waterschap", "water_board_chair", "deputy_chair", "chair"),
    ],
)
def test_nobody_is_told_to_call_themselves(kind: str, office: str, called: str, not_called: str) -> None:
    steps = {one.code for one in contacts(kind).for_office(office)}

    assert called in steps
    assert not_called not in steps


def test_every_office_and_service_that_a_route_names_exists() -> None:
    services = {one.code for one in shipped.services().services}
    every_office = set().union(*(offices(kind) for kind in KINDS))

    for kind in KINDS:
        for step in contacts(kind).steps:
            assert {*step.offices, *step.except_offices} <= offices(kind), step.code
    for step in (*security().steps, *security().otherwise, *subversion().steps, *contacts("gemeente").steps):
        assert step.service is None or step.service in services
    assert set(security().entitled) <= every_office


def test_the_right_to_a_secured_home_is_for_who_governs_and_not_for_who_represents() -> None:
    assert set(security().entitled) == ENTITLED
    assert security().for_office("general_board_member") == security().otherwise
    assert security().for_office("executive_board_member") == security().steps


def test_a_cost_of_security_is_never_a_matter_for_a_public_agenda() -> None:
    adopt = security().step("adopt")

    assert adopt is not None
    assert "zonder debat" in adopt.text
    assert "niet in een openbare rekening" in adopt.text


def test_the_route_of_subversion_begins_with_behaviour_that_the_protocol_knows() -> None:
    route = subversion()

    assert set(route.behaviours) <= {one.code for one in shipped.protocol().categories}
    assert "whistleblower" in {one.code for one in route.signposts}
    assert route.step("gift_register") is not None
    assert route.step("nothing_known") is None


def test_the_agreements_cover_the_way_from_the_desk_of_the_police_to_the_court() -> None:
    assert all(agreements().at(stage) for stage in Stage)
    assert agreements().agreement("vpt_code") is not None
    assert agreements().agreement("gossip") is None


def test_what_is_not_confirmed_says_so_in_a_sentence() -> None:
    told = [
        *agreements().agreements,
        *(step for kind in KINDS for step in contacts(kind).steps),
        *security().steps,
        *security().otherwise,
        *subversion().steps,
        *subversion().signposts,
        subversion().duty,
    ]

    for one in told:
        assert (one.status is Status.RECONSTRUCTED) == one.doubt.endswith("."), one


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("status: confirmed", "status: reconstructed", "‘home’: status ‘reconstructed’ en de zin bij ‘doubt’"),
        ("  - code: employer", "  - code: guarding", "stap ‘guarding’ staat er twee keer"),
        ("    offices: [mayor]", "    offices: [mayor]\n    except_offices: [mayor]", "niet bij beide"),
    ],
)
def test_a_route_that_hides_a_doubt_or_names_a_step_twice_is_refused(old: str, new: str, expected: str) -> None:
    text = (shipped.FOLDER / "contacts" / "gemeente.yaml").read_text()
    assert old in text
    with pytest.raises(FaultyContent) as refused:
        read("contacts", "gemeente", text.replace(old, new))

    assert expected in str(refused.value.reason)


def sentences(texts: list[str]) -> list[list[str]]:
    return [one.split() for text in texts for one in re.split(r"[.?:](?:\s|$)", text)]


def words(value: object) -> list[str]:
    """Every text in a piece of a file that a page shows."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for one in value for text in words(one)]
    if isinstance(value, dict):
        return [text for key, one in value.items() if key != "source" for text in words(one)]
    return []


@pytest.mark.parametrize(
    "path",
    [
        *shipped.FOLDER.glob("agreements/*.yaml"),
        *shipped.FOLDER.glob("contacts/*.yaml"),
        *shipped.FOLDER.glob("security/*.yaml"),
        *shipped.FOLDER.glob("subversion/*.yaml"),
        shipped.FOLDER / "texts" / "capture.yaml",
    ],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_every_sentence_is_short_and_speaks_to_a_reader_called_u(path: Path) -> None:
    texts = words(yaml.safe_load(path.read_text()))

    assert [" ".join(one) for one in sentences(texts) if len(one) > LONGEST_SENTENCE] == []
    assert not re.search(r"\b(je|jij|jouw|jullie)\b", " ".join(texts))


def test_what_to_keep_before_blocking_is_said_for_every_kind_of_place() -> None:
    found = read_file(shipped.FOLDER / "texts" / "capture.yaml")[1]
    assert isinstance(found, Passages)

    assert found.passage("before_block").title == "Bewaar eerst, blokkeer daarna"
    assert len(found.passages) >= 6
