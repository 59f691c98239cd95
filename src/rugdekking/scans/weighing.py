"""Weighing answers: one pure function. The script of the page does the same sum, so that answers stay on the device.

`frontend/js/scan.js` says it once more in the browser's language; a test runs both over the same answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rugdekking.content.schema import Scan, ScanChoice, ScanQuestion, ScanTheme

# From so many points, times what the question weighs, an advice is one to begin with.
FIRST = 6
# Questions and their choices, by their codes.
Answers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """How a theme came out: `share` is the percentage of the points that its answers could have had.

    Without an answer there is no share and no band; a reflection has neither.
    """

    code: str
    answered: int
    share: int | None
    band: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """`first` and `later` name the answers (question and choice) whose advice one follows, the most pressing first.

    `thoughts` names every answer of a reflection, in the order of the questions.
    """

    parts: tuple[Part, ...]
    whole: Part
    first: Answers
    later: Answers
    thoughts: Answers
    skipped: tuple[str, ...]


def weigh(scan: Scan, answers: Mapping[str, str]) -> Outcome:
    """The outcome of answers: codes of choices by codes of questions. What the scan does not know is skipped."""
    known = {question.code: (question, _chosen(question, answers)) for question in scan.questions()}
    given = [(question, choice) for question, choice in known.values() if choice is not None]
    urgent = sorted(
        ((question, choice) for question, choice in given if choice.points),
        key=lambda one: -one[0].weight * one[1].points,
    )
    named = [((question.code, choice.code), question.weight * choice.points) for question, choice in urgent]
    return Outcome(
        parts=tuple(_part(scan, theme.code, [known[one.code] for one in theme.questions]) for theme in scan.themes),
        whole=_part(scan, "whole", list(known.values())),
        first=tuple(name for name, points in named if points >= FIRST),
        later=tuple(name for name, points in named if points < FIRST),
        thoughts=() if scan.bands else tuple((question.code, choice.code) for question, choice in given),
        skipped=tuple(code for code, (_, choice) in known.items() if choice is None),
    )


def sums(scan: Scan) -> dict[str, Any]:
    """What the script needs for the same sum: codes and numbers, and no words."""
    return {
        "first": FIRST,
        "bands": [[band.minimum, band.code] for band in scan.bands],
        "themes": [{"code": theme.code, "questions": _numbers(theme)} for theme in scan.themes],
    }


def _numbers(theme: ScanTheme) -> list[dict[str, Any]]:
    return [
        {"code": one.code, "weight": one.weight, "choices": {each.code: each.points for each in one.choices}}
        for one in theme.questions
    ]


def _chosen(question: ScanQuestion, answers: Mapping[str, str]) -> ScanChoice | None:
    return next((one for one in question.choices if one.code == answers.get(question.code)), None)


def _part(scan: Scan, code: str, answers: list[tuple[ScanQuestion, ScanChoice | None]]) -> Part:
    given = [(question, choice) for question, choice in answers if choice is not None]
    most = sum(question.weight * max(one.points for one in question.choices) for question, _ in given)
    if not scan.bands or not most:
        return Part(code, len(given), None, None)
    points = sum(question.weight * choice.points for question, choice in given)
    # Rounded half up, in whole numbers: the browser comes to the same.
    share = (200 * points + most) // (2 * most)
    band = [one.code for one in scan.bands if one.minimum <= share][-1]
    return Part(code, len(given), share, band)
