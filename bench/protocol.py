"""How long a protocol of 500 rows takes to evaluate: `python bench/protocol.py` (the bar is 50 ms)."""

import sys
import timeit
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT / "src"), str(PROJECT)]

from tests.protocols.test_evaluate import many_rows

from rugdekking.content.schema import Perpetrator, Target
from rugdekking.protocols.evaluation import evaluate
from rugdekking.protocols.facts import Facts

FACTS = Facts(
    categories=frozenset({"threat", "insult", "vandalism", "stalking"}),
    channels=frozenset({"home", "social_media"}),
    targets=frozenset({Target.FAMILY}),
    perpetrator=Perpetrator.RESIDENT,
    occurrence=3,
)


def main() -> None:
    protocol = many_rows(500)
    seconds = sorted(timeit.repeat(lambda: evaluate(protocol, FACTS), number=20, repeat=9))[4] / 20
    print(f"500 rows: {seconds * 1000:.2f} ms (median of 9)")


if __name__ == "__main__":
    main()
