"""A real browser against the real server, which runs on a copy of the demo."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import pytest_django
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests import databases
from tests.browser.accessibility import assert_nothing_found
from tests.browser.watch import Watch
from tests.servers import web

HERE = Path(__file__).parent
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
NewPage = Callable[..., Page]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of one file run one after the other. Each process has one server and one browser for its files.

    This is said before pytest-xdist asks, also when this folder alone is run.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="session")
def server(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[web.Server]:
    folder = tmp_path_factory.mktemp("demo")
    # Whoever comes first makes the template, from a process that itself has no database open.
    with django_db_blocker.unblock():
        settings = databases.demo(folder / "data")
    with web.running(settings, log=folder / "server.log") as running:
        yield running


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright keeps a loop running in this thread for the rest of the run. Django takes that for an async program
    # and would refuse the database to the tests that come after; they are as synchronous as before.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = os.environ.get("RUGDEKKING_BROWSER") or None
    started = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
    yield started
    started.close()


@pytest.fixture
def new_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[NewPage]:
    """Opens a page as somebody of their own: `new_page(PHONE)`, `new_page(DESKTOP, script=False)`.

    `at` is the address that relative addresses start from; without it, the server of the demo. Whatever is wrong
    with a page on the way (an error in a script, something forbidden, a request to elsewhere) fails the test.
    """
    watches: list[Watch] = []

    def open_page(device: dict[str, object] = DESKTOP, *, script: bool = True, at: str = "") -> Page:
        home = at or request.getfixturevalue("server").url
        context = browser.new_context(
            **device, base_url=home, locale="nl-NL", timezone_id="Europe/Amsterdam", java_script_enabled=script
        )
        page = context.new_page()
        watches.append(Watch(page, home))
        return page

    yield open_page
    for watch in watches:
        watch.page.context.close()
    assert [complaint for watch in watches for complaint in watch.complaints] == []


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    return new_page(PHONE)


@pytest.fixture
def phone_without_script(new_page: NewPage) -> Page:
    return new_page(PHONE, script=False)


@pytest.fixture
def desktop(new_page: NewPage) -> Page:
    return new_page(DESKTOP)


@pytest.fixture
def desktop_without_script(new_page: NewPage) -> Page:
    return new_page(DESKTOP, script=False)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Asserts that axe finds nothing on the page as it is now."""

    return assert_nothing_found


@pytest.fixture(scope="session")
def screenshot() -> Callable[[Page, str], None]:
    """Keeps a picture of the whole page under a name, when RUGDEKKING_SCREENSHOTS names a folder."""
    folder = os.environ.get("RUGDEKKING_SCREENSHOTS")

    def take(page: Page, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take
