"""A lock that is given to whoever has waited longest."""

from collections import deque
from threading import Lock


class Line:
    """Like `threading.Lock`, which wakes anybody and lets a newcomer go first."""

    def __init__(self) -> None:
        self._inside = Lock()
        self._held = False
        self._waiting: deque[Lock] = deque()

    def acquire(self, *, timeout: float) -> bool:
        """Wait for the turn, at most `timeout` seconds. Gives whether it came."""
        with self._inside:
            if not self._held:
                self._held = True
                return True
            called = Lock()
            called.acquire()
            self._waiting.append(called)
        return called.acquire(timeout=timeout) or not self._left(called)

    def release(self) -> None:
        with self._inside:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False

    def _left(self, called: Lock) -> bool:
        """Step out of the line after waiting too long; not when the turn came in that very moment."""
        with self._inside:
            if called not in self._waiting:
                return False
            self._waiting.remove(called)
            return True
