"""Somebody with a browser in front of the real server: cookies, links and forms, and nothing else."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

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
        parser = _Forms(self.address)
        parser.feed(self.text)
        return [one for one in parser.found if one.method == "post"]

    def links(self) -> list[str]:
        parser = _Links(self.address)
        parser.feed(self.text)
        return parser.found


class Visitor:
    """One person with one browser. `addresses` are all that the browser ever had in its bar, its log or its links."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.addresses: list[str] = []

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
        self.addresses.append(address)
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
        if "location" in page.headers:
            self.addresses.append(page.headers["location"])
        if page.headers.get("content-type", "").startswith("text/html"):
            self.addresses += page.links()
        return page

    def _remember(self, answer: HTTPResponse) -> None:
        for header in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value


class _Forms(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._address = address
        self._by_id: dict[str, Form] = {}
        self._form: Form | None = None
        self._select: Field | None = None
        self._area: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self._address, given.get("action") or self._address)
            self._form = Form(action, given.get("method", "get").lower())
            self.found.append(self._form)
            self._by_id[given.get("id", "")] = self._form
        elif tag == "option" and self._select is not None:
            self._select.choices.append(given.get("value", ""))
            if "selected" in given or len(self._select.choices) == 1:
                self._select.values = [given.get("value", "")]
        elif tag in {"input", "textarea", "select"} and given.get("name"):
            self._take(tag, given)

    def _take(self, tag: str, given: dict[str, str]) -> None:
        form = self._by_id.get(given["form"]) if "form" in given else self._form
        if form is None:
            return
        kind = given.get("type", "text") if tag == "input" else tag
        known = form.fields.setdefault(given["name"], Field(kind))
        if kind in {"radio", "checkbox"}:
            known.choices.append(given.get("value", "on"))
            if "checked" in given:
                known.values.append(given.get("value", "on"))
        elif kind == "select":
            self._select = known
        elif kind == "textarea":
            known.values, self._area = [""], known
        elif kind not in {"submit", "file", "button"}:
            known.values = [given.get("value", "")]

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.values[0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area is not None:
            self._area.values[0] = self._area.values[0].removeprefix("\n")
            self._area = None


class _Links(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._address = address

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            urljoin(self._address, value) for name, value in attrs if name in {"href", "src", "action"} and value
        ]


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
