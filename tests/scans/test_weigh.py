"""What answers weigh: the most pressing advice first, a share per theme, and nothing for what was skipped."""

from hypothesis import given
from hypothesis import strategies as st

from rugdekking.scans.weighing import weigh
from tests.scans.props import small

SCAN = small()
ANSWERS = st.dictionaries(
    st.sampled_from(["door", "window", "lamp", "elsewhere"]),
    st.sampled_from(["closed", "ajar", "open", "lit", "dark", "x"]),
)


def test_the_heaviest_answer_gives_the_first_advice() -> None:
    outcome = weigh(SCAN, {"lamp": "dark", "window": "open", "door": "open"})

    assert outcome.first == (("door", "open"),)
    assert outcome.later == (("window", "open"), ("lamp", "dark"))


def test_a_theme_is_judged_by_what_was_answered_alone() -> None:
    home, road = weigh(SCAN, {"window": "open"}).parts

    assert (home.answered, home.share, home.band) == (1, 100, "first")
    assert (road.answered, road.share, road.band) == (0, None, None)


def test_an_answer_that_is_in_order_gives_no_advice() -> None:
    outcome = weigh(SCAN, {"door": "closed", "window": "closed", "lamp": "lit"})

    assert (outcome.first, outcome.later, outcome.skipped) == ((), (), ())
    assert [part.band for part in (*outcome.parts, outcome.whole)] == ["good"] * 3


def test_a_share_is_rounded_in_whole_numbers() -> None:
    assert weigh(SCAN, {"door": "ajar"}).parts[0].share == 33
    assert weigh(SCAN, {"door": "ajar", "window": "closed"}).parts[0].share == 25


@given(ANSWERS)
def test_whatever_somebody_sends_each_question_is_answered_or_skipped(answers: dict[str, str]) -> None:
    outcome = weigh(SCAN, answers)

    assert outcome.whole.answered + len(outcome.skipped) == 3
    assert all(part.share is None or 0 <= part.share <= 100 for part in outcome.parts)
    assert {question for question, _ in (*outcome.first, *outcome.later)} <= answers.keys()
