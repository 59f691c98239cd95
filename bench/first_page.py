"""What somebody on a weak connection waits for: the first page of a report, in a browser that holds nothing yet.

    python -m bench.first_page

Chromium slows the line and the processor itself. Usable means: the page is painted with its styles, and the first
field can be filled in. The script only shortens: without it, and without any font of ours, the page must work too.
"""

import os
import shutil
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from tests.browser.conftest import FLAGS, PHONE

from bench import reporting, servers
from bench.load import verdict

MOST_REQUESTS = 3
MOST_BYTES = 30_000
ROUNDS = 5
FIRST_FIELD = "main form :is(textarea, input:not([type=hidden]), select)"
# Milliseconds from asking for the page until it stands there and can be used.
USABLE = """() => Math.max(
    performance.getEntriesByName("first-contentful-paint")[0].startTime,
    performance.getEntriesByType("navigation")[0].domInteractive)"""


@dataclass(frozen=True, slots=True)
class Line:
    """A connection: bits per second, and milliseconds there and back. `slower`: how many times the processor is."""

    name: str
    bits: int
    latency: int
    most_seconds: float
    slower: int = 1


LINES = (
    Line("1.6 Mbit/s, 150 ms, processor slowed four times", 1_600_000, 150, 0.95, slower=4),
    Line("400 kbit/s, 400 ms", 400_000, 400, 1.5),
)


@dataclass
class Loaded:
    """What one visit took."""

    seconds: float = 0.0
    kinds: list[str] = field(default_factory=list)
    size: int = 0


def main() -> int:
    found = os.environ.get("RUGDEKKING_BROWSER") or shutil.which("chromium") or None
    with TemporaryDirectory() as name, servers.product(Path(name)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        met = [
            _measure(browser, f"{path} path", f"{server.url}{address}") for path, address in reporting.STARTS.items()
        ]
        browser.close()
    return 0 if all(met) else 1


def _measure(browser: Browser, name: str, address: str) -> bool:
    _load(browser, address, None)
    met = _is_light(name, _load(browser, address, None)) & _works_without_script(browser, name, address)
    for line in LINES:
        seconds = statistics.median(_load(browser, address, line).seconds for _ in range(ROUNDS))
        good = seconds <= line.most_seconds
        met &= good
        print(
            f"{name}, {line.name}: usable in {seconds:.2f} s (at most {line.most_seconds}): {verdict(good)}",
            flush=True,
        )
    return met


def _is_light(name: str, loaded: Loaded) -> bool:
    good = len(loaded.kinds) <= MOST_REQUESTS and loaded.size <= MOST_BYTES and "Font" not in loaded.kinds
    kinds = ", ".join(loaded.kinds)
    print(
        f"{name}: {len(loaded.kinds)} requests ({kinds}; at most {MOST_REQUESTS}), {loaded.size:,} bytes "
        f"(at most {MOST_BYTES:,}), no font: {verdict(good)}"
    )
    return good


def _works_without_script(browser: Browser, name: str, address: str) -> bool:
    context = browser.new_context(**PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    good = page.locator(FIRST_FIELD).first.is_visible()
    context.close()
    print(f"{name} without script: {verdict(good)}")
    return good


def _load(browser: Browser, address: str, line: Line | None) -> Loaded:
    """Visit the page as somebody who was never there before."""
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    session = context.new_cdp_session(page)
    loaded = Loaded()
    _count(session, loaded)
    if line is not None:
        _slow_down(session, line)
    page.goto(address, wait_until="load")
    page.locator(FIRST_FIELD).first.wait_for()
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
    loaded.seconds = _usable(page)
    context.close()
    return loaded


def _usable(page: Page) -> float:
    return float(page.evaluate(USABLE)) / 1000


def _count(session: CDPSession, loaded: Loaded) -> None:
    """Note every request that goes over the wire, and its bytes with headers."""
    session.on("Network.responseReceived", lambda event: loaded.kinds.append(event["type"]))
    session.on("Network.loadingFinished", lambda event: _add(loaded, event["encodedDataLength"]))
    session.send("Network.enable")


def _add(loaded: Loaded, size: float) -> None:
    loaded.size += int(size)


def _slow_down(session: CDPSession, line: Line) -> None:
    bytes_per_second = line.bits / 8
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": line.latency,
            "downloadThroughput": bytes_per_second,
            "uploadThroughput": bytes_per_second,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": line.slower})


if __name__ == "__main__":
    raise SystemExit(main())
