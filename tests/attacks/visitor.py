"""Somebody with a browser in front of the real server: cookies, links and forms, and nothing else."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from lxml import html

REDIRECTS = {301, 302, 303}
Value = str | Sequence[str]


@dataclass(frozen=True)
class File:
    """A file that is sent with a form."""

    name: str
    content: bytes


@dataclass
class Field:
    """One name in a form: of which kind, what it sends untouched, and between what one can choose."""

    kind: str
    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)

    @property
    def is_words(self) -> bool:
        """Whether somebody can type anything at all here."""
        return self.kind in {"text", "textarea", "email", "tel", "password", "search"}


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    def untouched(self) -> dict[str, list[str]]:
        return {name: list(one.values) for name, one in self.fields.items() if one.values}


@dataclass(frozen=True)
class Page:
    status: int
    address: str
    content: bytes
    headers: Mapping[str, str]

    @property
    def text(self) -> str:
        return self.content.decode()

    def form(self, *, having: str = "", to: str = "") -> Form:
        """The form of the page that has this field, or goes to this address."""
        for one in self.forms():
            if (not having or having in one.fields) and (not to or urlsplit(one.action).path == to):
                return one
        raise LookupError(f"{self.address} ({self.status}) has no form with {having or to or 'anything'}")

    def forms(self) -> list[Form]:
        """The forms that send something."""
        found = {one: self._empty(one) for one in self._tree.iter("form")}
        by_id = {one.get("id"): one for one in found}
        for one in self._tree.iter("input", "textarea", "select"):
            of = by_id.get(one.get("form")) if "form" in one.attrib else next(one.iterancestors("form"), None)
            if one.get("name") and of is not None:
                _take(found[of], one)
        return [one for one in found.values() if one.method == "post"]

    def links(self) -> list[str]:
        """Everything that a browser would fetch, follow or send to."""
        return [urljoin(self.address, one) for one in self._tree.xpath("//@href | //@src | //@action") if one]

    def addresses(self) -> list[str]:
        """Its own address, where it leads, and its links."""
        led = [self.headers["location"]] if "location" in self.headers else []
        links = self.links() if self.headers.get("content-type", "").startswith("text/html") else []
        return [self.address, *led, *links]

    @cached_property
    def _tree(self) -> html.HtmlElement:
        return html.document_fromstring(self.text or "<html>")

    def _empty(self, form: html.HtmlElement) -> Form:
        return Form(urljoin(self.address, form.get("action") or self.address), form.get("method", "get").lower())


def _take(form: Form, one: html.HtmlElement) -> None:
    """Note a field of a form, or one more choice of a field that is known."""
    kind = one.get("type", "text") if one.tag == "input" else one.tag
    known = form.fields.setdefault(one.get("name"), Field(kind))
    if kind in {"radio", "checkbox"}:
        known.choices.append(one.get("value", "on"))
        if "checked" in one.attrib:
            known.values.append(one.get("value", "on"))
    elif kind == "select":
        options = [option.get("value", "") for option in one.iter("option")]
        selected = [option.get("value", "") for option in one.iter("option") if "selected" in option.attrib]
        known.choices += options
        known.values = selected[-1:] or options[:1]
    elif kind == "textarea":
        # The first line break belongs to the tag.
        known.values = [one.text_content().removeprefix("\n")]
    elif kind not in {"submit", "file", "button"}:
        known.values = [one.get("value", "")]


class Visitor:
    """One person with one browser, which remembers every page that it was shown."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.pages: list[Page] = []

    @property
    def addresses(self) -> list[str]:
        """All that the browser ever had in its bar, its log or its links."""
        return [address for page in self.pages for address in page.addresses()]

    def get(self, address: str) -> Page:
        page = self.ask("GET", address)
        while page.status in REDIRECTS and page.headers["location"].startswith("/"):
            page = self.ask("GET", urljoin(address, page.headers["location"]))
        return page

    def send(
        self, form: Form, values: Mapping[str, Value] | None = None, files: Mapping[str, File] | None = None
    ) -> Page:
        """Send a form with `values` filled in, and follow where it leads."""
        page = self.press(form, values, files)
        return self.get(page.headers["location"]) if page.status in REDIRECTS else page

    def press(
        self, form: Form, values: Mapping[str, Value] | None = None, files: Mapping[str, File] | None = None
    ) -> Page:
        """Send a form and look only at the first answer."""
        sent: dict[str, Value] = {**form.untouched(), **(values or {})}
        if files:
            body, kind = multipart(sent, files)
        else:
            body, kind = urlencode(sent, doseq=True).encode(), "application/x-www-form-urlencoded"
        return self.ask("POST", form.action, body, {"Content-Type": kind})

    def ask(self, method: str, address: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Page:
        sent = {"Host": f"localhost:{self.port}", **(headers or {})}
        if method == "POST":
            sent.setdefault("Origin", f"http://localhost:{self.port}")
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, address, body or None, sent)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        self._remember(answer)
        page = Page(answer.status, address, content, {name.lower(): value for name, value in answer.getheaders()})
        self.pages.append(page)
        return page

    def _remember(self, answer: HTTPResponse) -> None:
        for header in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value


def multipart(values: Mapping[str, Value], files: Mapping[str, File]) -> tuple[bytes, str]:
    """A form with files, as browsers send it."""
    line = uuid.uuid4().hex
    parts = []
    for name, value in values.items():
        parts += [
            f'Content-Disposition: form-data; name="{name}"\r\n\r\n{one}\r\n'.encode()
            for one in ([value] if isinstance(value, str) else value)
        ]
    for name, file in files.items():
        head = f'Content-Disposition: form-data; name="{name}"; filename="{file.name}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + file.content + b"\r\n")
    body = b"".join(f"--{line}\r\n".encode() + part for part in parts) + f"--{line}--\r\n".encode()
    return body, f"multipart/form-data; boundary={line}"
