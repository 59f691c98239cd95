"""A plan that contradicts itself is refused, in words that its writer understands."""

import pytest

from rugdekking.content.reading import read
from tests.content.test_read import HEADER, reason

PLAN = f"""{HEADER}title: T
steps: [{{number: 1, title: S, text: U}}]
roles: [{{code: carer, label: R}}]
tasks:
  - {{code: a, role: carer, step: 1, phase: before, text: U, day: {{month: 2, day: 28}}}}
  - {{code: b, role: carer, step: 1, phase: after, text: U, due: {{amount: 1, unit: days}}, waits_for: [c]}}
  - {{code: c, role: carer, step: 1, phase: after, text: U, due: {{amount: 1, unit: days}}}}
"""


def test_what_does_not_contradict_itself_is_read() -> None:
    assert read("plans", "x", PLAN).id == "x"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            ("amount: 1, unit: days}}", "amount: 1, unit: days}, waits_for: [b]}"),
            "wacht via andere taken op zichzelf",
        ),
        (("waits_for: [c]", "waits_for: [d]"), "taak ‘d’ komt in dit bestand niet voor"),
        (("day: 28", "day: 29"), "29-2 is geen dag die elk jaar komt"),
        (("waits_for: [c]", "day: {month: 1, day: 1}"), "alleen voorbereiding (before) heeft een dag in het jaar"),
        (("day: {month: 2, day: 28}", "due: {amount: 1, unit: days}"), "alleen voorbereiding (before) heeft geen"),
    ],
)
def test_the_refusal_says_what_does_not_fit(change: tuple[str, str], expected: str) -> None:
    assert expected in reason("plans", PLAN.replace(*change))
