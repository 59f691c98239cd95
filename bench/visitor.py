"""Somebody who visits the site with a browser that does nothing but what the site asks: cookies and forms."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

REDIRECTS = {301, 302, 303}


@dataclass
class Form:
    """A form as it stands on the page: where it goes, and what it would send untouched."""

    action: str
    values: dict[str, str] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def filled(self, answers: Mapping[str, str]) -> dict[str, str]:
        """What is sent when `answers` are given to the questions that the form asks."""
        return {**self.values, **{name: answer for name, answer in answers.items() if name in self.open}}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    address: str
    text: str

    def form(self, *addresses: str) -> Form | None:
        """The first form that is posted to one of `addresses`; a page asks its own question at its own address."""
        forms = _Forms(self.address)
        forms.feed(self.text)
        wanted = addresses or (self.address,)
        return next((form for form in forms.found if urlsplit(form.action).path in wanted), None)


class Failed(RuntimeError):
    """The site answered with an error."""


class Visitor:
    """One person, with one connection that stays open."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._host = f"localhost:{port}"
        self._cookies: dict[str, str] = {}

    def get(self, address: str) -> Answer:
        return self._ask("GET", address, b"", "")

    def post(self, address: str, values: Mapping[str, str], *, file: tuple[str, bytes] | None = None) -> Answer:
        """Post `values` and follow where the site leads. `file`: name of its field and its content."""
        answer = self.press(address, values, file=file)
        return self.get(answer.address) if answer.status in REDIRECTS else answer

    def press(self, address: str, values: Mapping[str, str], *, file: tuple[str, bytes] | None = None) -> Answer:
        """Post `values` and no more: after a redirect, `address` of the answer is where it leads."""
        if file is None:
            return self._ask("POST", address, urlencode(values).encode(), "application/x-www-form-urlencoded")
        body, kind = _multipart(values, *file)
        return self._ask("POST", address, body, kind)

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, address: str, body: bytes, kind: str) -> Answer:
        self._connection.request(method, address, body or None, self._headers(kind))
        answer = self._connection.getresponse()
        text = answer.read().decode(errors="replace")
        self._remember(answer)
        if answer.status >= 400:
            raise Failed(f"{method} {address}: {answer.status}")
        leads_to = urljoin(address, answer.headers.get("Location", ""))
        return Answer(answer.status, urlsplit(leads_to).path, text)

    def _headers(self, kind: str) -> dict[str, str]:
        headers = {"Host": self._host, "Accept": "text/html"}
        if kind:
            headers |= {"Content-Type": kind, "Origin": f"http://{self._host}"}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return headers

    def _remember(self, answer: HTTPResponse) -> None:
        for header in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                self._cookies[name] = morsel.value


class _Forms(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._address = address
        self._form: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self._form = Form(urljoin(self._address, given.get("action") or self._address))
            self.found.append(self._form)
        elif self._form is not None and tag in {"input", "textarea", "select"} and given.get("name"):
            self._form.open.add(given["name"])
            if _is_sent_untouched(tag, given):
                self._form.values[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None


def _is_sent_untouched(tag: str, given: Mapping[str, str]) -> bool:
    kind = given.get("type", "text")
    return (tag != "select" and kind not in {"submit", "file", "radio", "checkbox"}) or "checked" in given


def _multipart(values: Mapping[str, str], name: str, content: bytes) -> tuple[bytes, str]:
    line = uuid.uuid4().hex
    fields = [
        f'--{line}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in values.items()
    ]
    head = f'--{line}\r\nContent-Disposition: form-data; name="{name}"; filename="bewijs.bin"\r\n'
    opened = "".join(fields) + head + "Content-Type: application/octet-stream\r\n\r\n"
    return opened.encode() + content + f"\r\n--{line}--\r\n".encode(), f"multipart/form-data; boundary={line}"
