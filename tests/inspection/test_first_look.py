"""The first bytes of a file tell what it is. What is not evidence, or is something else than it says, is refused."""

import pytest

from rugdekking.inspection.first_look import ENOUGH, Unfit, first_look
from rugdekking.inspection.kinds import Content, kind_of
from tests.inspection import props

SCRIPT = b"<script>alert(document.cookie)</script>"
GIANT = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x06\0\0\0"
MAIL = b"From: iemand@voorbeeld.nl\r\nSubject: Wacht maar\r\n\r\n<html><script>x()</script></html>"


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("IMG_1.JPG", props.jpeg(), Content.JPEG),
        ("IMG_1.HEIC", props.heic(), Content.HEIF),
        # Apps save a picture under another extension than it has.
        ("scherm.jpg", props.png(), Content.PNG),
        ("brief.pdf", props.pdf(), Content.PDF),
        ("brief.docx", props.docx(), Content.ZIP),
        ("chat.zip", props.zipped(**{"_chat.txt": b"hoi"}), Content.ZIP),
        ("chat.txt", "17-05-2024 21:40 - Ik: hè, dat is écht 😡".encode(), Content.TEXT),
        ("oud.txt", "één".encode("cp1252"), Content.TEXT),
        ("windows.txt", "één".encode("utf-16"), Content.TEXT),
        ("mail.eml", MAIL, Content.TEXT),
        ("mail.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Content.OLE),
        ("memo.amr", b"#!AMR\n\x3c", Content.AMR),
        ("film.mov", b"\0\0\0\x08wide\0\0\0\0mdat", Content.ISO_MEDIA),
    ],
)
def test_what_people_keep_as_evidence_is_known_by_its_content(name: str, content: bytes, found: Content) -> None:
    assert first_look(name, content[:ENOUGH]) == found


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("brief.html", SCRIPT, "kunnen wij niet aannemen"),
        ("plaatje.svg", b"<svg/>", "kunnen wij niet aannemen"),
        ("macro.docm", b"PK\x03\x04", "kunnen wij niet aannemen"),
        ("zonder", b"x", "kunnen wij niet aannemen"),
        ("foto.jpg", b"MZ\x90\0", "is een programma"),
        ("lees.txt", b"#!/bin/sh\nrm -rf /", "is een programma"),
        ("brief.txt", b"\n <!DOCTYPE html><script>", "is een webpagina"),
        ("brief.txt", "\ufeff<svg onload=x()>".encode("utf-16-le"), "is een webpagina"),
        ("foto.jpg", b"%PDF-1.7", "iets anders dan de naam zegt"),
        ("film.mp4", props.jpeg(), "iets anders dan de naam zegt"),
        ("brief.pdf", props.zipped(a=b"x"), "iets anders dan de naam zegt"),
        ("foto.jpg", b"\xff\xd8\xff\xe0" + SCRIPT, "zit nog iets anders"),
        ("mail.eml", b"gewone tekst", "zit nog iets anders"),
        ("reus.png", GIANT, "te groot om een foto te zijn"),
    ],
)
def test_what_is_not_evidence_is_refused_with_what_to_do(name: str, content: bytes, word: str) -> None:
    with pytest.raises(Unfit) as refused:
        first_look(name, content)

    assert word in refused.value.sentence
    assert name in refused.value.sentence


def test_every_kind_has_a_word_for_people() -> None:
    assert {kind.label for name in ("a.jpg", "a.eml", "a.zip") if (kind := kind_of(name))} == {
        "foto of schermfoto",
        "e-mailbericht",
        "zip-bestand, zoals een chat die u hebt opgeslagen",
    }
