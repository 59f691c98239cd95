"""Somebody who visits the site with a browser that does nothing but what the site asks: cookies and forms."""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

REDIRECTS = {301, 302, 303}
# Enough for our own pages, and so quick that a measurement hardly notices it.
_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_CONTROL = re.compile(r"<(input|textarea|select)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
_CODE = re.compile(r'<code id="toegangscode">([^<]+)</code>')


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
        wanted = addresses or (self.address,)
        return next((form for form in _forms(self.text, self.address) if urlsplit(form.action).path in wanted), None)

    def code(self) -> str:
        """The access code that the page shows, or nothing."""
        found = _CODE.search(self.text)
        return "" if found is None else found[1]


class Failed(RuntimeError):
    """The site answered with an error."""


class Visitor:
    """One person, with one connection that stays open."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._host = f"localhost:{port}"
        self._cookies: dict[str, str] = dict(cookies or {})

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


def _forms(text: str, address: str) -> Iterator[Form]:
    """The forms of a page that are posted."""
    for attributes, inside in _FORM.findall(text):
        given = _given(attributes)
        if given.get("method", "").lower() == "post":
            form = Form(urljoin(address, given.get("action") or address))
            for tag, more in _CONTROL.findall(inside):
                _add(form, tag, _given(more))
            yield form


def _add(form: Form, tag: str, given: Mapping[str, str]) -> None:
    if name := given.get("name"):
        form.open.add(name)
        kind = given.get("type", "text")
        if (tag != "select" and kind not in {"submit", "file", "radio", "checkbox"}) or "checked" in given:
            form.values[name] = given.get("value", "")


def _given(attributes: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}


def _multipart(values: Mapping[str, str], name: str, content: bytes) -> tuple[bytes, str]:
    line = uuid.uuid4().hex
    fields = [
        f'--{line}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in values.items()
    ]
    head = f'--{line}\r\nContent-Disposition: form-data; name="{name}"; filename="bewijs.jpg"\r\n'
    opened = "".join(fields) + head + "Content-Type: application/octet-stream\r\n\r\n"
    return opened.encode() + content + f"\r\n--{line}--\r\n".encode(), f"multipart/form-data; boundary={line}"
