"""Word templates: the plain one, and an organisation's own with its letterhead.

A template comes from outside, so it is a form with blanks and nothing else: `checking.check` refuses everything that
could run, look elsewhere or leave a part of the letter out. What fills it runs in a sandbox all the same.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from rugdekking.rendering.plain import printable

_PLAIN = (
    ("{{ afzender }}", "Normal"),
    ("", "Normal"),
    ("{{ geadresseerde }}", "Normal"),
    ("", "Normal"),
    ("{%p for kenmerk in kenmerken %}", "Normal"),
    ("{{ kenmerk.naam }}: {{ kenmerk.waarde }}", "No Spacing"),
    ("{%p endfor %}", "Normal"),
    ("", "Normal"),
    ("{{ onderwerp }}", "Heading 1"),
    ("{{ aanhef }}", "Normal"),
    ("{%p for deel in delen %}", "Normal"),
    ("{%p if deel.kop %}", "Normal"),
    ("{{ deel.kop }}", "Heading 2"),
    ("{%p endif %}", "Normal"),
    ("{%p for alinea in deel.alineas %}", "Normal"),
    ("{{ alinea }}", "Normal"),
    ("{%p endfor %}", "Normal"),
    ("{%p endfor %}", "Normal"),
    ("{{ groet }}", "Normal"),
    ("", "Normal"),
    ("{{ ondertekening }}", "Normal"),
)


def filled(template: bytes, values: Mapping[str, object], *, title: str) -> bytes:
    """The Word document that `template` makes of `values`. Nothing in a value is read as part of the template."""
    document = DocxTemplate(BytesIO(template))
    document.render(_clean(values), jinja_env=environment())
    document.docx.core_properties.title = printable(title)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def environment() -> SandboxedEnvironment:
    """In which templates are filled: no code, and every value is escaped."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


@lru_cache(maxsize=1)
def plain() -> bytes:
    """The template for who has none, and the one that an organisation can begin its own with."""
    document = new_document()
    for text, style in _PLAIN:
        document.add_paragraph(text, style)
    for ending in document.paragraphs[-3:-1]:
        ending.paragraph_format.keep_with_next = True
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def new_document() -> WordDocument:
    """An empty Dutch document in a quiet look, on the paper of a Dutch printer."""
    document = Document()
    for name in ("Normal", "No Spacing"):
        font = document.styles[name].font
        font.name, font.size = "Calibri", Pt(11)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    properties = document.core_properties
    properties.author, properties.title, properties.comments, properties.language = "", "", "", "nl-NL"
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    defaults.append(language)
    return document


def paragraphs(text: str) -> list[str]:
    """The pieces of `text` between blank lines."""
    pieces = re.split(r"\n[ \t]*\n", printable(text))
    return [piece.strip() for piece in pieces if piece.strip()]


def _clean(value: Any) -> Any:  # noqa: ANN401  (whatever a template can show)
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {name: _clean(one) for name, one in value.items()}
    return [_clean(one) for one in value]
