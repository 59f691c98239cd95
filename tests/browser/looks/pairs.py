"""Few combinations in which each two things that can meet do meet."""

import random
from collections.abc import Callable, Collection, Sequence
from itertools import combinations, product

Row = tuple[str, ...]
Pair = tuple[tuple[int, str], tuple[int, str]]


def covering(factors: Sequence[Collection[str]], *, possible: Callable[[Row], bool]) -> tuple[Row, ...]:
    """Rows with one value of each factor: every two values that some possible row has together are in one of these.

    Each time the row that brings the most new pairs. The same factors give the same rows.
    """
    rows = [row for row in product(*factors) if possible(row)]
    # Where several rows bring as much, no width and no style should be the one that is always chosen.
    random.Random(5).shuffle(rows)
    brings = {row: pairs_of(row) for row in rows}
    missing = set().union(*brings.values())
    chosen = []
    while missing:
        best = max(rows, key=lambda row: len(brings[row] & missing))
        missing -= brings[best]
        chosen.append(best)
    return tuple(sorted(chosen))


def pairs_of(row: Row) -> frozenset[Pair]:
    return frozenset(combinations(enumerate(row), 2))
