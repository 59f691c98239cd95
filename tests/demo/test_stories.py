"""The stories of the demo as data: whole, in order on any day, and spread as the field reports it."""

from collections import Counter
from datetime import datetime, timedelta

import msgspec
import pytest
import yaml

from rugdekking.config.demo.people import ORGANISATIONS
from rugdekking.config.demo.steps.case import Joins, Opens
from rugdekking.config.demo.story import FOLDER, Told, stories_of
from rugdekking.kernel.time import AMSTERDAM
from rugdekking.reports.choices import Kind

ALL = {organisation.slug: stories_of(organisation.slug) for organisation in ORGANISATIONS}
# A fortnight around Christmas, one around Easter, and any hour of the day.
DAYS = [datetime(2026, 12, 20, 8, tzinfo=AMSTERDAM) + timedelta(days=day, hours=day) for day in range(14)] + [
    datetime(2027, 3, 24, 8, tzinfo=AMSTERDAM) + timedelta(days=day, hours=day) for day in range(14)
]

# Which type of domain research 4.2 each answer of the form belongs to, with its suggested share in percent.
TYPES = {
    "insulted": "words",
    "lies": "words",
    "disturbed": "words",
    "unsure": "words",
    "threatened": "threat",
    "intimidated": "threat",
    "stalked": "stalking",
    "exposed": "stalking",
    "damaged": "vandalism",
    "attacked": "physical",
    "discriminated": "person",
    "sexual": "person",
    "pressed": "pressure",
}
SHARES = {"words": 55, "threat": 25, "stalking": 7, "vandalism": 4, "physical": 3, "person": 4, "pressure": 2}


def incidents() -> list[Told]:
    told = [one for stories in ALL.values() for one in stories]
    return [one for one in told if one.story.kind == Kind.INCIDENT and not one.draft]


def opened_at(told: Told, at: datetime) -> datetime:
    moments = zip(told.then, told.moments(at), strict=True)
    return next(moment for step, moment in moments if isinstance(step, Opens))


def lost(written: object, read: object, path: str = "") -> list[str]:
    """What stands in a file and was not read: a field with a typing error."""
    if isinstance(written, dict) and isinstance(read, dict):
        missing = [f"{path}.{key}" for key in written if key not in read]
        return missing + [
            one for key in written if key in read for one in lost(written[key], read[key], f"{path}.{key}")
        ]
    if isinstance(written, list) and isinstance(read, list):
        pairs = zip(written, read, strict=True)
        return [one for place, (mine, theirs) in enumerate(pairs) for one in lost(mine, theirs, f"{path}[{place}]")]
    return []


@pytest.mark.parametrize("slug", ALL)
def test_nothing_that_stands_in_a_story_file_is_passed_over(slug: str) -> None:
    for file in sorted((FOLDER / slug).glob("*.yaml")):
        written = yaml.safe_load(file.read_bytes())
        read = [_plain(told) for told in msgspec.yaml.decode(file.read_bytes(), type=list[Told])]

        assert lost(written, read, file.name) == []


def _plain(value: object) -> object:
    """Structs as dictionaries with every field, also those that have their default."""
    if isinstance(value, msgspec.Struct):
        tag = type(value).__struct_config__.tag
        fields = {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
        return fields | ({"do": tag} if tag else {})
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


@pytest.mark.parametrize("slug", ALL)
def test_each_story_has_its_own_name(slug: str) -> None:
    names = Counter(told.key for told in ALL[slug])

    assert set(names.values()) <= {1}


@pytest.mark.parametrize("at", DAYS, ids=str)
def test_on_whatever_day_the_demo_is_made_things_happen_in_order(at: datetime) -> None:
    for told in (one for stories in ALL.values() for one in stories):
        moments = [told.starts(at), *told.moments(at)]

        assert moments == sorted(moments), told.key


@pytest.mark.parametrize("at", DAYS, ids=str)
def test_a_report_joins_a_case_only_after_that_was_opened(at: datetime) -> None:
    for stories in ALL.values():
        by_key = {told.key: told for told in stories}
        for told in stories:
            for step, moment in zip(told.then, told.moments(at), strict=True):
                if isinstance(step, Joins):
                    assert moment > opened_at(by_key[step.other], at), told.key


def test_there_are_about_forty_stories_most_of_them_from_the_gemeente() -> None:
    assert 28 <= len(ALL["noordmeer"]) <= 40
    assert 12 <= len(ALL["zuiderwold"]) <= 18


@pytest.mark.parametrize("kind", SHARES)
def test_what_happened_is_spread_as_the_research_says(kind: str) -> None:
    found = Counter(TYPES[told.story.behaviour] for told in incidents())

    share = 100 * found[kind] / len(incidents())
    assert share == pytest.approx(SHARES[kind], abs=8)
    assert found[kind] > 0


def test_about_a_third_happened_online() -> None:
    online = [told for told in incidents() if told.story.channel in {"social_media", "direct_message"}]

    assert 100 * len(online) / len(incidents()) == pytest.approx(32, abs=8)
