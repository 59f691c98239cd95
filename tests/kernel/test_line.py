"""Those who write take turns in the order in which they came."""

from threading import Thread
from time import monotonic, sleep

from rugdekking.kernel.sqlite.line import Line


def test_whoever_waits_longest_goes_first() -> None:
    line, order = Line(), list[int]()
    line.acquire(timeout=1)

    def take_a_turn(number: int) -> None:
        if line.acquire(timeout=10):
            order.append(number)
            line.release()

    people = [Thread(target=take_a_turn, args=[number]) for number in range(5)]
    for waiting, person in enumerate(people, start=1):
        person.start()
        _until(line, waiting)
    line.release()
    for person in people:
        person.join()

    assert order == [0, 1, 2, 3, 4]


def test_who_waited_too_long_leaves_the_line_and_holds_up_nobody() -> None:
    line = Line()
    line.acquire(timeout=1)

    came = line.acquire(timeout=0.01)
    line.release()

    assert not came
    assert line.acquire(timeout=1)


def _until(line: Line, waiting: int) -> None:
    patience = monotonic() + 10
    while len(line._waiting) < waiting:
        assert monotonic() < patience
        sleep(0.001)
