"""A document of some pages as a file: PDF to read and keep, Word to work on. Pure: values in, bytes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.table import _Cell

from rugdekking.rendering import templates
from rugdekking.rendering.plain import printable
from rugdekking.rendering.typesetting import typeset

_EMPTY_BOX = "\u2610"


@dataclass(frozen=True, slots=True)
class Words:
    """Running text. A blank line in it begins a new paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checks:
    """What somebody goes through with a pen: each line begins with an empty box."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """What something is called, and what is said of it."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are parts of the width of the page; the first row repeats on every page."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Block = Words | Bullets | Checks | Pairs | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of level 1 to 3 below the title, and what stands under it."""

    heading: str
    blocks: tuple[Block, ...] = ()
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`marking` stands at the foot of every page, so that a loose sheet tells where it belongs."""

    title: str
    subtitle: str
    author: str
    sections: tuple[Section, ...]
    day: date
    marking: str = ""
    contents: bool = True


def pdf(document: Document) -> bytes:
    """The document as PDF/UA-1 and PDF/A-2a, with a table of contents unless it does without."""
    data = {
        "title": document.title,
        "subtitle": document.subtitle,
        "author": document.author,
        "marking": document.marking,
        "contents": document.contents,
        "sections": [
            {
                "heading": one.heading,
                "level": one.level,
                "new_page": one.new_page,
                "blocks": [_told(block) for block in one.blocks],
            }
            for one in document.sections
        ],
    }
    return typeset("document.typ", data, made_on=document.day)


def docx(document: Document) -> bytes:
    """The document as a Word document with real headings, lists and tables."""
    made = templates.new_document()
    made.core_properties.title = printable(document.title)
    made.core_properties.author = printable(document.author)
    made.add_heading(printable(document.title), level=0)
    made.add_paragraph(printable(document.subtitle))
    _write_foot(made, printable(document.marking))
    for section in document.sections:
        heading = made.add_heading(printable(section.heading), level=section.level)
        heading.paragraph_format.page_break_before = section.new_page
        for block in section.blocks:
            _write(made, block)
    saved = BytesIO()
    made.save(saved)
    return saved.getvalue()


def _told(block: Block) -> dict[str, object]:
    if isinstance(block, Words):
        return {"kind": "words", "text": block.text}
    if isinstance(block, Bullets | Checks):
        return {"kind": "bullets" if isinstance(block, Bullets) else "checks", "items": block.items}
    if isinstance(block, Pairs):
        return {"kind": "pairs", "items": block.items}
    return {"kind": "table", "columns": block.columns, "rows": block.rows, "widths": block.widths}


def _write(made: WordDocument, block: Block) -> None:
    if isinstance(block, Table):
        _write_table(made, block)
    elif isinstance(block, Pairs):
        for name, words in block.items:
            paragraph = made.add_paragraph()
            paragraph.add_run(f"{printable(name)}: ").bold = True
            paragraph.add_run(printable(words))
            paragraph.paragraph_format.space_after = Pt(3)
    else:
        for text in _lines(block):
            made.add_paragraph(text, style="List Bullet" if isinstance(block, Bullets) else None)


def _lines(block: Words | Bullets | Checks) -> list[str]:
    if isinstance(block, Words):
        return templates.paragraphs(block.text)
    begin = f"{_EMPTY_BOX} " if isinstance(block, Checks) else ""
    return [begin + printable(item) for item in block.items]


def _write_table(made: WordDocument, block: Table) -> None:
    table = made.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.autofit = False
    _fill(table.rows[0].cells, block.columns, bold=True)
    # Word repeats this row on every page, and a screen reader reads it with every cell.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for texts in block.rows:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        _fill(row.cells, texts)
    page = made.sections[0]
    room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Emu(room * width // sum(block.widths))
        for cell in column.cells:
            cell.width = column.width


def _write_foot(made: WordDocument, marking: str) -> None:
    """The marking and the number of the page, at the foot of every page as in the PDF."""
    foot = made.sections[0].footer.paragraphs[0]
    foot.add_run(f"{marking}\t\tPagina " if marking else "\t\tPagina ")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    foot._p.append(number)


def _fill(cells: Iterable[_Cell], texts: Iterable[str], *, bold: bool = False) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.paragraphs[0].add_run(printable(text)).bold = bold
