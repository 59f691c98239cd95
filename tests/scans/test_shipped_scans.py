"""The shipped scans say what the issue asks of them."""

from rugdekking.content.schema import ScanKind
from tests.scans.props import all_shipped

SCANS = {scan.id: scan for scan in all_shipped()}


def test_the_self_scan_has_eighteen_questions_in_four_themes() -> None:
    scan = SCANS["personal_safety"]

    assert scan.kind is ScanKind.PERSONAL
    assert len(list(scan.questions())) == 18
    assert [theme.code for theme in scan.themes] == ["home", "family", "digital", "road"]
