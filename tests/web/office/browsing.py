"""Working in the office as a colleague does: opening pages and sending forms, and reading what comes back."""

import html
import re
from dataclasses import dataclass
from uuid import UUID

from django.test import Client

from rugdekking.keys.rings import StaffRing
from tests.web.at_work import locked, unlocked


@dataclass(frozen=True)
class Browser:
    """One colleague's browser. Paths are below the organisation's part of the office."""

    client: Client
    home: str

    def open(self, path: str) -> str:
        """The text of a page."""
        answer = self.client.get(self.home + path)
        assert answer.status_code == 200, (path, answer.status_code, answer.headers.get("location"))
        return text_of(answer.content.decode())

    def html(self, path: str) -> str:
        return self.client.get(self.home + path).content.decode()

    def send(self, path: str, **typed: object) -> str:
        """Send a form that is accepted; gives the text of the page where one arrives."""
        answer = self.client.post(self.home + path, typed, follow=True)
        assert answer.redirect_chain, complaints(answer.content.decode())
        assert answer.status_code == 200, (path, answer.status_code)
        return text_of(answer.content.decode())

    def refused(self, path: str, **typed: object) -> str:
        """Send a form that comes back; gives the whole page with what was typed."""
        answer = self.client.post(self.home + path, typed)
        assert answer.status_code == 200, (path, answer.status_code)
        page = answer.content.decode()
        assert "Kijk dit nog even na" in page, text_of(page)
        return html.unescape(page)

    def finds_nothing(self, path: str) -> bytes:
        """The answer of a page that does not exist, for looking and for sending."""
        looked, sent = self.client.get(self.home + path), self.client.post(self.home + path)
        assert looked.status_code == 404, (path, looked.status_code)
        assert sent.status_code in {404, 405}, (path, sent.status_code)
        return looked.content


def browser(ring: StaffRing) -> Browser:
    """The unlocked browser of a colleague."""
    return Browser(unlocked(ring), _home(ring))


def locked_browser(ring: StaffRing) -> Browser:
    return Browser(locked(ring), _home(ring))


def _home(ring: StaffRing) -> str:
    return f"/werk/{ring.membership.organisation.slug}/"


def text_of(page: str) -> str:
    """What stands on the page, without markup."""
    body = page.partition("<main")[2]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def complaints(page: str) -> str:
    return " ".join(re.findall(r"rd-errors.*?</ul>", page, re.DOTALL)) or text_of(page)


def first_id(page: str, pattern: str) -> UUID:
    """The id in the first address on the page that fits `pattern`, in which {} stands for the id."""
    found = re.search(pattern.replace("{}", "([0-9a-f-]{36})"), page)
    assert found, pattern
    return UUID(found[1])
