"""Several people who press at the same moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from rugdekking.kernel.refusal import Refused


def outcomes(*acts: Callable[[], object]) -> list[object]:
    """What each act gave, started together; a refusal counts as an answer. In the order of the acts."""
    ready = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        ready.wait()
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def all_at_once(*acts: Callable[[], object]) -> list[str]:
    """Who won, by the alphabet: `won`, or the name of the refusal."""
    got = outcomes(*acts)
    return sorted(type(one).__name__ if isinstance(one, Refused) else "won" for one in got)
