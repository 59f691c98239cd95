"""Words that nobody else would write, put into every field of every form, and the search for them afterwards."""

import base64
import re
import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from rugdekking.kernel.time import AMSTERDAM
from tests.attacks.visitor import Field, File, Form, Page, Value, Visitor

WORD = "Qzwalvisbaard"
PHONE = "0698127364"
# It begins as a photo does.
CONTENT = b"\xff\xd8\xff\xe0" + b"\x00\xffQzwalvisbaard in een bestand\x00" * 300
FILE = File("Qzwalvisbaard-foto.jpg", CONTENT)
CODE = re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}\b")
# Day, month and year of a date in three fields.
PARTS_OF_A_DAY = {"_0": "13", "_1": "2", "_2": "2025"}
DAYS = {"on", "due_on", "spoken_on", "later_on", "until"}
_numbers = count(1)


def planted(name: str) -> str:
    """What is typed in a field of this name."""
    if "phone" in name:
        return PHONE
    word = f"{WORD}{next(_numbers):03d}"
    return f"{word.lower()}@voorbeeld.nl" if "email" in name else f"{word} in ‘{name}’"


@dataclass
class Planter:
    """Somebody who types the planted words in every form. `forms` are the names of the fields that each form had."""

    visitor: Visitor
    forms: list[frozenset[str]] = field(default_factory=list)

    def fill(self, address: str, to: str = "", /, **chosen: Value) -> Page:
        """Open a page, fill in its own form and send it."""
        page = self.visitor.get(address)
        return self.send(page.form(to=to or address.partition("?")[0]), **chosen)

    def send(self, form: Form, files: Mapping[str, File] | None = None, /, **chosen: Value) -> Page:
        """Fill in a form with the planted words, besides what is `chosen`, and send it."""
        self.forms.append(frozenset(form.fields))
        values: dict[str, Value] = {name: _answer(name, one) for name, one in form.fields.items()}
        page = self.visitor.send(form, {**values, **chosen}, files)
        assert page.status == 200, (page.status, page.address)
        assert 'id="fouten"' not in page.text, (page.address, _errors(page.text))
        return page


def _answer(name: str, one: Field) -> Value:
    """What is sent in a field when nobody chose something else."""
    if one.kind == "date" or name in DAYS:
        return next(filter(None, one.values), "") or in_days(5)
    if one.is_words and name != "csrfmiddlewaretoken":
        return PARTS_OF_A_DAY.get(name[-2:]) or planted(name)
    return {"checkbox": [], "radio": one.choices[:1], "select": list(filter(None, one.choices))[:1]}.get(
        one.kind, one.values
    )


def in_days(days: int) -> str:
    return (datetime.now(AMSTERDAM).date() + timedelta(days=days)).isoformat()


def _errors(text: str) -> list[str]:
    return [re.sub(r"<[^>]+>|\s+", " ", part)[:300] for part in text.split('id="fouten"')[1:]]


def disguised(secret: bytes) -> Iterator[bytes]:
    """The ways in which a text could lie somewhere without being written out."""
    yield secret
    text = secret.decode("latin-1")
    if secret.isascii():
        yield from (text.lower().encode(), text.upper().encode())
        yield from (text.encode("utf-16-le"), text.encode("utf-16-be"))
        yield urllib.parse.quote_plus(text).encode()
    yield from (secret.hex().encode(), secret.hex().upper().encode())
    for start in range(3):
        # What lies in the middle of a longer text begins at any of three places; the ends depend on what is around.
        whole = base64.b64encode(b"x" * start + secret).decode()
        middle = whole[(4 if start else 0) : len(whole) - 4]
        yield from (middle.encode(), middle.replace("+", "-").replace("/", "_").encode())
