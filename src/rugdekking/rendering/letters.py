"""A letter as a file: PDF for who gets it, Word for who still changes its look. Pure: values in, bytes out."""

from dataclasses import dataclass, replace
from datetime import date

import typst

from rugdekking.rendering import templates
from rugdekking.rendering.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, which may be empty, and the text below it. A blank line in it begins a new paragraph."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter in the words that go out. `particulars` are the lines above the text: the day, the reference."""

    sender: str
    recipient: str
    particulars: tuple[tuple[str, str], ...]
    title: str
    salutation: str
    blocks: tuple[Block, ...]
    closing: str
    signature: str
    day: date
    logo: bytes = b""


def pdf(letter: Letter) -> bytes:
    """The letter as PDF/UA-1 and PDF/A-2a: a screen reader reads it, an archive keeps it.

    A logo that cannot be drawn is left out: it may never cost somebody a letter.
    """
    try:
        return _typeset(letter)
    except typst.TypstError:
        if not letter.logo:
            raise
        return _typeset(replace(letter, logo=b""))


def _typeset(letter: Letter) -> bytes:
    data = {
        "author": letter.sender.split("\n", 1)[0],
        "title": letter.title,
        "sender": letter.sender,
        "logo": list(letter.logo),
        "logo_text": f"Logo van {letter.sender.split(chr(10), 1)[0]}",
        "recipient": letter.recipient,
        "particulars": letter.particulars,
        "salutation": letter.salutation,
        "blocks": [{"heading": one.heading, "text": one.text} for one in letter.blocks],
        "closing": letter.closing,
        "signature": letter.signature,
    }
    return typeset("letter.typ", data, made_on=letter.day)


def docx(letter: Letter, *, template: bytes | None = None) -> bytes:
    """The letter as a Word document, in the organisation's own `template` or in the plain one.

    Raises `FaultyTemplate` for a template that `templates.check` refuses.
    """
    values = {
        "afzender": letter.sender,
        "geadresseerde": letter.recipient,
        "kenmerken": [{"naam": name, "waarde": words} for name, words in letter.particulars],
        "onderwerp": letter.title,
        "aanhef": letter.salutation,
        "delen": [{"kop": one.heading, "alineas": templates.paragraphs(one.text)} for one in letter.blocks],
        "groet": letter.closing,
        "ondertekening": letter.signature,
    }
    return templates.filled(template or templates.plain(), values, title=letter.title)
