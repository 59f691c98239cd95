"""The shipped scans say what the issue asks of them."""

from rugdekking.content.schema import ScanKind
from rugdekking.content.schema.writing import DESK
from tests.content import shipped
from tests.scans.props import all_shipped

SCANS = {scan.id: scan for scan in all_shipped()}
FOLDERS = {"hulp": "toolkit", "scan": "scans", "guide": "guides"}


def leads_somewhere(link: str) -> bool:
    kind, _, name = link.partition(":")
    if kind in FOLDERS:
        return (shipped.FOLDER / FOLDERS[kind] / f"{name}.yaml").exists()
    return name in DESK if kind == "desk" else kind == "tel"


def test_the_self_scan_has_eighteen_questions_in_four_themes() -> None:
    scan = SCANS["personal_safety"]

    assert scan.kind is ScanKind.PERSONAL
    assert len(list(scan.questions())) == 18
    assert [theme.code for theme in scan.themes] == ["home", "family", "digital", "road"]


def test_the_self_test_weighs_nothing_and_gives_something_to_think_about() -> None:
    scan = SCANS["democratic_resilience"]

    assert [theme.code for theme in scan.themes] == [
        "integrity",
        "influence",
        "baggage",
        "surroundings",
        "undermining",
    ]
    assert not scan.bands
    assert all(choice.reflection for _, choice in scan.choices())


def test_the_steps_of_the_organisations_scan_fit_in_the_plan_of_a_year() -> None:
    preparation = shipped.preparation()
    roles = {role.code for role in preparation.roles}
    tasks = {task.code for task in preparation.tasks}
    advice = [choice.advice for _, choice in SCANS["organisation"].choices() if choice.advice]

    assert {one.role for one in advice} <= roles
    assert {one.planned for one in advice if one.planned} <= tasks


def test_every_link_of_a_scan_leads_to_something() -> None:
    links = [
        choice.advice.link.to
        for scan in SCANS.values()
        for _, choice in scan.choices()
        if choice.advice and choice.advice.link
    ]

    assert links
    assert [link for link in links if not leads_somewhere(link)] == []
