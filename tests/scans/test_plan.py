"""What somebody keeps of a scan: a plan in plain text, and a day in the calendar."""

from datetime import date, datetime
from uuid import UUID

import pytest

from rugdekking.kernel.time import AMSTERDAM
from rugdekking.scans.plan import as_text, reminder
from rugdekking.scans.weighing import weigh
from tests.scans.props import SMALL, small

ID = UUID("3d5f0c1e-3c0a-4bb8-9a55-0c3a4f7b1c11")
ORGANISATIONS = SMALL.replace("personal", "organisation").replace("step: ", "role: clerk, weeks: 2, step: ")


def test_the_plan_says_how_it_stands_what_comes_first_and_what_then() -> None:
    scan = small()

    text = as_text(scan, weigh(scan, {"door": "open", "lamp": "dark"}), on=date(2026, 3, 1), roles={})

    assert text.splitlines() == [
        "Klein",
        "Gemaakt op 1 maart 2026",
        "",
        "Thuis: Begin hier",
        "Onderweg: Begin hier",
        "",
        "Hier begint u mee",
        "[ ] Doe de deur op slot.",
        "    Eerste stap: Vandaag.",
        "",
        "Daarna",
        "[ ] Doe de lamp aan.",
        "    Eerste stap: Vanavond.",
    ]


def test_the_plan_of_an_organisation_says_who_does_it() -> None:
    scan = small(ORGANISATIONS)

    text = as_text(scan, weigh(scan, {"door": "open"}), on=date(2026, 3, 1), roles={"clerk": "Statengriffier"})

    assert "    Wie: Statengriffier, binnen 2 weken." in text.splitlines()


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 8, 31, 12, 0, tzinfo=AMSTERDAM), "20270228"),
        (datetime(2026, 11, 22, 0, 30, tzinfo=AMSTERDAM), "20270522"),
    ],
)
def test_the_reminder_is_a_whole_day_half_a_year_later(at: datetime, day: str) -> None:
    lines = reminder(at=at, uid=ID).split("\r\n")

    assert f"DTSTART;VALUE=DATE:{day}" in lines
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert [line for line in lines if line.startswith(("SUMMARY", "DESCRIPTION", "LOCATION", "URL"))] == [
        "SUMMARY:Zelfscan opnieuw doen"
    ]
    stamp = next(line for line in lines if line.startswith("DTSTAMP"))
    assert stamp in {"DTSTAMP:20260831T100000Z", "DTSTAMP:20261121T233000Z"}
