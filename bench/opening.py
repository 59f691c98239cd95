"""How long a colleague waits: opening a case, signing in, unlocking. And what reporters notice of it.

    python -m bench.opening

Signing in and unlocking are slow on purpose; what counts is the time above the hash or the stretching itself, which
is measured in turn with them. Then four colleagues do the same thing at once, again and again, while somebody sends
reports.
"""

import json
import os
import statistics
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers import programs

from bench import reporting, servers
from bench.load import Sample, timed, verdict
from bench.site import ORGANISATION, PASSWORD
from bench.visitor import Failed, Form, Visitor

MOST_OPENING_MS = 21.0
MOST_ABOVE_MS = 25.0
MOST_TIMES = 3.0
AT_ONCE = 4
ROUNDS = 8
# Together with the rounds just below the thirty times a minute that one address may sign in.
SIGN_INS = 5
ENOUGH = 200
SIGN_IN, UNLOCK, LOCK = "/account/aanmelden/", "/account/kluis/", "/account/kluis/vergrendelen/"


def main() -> int:
    with TemporaryDirectory() as name:
        folder = Path(name)
        settings = servers.site(folder)
        slow = _Slow(settings)
        with servers.product(folder, settings) as server:
            staff = Staff(server.port, Path(settings["RUGDEKKING_DATA"]))
            met = [_signing_in(staff, slow), _unlocking(staff, slow), _opening(staff)]
            met.append(_beside("opening a case", staff.open_case, server.port))
            met.append(_beside("unlocking", staff.unlock, server.port))
            met.append(_beside("signing in", staff.sign_in, server.port, bursts=SIGN_INS))
    return 0 if all(met) else 1


class Staff:
    """Colleagues, each in a browser of their own. Every act gives the seconds that its one request took."""

    def __init__(self, port: int, data: Path) -> None:
        told = json.loads((data / "staff.json").read_text())
        self._port, self._email = port, told["email"]
        self._case = f"/werk/{ORGANISATION}/zaken/{told['case']}/"
        self._browsers = [Visitor(port, {told["cookie"]: value}) for value in told["cookies"]]
        for number in range(len(self._browsers)):
            self.unlock(number)

    def sign_in(self, _number: int = 0) -> float:
        visitor = Visitor(self._port)
        form = visitor.get(SIGN_IN).form(SIGN_IN)
        if form is None:
            raise Failed("There is no page to sign in.")
        typed = {**form.values, "login": self._email, "password": PASSWORD}
        return timed(lambda: _accepted(visitor, SIGN_IN, typed))

    def unlock(self, number: int = 0) -> float:
        """Lock first when it is open; that does not count."""
        from tests.make import PASSPHRASE

        visitor = self._browsers[number]
        form = visitor.get(UNLOCK).form(UNLOCK)
        if form is None:
            form = self._lock(visitor)
        typed = {**form.values, "passphrase": PASSPHRASE}
        return timed(lambda: _accepted(visitor, UNLOCK, typed))

    def open_case(self, number: int = 0) -> float:
        return timed(lambda: _shown(self._browsers[number], self._case))

    def _lock(self, visitor: Visitor) -> Form:
        button = visitor.get(self._case).form(LOCK)
        if button is None:
            raise Failed("There is no button that locks.")
        visitor.press(LOCK, button.values)
        form = visitor.get(UNLOCK).form(UNLOCK)
        if form is None:
            raise Failed("There is no page to unlock.")
        return form


def _accepted(visitor: Visitor, address: str, typed: dict[str, str]) -> None:
    answer = visitor.press(address, typed)
    if answer.status not in {302, 303}:
        raise Failed(f"{address} answered {answer.status}")


def _shown(visitor: Visitor, address: str) -> None:
    if visitor.get(address).status != 200:
        raise Failed(f"{address} is not shown")


class _Slow:
    """The hash of a password and the stretching of a passphrase alone, as the site does them."""

    def __init__(self, settings: dict[str, str]) -> None:
        os.environ.update({**settings, "DJANGO_SETTINGS_MODULE": "rugdekking.config.settings"})
        sys.path.insert(0, str(programs.PROJECT / "src"))
        import django

        django.setup()
        from django.contrib.auth.hashers import make_password

        from rugdekking.vault.passphrases import new_salt

        self._hashed, self._salt = make_password(PASSWORD), new_salt()

    def hash(self) -> float:
        from django.contrib.auth.hashers import check_password

        return timed(lambda: check_password(PASSWORD, self._hashed))

    def stretch(self) -> float:
        from tests.make import PASSPHRASE

        from rugdekking.vault.passphrases import stretch

        return timed(lambda: stretch(PASSPHRASE, self._salt))


def _signing_in(staff: Staff, slow: _Slow) -> bool:
    return _above("signing in", staff.sign_in, slow.hash)


def _unlocking(staff: Staff, slow: _Slow) -> bool:
    return _above("unlocking", staff.unlock, slow.stretch)


def _above(name: str, act: Callable[[], float], alone: Callable[[], float]) -> bool:
    act()
    both = [(act(), alone()) for _ in range(ROUNDS)]
    whole, part = (1000 * statistics.median(times) for times in zip(*both, strict=True))
    good = whole - part <= MOST_ABOVE_MS
    print(
        f"{name}: p50 {whole:.1f} ms, {whole - part:.1f} ms above the {part:.1f} ms of its hash "
        f"(at most {MOST_ABOVE_MS:.0f}): {verdict(good)}",
        flush=True,
    )
    return good


def _opening(staff: Staff) -> bool:
    staff.open_case()
    p50 = 1000 * statistics.median(staff.open_case() for _ in range(60))
    good = p50 <= MOST_OPENING_MS
    print(f"opening one case: p50 {p50:.1f} ms (at most {MOST_OPENING_MS:.0f}): {verdict(good)}", flush=True)
    return good


def _beside(name: str, act: Callable[[int], float], port: int, *, bursts: int = 100) -> bool:
    """The sending of reports, alone and while four colleagues do the same thing at once."""
    alone = [_send(port) for _ in range(ENOUGH)]
    beside: list[float] = []
    for _ in range(bursts):
        colleagues = [threading.Thread(target=act, args=(number,)) for number in range(AT_ONCE)]
        for colleague in colleagues:
            colleague.start()
        while any(colleague.is_alive() for colleague in colleagues):
            beside.append(_send(port))
        if len(beside) >= ENOUGH:
            break
    times = Sample(beside, 1).percentile(95) / Sample(alone, 1).percentile(95)
    good = times <= MOST_TIMES
    print(
        f"sending while four are {name}: p95 {Sample(beside, 1).percentile(95):.1f} ms in {len(beside)} sendings, "
        f"{times:.1f} times as without (at most {MOST_TIMES:.0f}): {verdict(good)}",
        flush=True,
    )
    return good


def _send(port: int) -> float:
    visitor = Visitor(port)
    form = reporting.until_sending(visitor).form
    took = timed(lambda: reporting.press_send(visitor, form))
    visitor.close()
    return took


if __name__ == "__main__":
    raise SystemExit(main())
