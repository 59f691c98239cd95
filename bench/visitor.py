"""Somebody who visits the site with a browser that does nothing but what the site asks: cookies and forms."""

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit


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

    def form(self, *, asks: str = "") -> Form:
        """The first form that asks `asks`; the first form that is posted when nothing is named."""
        forms = _Forms(self.address)
        forms.feed(self.text)
        return next(form for form in forms.found if not asks or asks in form.open)


class Failed(RuntimeError):
    """The site answered with an error."""


class Visitor:
    """One person, with one connection that stays open. `took`: seconds of the last post, without what it led to."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._host = f"localhost:{port}"
        self._cookies: dict[str, str] = {}
        self.requests = 0
        self.took = 0.0

    def get(self, address: str) -> Answer:
        return self._ask("GET", address, b"", "")

    def post(self, address: str, values: Mapping[str, str], *, file: tuple[str, bytes] | None = None) -> Answer:
        """Post `values` and follow where the site leads. `file`: name of its field and its content."""
        if file is None:
            return self._ask("POST", address, urlencode(values).encode(), "application/x-www-form-urlencoded")
        body, kind = _multipart(values, *file)
        return self._ask("POST", address, body, kind)

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, address: str, body: bytes, kind: str) -> Answer:
        self.requests += 1
        started = time.perf_counter()
        self._connection.request(method, address, body or None, self._headers(kind))
        answer = self._connection.getresponse()
        text = answer.read().decode(errors="replace")
        if method == "POST":
            self.took = time.perf_counter() - started
        self._remember(answer)
        if answer.status in {301, 302, 303}:
            return self._ask("GET", urljoin(address, answer.headers["Location"]), b"", "")
        if answer.status >= 400:
            raise Failed(f"{method} {address}: {answer.status}")
        return Answer(answer.status, urlsplit(address).path, text)

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
