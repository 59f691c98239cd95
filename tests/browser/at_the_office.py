"""A colleague of the demo at work in a real browser: signing in, unlocking, and the forms of the office."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from playwright.sync_api import Locator, Page, StorageStateCookie, expect

from rugdekking.config.demo.people import PASSPHRASE, PASSWORD

_sessions: dict[tuple[str, str, str], Sequence[StorageStateCookie]] = {}


@dataclass(frozen=True)
class Colleague:
    """Somebody's own browser."""

    page: Page
    slug: str

    def sign_in(self, name: str) -> None:
        """Password, the code that the demo shows, the vault passphrase: as a visitor of the demo does it.

        Whoever signed in before on this server goes on where they were: a code is good for one time only.
        """
        page = self.page
        page.goto("/account/aanmelden/")
        known = (page.url, self.slug, name)
        if known in _sessions and self._goes_on(_sessions[known]):
            return
        page.get_by_label("E-mailadres").fill(f"{name}@{self.slug}.example")
        page.get_by_label("Wachtwoord").fill(PASSWORD)
        page.get_by_role("button", name="Aanmelden", exact=True).click()
        self._type_code()
        self.unlock()
        _sessions[known] = page.context.storage_state()["cookies"]

    def _goes_on(self, cookies: Sequence[StorageStateCookie]) -> bool:
        self.page.context.clear_cookies()
        self.page.context.add_cookies([cast("Any", cookie) for cookie in cookies])
        self.go()
        if self.page.get_by_role("button", name="Vergrendelen").count():
            return True
        self.page.context.clear_cookies()
        self.page.goto("/account/aanmelden/")
        return False

    def _type_code(self) -> None:
        shown = self.page.get_by_text(re.compile(r"\b\d{6}\b")).first.inner_text()
        found = re.search(r"\b\d{6}\b", shown)
        assert found is not None
        self.page.get_by_label("Code", exact=False).first.fill(found.group())
        self.page.get_by_role("button", name="Aanmelden", exact=False).first.click()

    def unlock(self) -> None:
        self.page.goto("/account/kluis/")
        self.page.get_by_label("Uw wachtzin").fill(PASSPHRASE)
        self.page.get_by_role("button", name="Ontgrendelen", exact=True).click()

    def go(self, path: str = "") -> None:
        self.page.goto(f"/werk/{self.slug}/{path}")

    def follow(self, text: str) -> None:
        self.page.locator("main").get_by_role("link", name=text, exact=False).first.click()

    def find(self, links: Locator, words: str) -> None:
        """Open one page after another, until the page that has these words."""
        for address in [link.get_attribute("href") or "" for link in links.all()]:
            self.page.goto(address)
            if words in self.page.locator("main").inner_text():
                return
        raise AssertionError(f"No page has the words {words!r}.")

    def fill(self, **answers: str) -> None:
        """Fill in text fields by the name that the form gives them."""
        for name, text in answers.items():
            self.page.locator(f'[name="{name}"]').fill(text)

    def choose(self, name: str, *values: str) -> None:
        """Tick radio buttons or boxes of a field."""
        for value in values:
            self.page.locator(f'input[name="{name}"][value="{value}"]').check(force=True)

    def press(self, button: str) -> None:
        """Press a button of the page, and see that the form was taken."""
        self.page.locator("main").get_by_role("button", name=button, exact=True).first.click()
        self.page.wait_for_load_state()
        wrong = self.page.locator("#fouten")
        expect(wrong, wrong.inner_text() if wrong.count() else "").to_have_count(0)
