"""An organisation's own Word template: a form with blanks. Anything more is refused, with the reason."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

from rugdekking.rendering import templates
from rugdekking.rendering.checking import LARGEST, FaultyTemplate, check
from rugdekking.rendering.letters import docx
from tests.rendering.props import letter


def template(*more: str, header: str = "", title: str = "") -> bytes:
    """The plain template with something added."""
    document = Document(BytesIO(templates.plain()))
    for text in more:
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    return saved(document)


def saved(document: object) -> bytes:
    kept = BytesIO()
    document.save(kept)  # type: ignore[attr-defined]
    return kept.getvalue()


def without(blank: str) -> bytes:
    document = Document(BytesIO(templates.plain()))
    for one in document.paragraphs:
        one.text = one.text.replace(f"{{{{ {blank} }}}}", "")
    return saved(document)


def packed(replace: dict[str, bytes], drop: Iterable[str] = ()) -> bytes:
    """The plain template with other parts in its package."""
    made = BytesIO()
    with ZipFile(BytesIO(templates.plain())) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in {*replace, *drop}:
                new.writestr(name, old.read(name))
        for name, content in replace.items():
            new.writestr(name, content)
    return made.getvalue()


def part(name: str, old: bytes, new: bytes) -> dict[str, bytes]:
    """A part of the plain template with something in it changed."""
    with ZipFile(BytesIO(templates.plain())) as package:
        content = package.read(name)
    assert old in content
    return {name: content.replace(old, new)}


def refused(content: bytes) -> str:
    with pytest.raises(FaultyTemplate) as told:
        check(content)
    return str(told.value.reason)


def test_the_plain_template_is_one_that_an_organisation_may_bring() -> None:
    check(templates.plain())


def test_a_letterhead_stands_above_the_letter() -> None:
    own = template(header="Gemeente Waterlaar, Stadhuisplein 1, {{ onderwerp }}")
    check(own)

    made = Document(BytesIO(docx(letter(), template=own)))

    head = made.sections[0].header.paragraphs[0].text
    assert head == "Gemeente Waterlaar, Stadhuisplein 1, Waarschuwing over uw gedrag"


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ onderwerp.__class__ }}",
        "{{ onderwerp.upper() }}",
        "{{ onderwerp|safe }}",
        "{{ 7 * 7 }}",
        "{{ self }}",
        "{{ cycler }}",
        "{{ range(9999999) }}",
        "{% set x = 1 %}",
        "{% include '/etc/passwd' %}",
        "{% import 'x' as y %}",
        "{% macro a() %}{% endmacro %}",
        "{% filter upper %}x{% endfilter %}",
        "{% for x in ''.__class__.__mro__ %}{% endfor %}",
        "{% for deel in delen recursive %}{% endfor %}",
        "{% for deel in delen if deel.kop == 'a' %}{% endfor %}",
        "{% if 1 == 1 %}x{% endif %}",
        "{% if onderwerp is defined %}x{% endif %}",
    ],
)
def test_a_template_with_code_is_refused_wherever_it_stands(code: str) -> None:
    for bad in (template(code), template(header=code), template(title=code)):
        assert "dat een brief niet kent" in refused(bad)


def test_an_unknown_blank_is_named() -> None:
    assert "‘naam_van_de_melder’" in refused(template("{{ naam_van_de_melder }}"))


@pytest.mark.parametrize("blank", ["geadresseerde", "onderwerp", "ondertekening", "kenmerk.waarde", "deel.kop"])
def test_a_template_that_leaves_a_part_out_is_refused_and_the_part_named(blank: str) -> None:
    assert f"{{{{ {blank}" in refused(without(blank))


def test_a_template_without_the_text_of_the_letter_is_refused() -> None:
    assert "de tekst van de brief" in refused(without("alinea"))


def changed(*steps: tuple[str, str]) -> bytes:
    """The plain template with some of its paragraphs in other words."""
    document = Document(BytesIO(templates.plain()))
    told = dict(steps)
    for one in document.paragraphs:
        one.text = told.pop(one.text, one.text)
    assert not told
    return saved(document)


TEXT = "{{ alinea }}"


@pytest.mark.parametrize(
    "bad",
    [
        changed(
            ("{{ deel.kop }}", "{{ deel.kop }}{% for alinea in deel.alineas %}{{ alinea }}{% endfor %}"), (TEXT, "")
        ),
        changed((TEXT, "{% if deel.kop %}{{ alinea }}{% endif %}")),
        changed((TEXT, "{% if afzender %}{{ afzender }}{% else %}{{ alinea }}{% endif %}")),
        changed((TEXT, "{% if afzender %}{{ afzender }}{% elif onderwerp %}{{ alinea }}{% endif %}")),
        changed(("{{ aanhef }}", "{% if afzender %}{{ aanhef }}{% endif %}")),
    ],
)
def test_a_condition_leaves_out_nothing_but_the_blank_that_it_asks_about(bad: bytes) -> None:
    assert "mag alleen" in refused(bad)


def test_an_empty_sender_may_be_left_out_with_the_words_around_it() -> None:
    check(changed(("{{ afzender }}", "{% if afzender %}Van: {{ afzender }}{% endif %}")))


def test_what_stands_only_where_nobody_reads_it_is_left_out() -> None:
    document = Document(BytesIO(without("onderwerp")))
    document.core_properties.subject = "{{ onderwerp }}"

    assert "onderwerp" in refused(saved(document))
    assert "valt {{ onderwerp }}" in refused(saved(document))


def test_braces_that_do_not_close_are_told() -> None:
    for bad in ("{{", "{% for deel in delen %}", "{% endfor %}"):
        assert "ook weer sluit" in refused(template(bad))


def test_macros_and_packed_files_are_refused() -> None:
    for name in ("word/vbaProject.bin", "word/embeddings/blad.xlsx", "word/activeX/activeX1.xml"):
        assert "macro" in refused(packed({name: b"<x/>"}))


def test_a_document_for_macros_by_another_name_is_refused() -> None:
    kind = part("[Content_Types].xml", b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main")

    assert "geen Word-document" in refused(packed(kind))


def test_a_template_that_looks_elsewhere_is_refused() -> None:
    outside = b'<Relationship Id="rId99" Type="http://x/image" Target="https://x.nl/a.png" TargetMode="External"/>'
    link = outside.replace(b"/image", b"/hyperlink")
    end = b"</Relationships>"

    assert "van buiten" in refused(packed(part("word/_rels/document.xml.rels", end, outside + end)))
    check(packed(part("word/_rels/document.xml.rels", end, link + end)))


@pytest.mark.parametrize("field", ["DDEAUTO cmd.exe", "INCLUDEPICTURE http://x.nl", "IMPORT x", "PAGE DDE"])
def test_a_field_that_does_something_is_refused_in_both_ways_of_writing(field: str) -> None:
    end = b"<w:sectPr"
    told = f"<w:p><w:r><w:instrText>{field}</w:instrText></w:r></w:p>".encode()
    simple = f'<w:p><w:fldSimple w:instr="{field}"/></w:p>'.encode()

    for bad in (told, simple):
        assert "veld" in refused(packed(part("word/document.xml", end, bad + end)))
    pages = simple.replace(field.encode(), rb" NUMPAGES \* MERGEFORMAT ")
    check(packed(part("word/document.xml", end, pages + end)))


def test_a_part_that_brings_in_another_document_is_refused() -> None:
    end = b"<w:sectPr"

    assert "ander bestand" in refused(packed(part("word/document.xml", end, b'<w:altChunk w:id="x"/>' + end)))


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    head = b"?>"

    assert "te groot" in refused(packed({"word/veel.xml": b" " * 11_000_000}))
    assert "te groot" in refused(packed({f"word/{number}.xml": b"<x/>" for number in range(201)}))
    assert "anders opgebouwd" in refused(packed(part("word/document.xml", head, head + laughs)))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" * 400])
def test_another_kind_of_file_is_refused(content: bytes) -> None:
    assert "Word-document" in refused(content)


def test_a_broken_or_half_file_is_refused() -> None:
    whole = templates.plain()

    assert "beschadigd" in refused(whole[: len(whole) // 2])
    assert "Word-document" in refused(packed({}, drop=["word/document.xml"]))
    assert "beschadigd" in refused(packed({"word/document.xml": b"<w:document"}))
    assert "1 MB" in refused(b"x" * (LARGEST + 1))
