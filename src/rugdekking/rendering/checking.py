"""Whether a Word template from outside may be used: a form with blanks, and nothing that runs or looks elsewhere."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from jinja2 import TemplateError, nodes

from rugdekking.kernel.refusal import Refused
from rugdekking.rendering import templates

LARGEST = 1024 * 1024
_MOST_PARTS = 200
_LARGEST_UNPACKED = 10 * 1024 * 1024
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HYPERLINK = "/hyperlink"
# Where macros, controls and packed documents live.
_RUNS = re.compile(r"vbaProject|vbaData|activeX|embeddings|oleObject|\.bin$", re.IGNORECASE)
_ELEMENTS_THAT_FETCH = {"altChunk", "OLEObject", "object", "control"}
# The only fields that a letter needs count its pages; others can fetch a file or start a program.
_FIELD = re.compile(r"(?:PAGE|NUMPAGES|SECTIONPAGES)?(?:\s*\\\*\s*\w+)*", re.IGNORECASE)

# What may stand between braces: the blanks, and the lists that are gone through, with the name for each item.
BLANKS = {
    "afzender": "wie de brief stuurt",
    "geadresseerde": "wie de brief krijgt",
    "onderwerp": "waar de brief over gaat",
    "aanhef": "de aanhef",
    "groet": "de groet",
    "ondertekening": "wie tekent",
    "kenmerk.naam": "de naam van een kenmerk, zoals Datum",
    "kenmerk.waarde": "het kenmerk zelf, zoals de datum",
    "deel.kop": "de kop van een deel",
    "alinea": "de tekst van de brief",
}
_OPTIONAL = {"afzender"}
_LISTS = {"kenmerken": "kenmerk", "delen": "deel", "deel.alineas": "alinea"}


class FaultyTemplate(Refused):
    """The template cannot be used. The reason tells what to change; nothing was kept."""


def check(template: bytes) -> None:
    """Raises `FaultyTemplate`, with the reason, for anything but a Word document with all blanks and no more."""
    if len(template) > LARGEST:
        raise FaultyTemplate("Dit bestand is groter dan 1 MB. Maak het logo in het sjabloon kleiner.")
    _check_package(template)
    try:
        found = set(_blanks(template))
        missing = [name for name in BLANKS if name not in found | _OPTIONAL]
        if missing:
            raise FaultyTemplate(f"In het sjabloon ontbreekt {{{{ {missing[0]} }}}} ({BLANKS[missing[0]]}).")
        _check_filled(template)
    except TemplateError as fault:
        raise FaultyTemplate(
            "Kijk na of alles tussen accolades ook weer sluit: {{ }} en {% for … %} met {% endfor %}."
        ) from fault
    except (AttributeError, KeyError, SyntaxError, TypeError, ValueError) as fault:
        raise FaultyTemplate(
            "Dit bestand is geen Word-document dat ingevuld kan worden. Sla het op als .docx."
        ) from fault


def _check_package(template: bytes) -> None:
    """The parts of the file, before anything opens it as a document."""
    try:
        with ZipFile(BytesIO(template)) as package:
            parts = package.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
                raise FaultyTemplate("Dit bestand is uitgepakt te groot voor een sjabloon.")
            if any(_RUNS.search(part.filename) for part in parts):
                raise FaultyTemplate(
                    "In dit bestand zit een macro of een ander bestand. Haal dat weg, en sla het op als .docx."
                )
            if _WORD.encode() not in package.read("[Content_Types].xml"):
                raise FaultyTemplate("Dit bestand is geen Word-document. Sla het op als .docx.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(package.read(part))
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, SyntaxError, OSError) as fault:
        raise FaultyTemplate(
            "Dit bestand is geen Word-document, of het is beschadigd. Sla het op als .docx."
        ) from fault


def _check_part(content: bytes) -> None:
    root = parse_xml(content)
    if root.getroottree().docinfo.doctype:
        raise FaultyTemplate("Dit bestand is anders opgebouwd dan een Word-document. Sla het in Word opnieuw op.")
    for element in root.iter("*"):
        name = str(element.tag).rpartition("}")[2]
        if name in _ELEMENTS_THAT_FETCH:
            raise FaultyTemplate("In dit bestand zit een ander bestand of een knop. Haal dat weg.")
        outside = element.get("TargetMode") == "External" and not element.get("Type", "").endswith(_HYPERLINK)
        if name == "Relationship" and outside:
            raise FaultyTemplate(
                "Dit bestand haalt iets van buiten op, zoals een plaatje of ander sjabloon. Zet dat in het bestand."
            )
        if not all(_FIELD.fullmatch(instruction.strip()) for instruction in _instructions(name, element)):
            raise FaultyTemplate(
                "In dit bestand zit een veld dat een brief niet nodig heeft. Alleen paginanummers mogen."
            )


def _instructions(name: str, element: object) -> Iterator[str]:
    """What a Word field does, in either of the ways in which Word writes it."""
    if name in {"instrText", "delInstrText"}:
        yield getattr(element, "text", "") or ""
    if name == "fldSimple":
        yield from (value for key, value in getattr(element, "attrib", {}).items() if key.endswith("}instr"))


def _blanks(template: bytes) -> Iterator[str]:
    """The blanks of the template. Raises `FaultyTemplate` at anything that is no blank and no known list."""
    for source in _sources(template):
        yield from _allowed(templates.environment().parse(source))


def _sources(template: bytes) -> Iterator[str]:
    """Every text that is filled in: the body, headers and footers, footnotes, and what the file says of itself."""
    document = DocxTemplate(BytesIO(template))
    document.init_docx()
    yield document.patch_xml(document.get_xml())
    for part in document.docx.part.package.iter_parts():
        if re.search(r"(?:header|footer|footnotes)\+xml$", part.content_type):
            yield document.patch_xml(part.blob.decode())
    said = document.docx.core_properties
    yield from (said.author, said.comments, said.identifier, said.language, said.subject, said.title)


def _allowed(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Name | nodes.Getattr):
        name = _name(node)
        if name not in BLANKS:
            raise _not_a_blank(name)
        yield name
    else:
        for child in _inside(node):
            yield from _allowed(child)


def _inside(node: nodes.Node) -> Iterable[nodes.Node]:
    """What is filled in within a list, a condition or a piece of text."""
    if isinstance(node, nodes.For):
        _check_list(node)
        return node.body
    if isinstance(node, nodes.If):
        _check_condition(node)
        return node.body
    if isinstance(node, nodes.Template | nodes.Output | nodes.TemplateData):
        return node.iter_child_nodes()
    raise _not_a_blank()


def _check_list(node: nodes.For) -> None:
    each = _name(node.target)
    if node.test or node.else_ or node.recursive or _LISTS.get(_name(node.iter)) != each:
        raise _not_a_blank()


def _check_condition(node: nodes.If) -> None:
    """A condition leaves out an empty blank with the words around it, and nothing else of the letter."""
    asked = _name(node.test)
    if asked not in BLANKS:
        raise _not_a_blank()
    if node.elif_ or node.else_ or set(_shown(node.body)) != {asked}:
        raise FaultyTemplate(
            f"Tussen {{% if {asked} %}} en {{% endif %}} mag alleen {{{{ {asked} }}}} staan, met gewone tekst."
        )


def _shown(within: Iterable[nodes.Node]) -> Iterator[str]:
    """The names of what is filled in by `within`; empty for anything that is more than a name."""
    for node in within:
        pieces = node.nodes if isinstance(node, nodes.Output) else [node]
        yield from (_name(piece) for piece in pieces if not isinstance(piece, nodes.TemplateData))


def _name(node: nodes.Node) -> str:
    """`deel` or `deel.kop`; empty for anything that is more than a name."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    return ""


def _not_a_blank(name: str = "") -> FaultyTemplate:
    what = f"‘{name}’" if name else "iets"
    known = ", ".join(BLANKS)
    return FaultyTemplate(f"Tussen accolades staat {what} dat een brief niet kent. U kunt gebruiken: {known}.")


def _check_filled(template: bytes) -> None:
    """Try the template with a word of its own in every blank, each of which must be there to read."""
    word = {name: f"Proef{name.replace('.', '')}" for name in BLANKS}
    kop, alinea = word["deel.kop"], word["alinea"]
    example = {
        **word,
        "kenmerken": [{"naam": word["kenmerk.naam"], "waarde": word["kenmerk.waarde"]}],
        # A part without a heading has its text all the same.
        "delen": [{"kop": kop, "alineas": [alinea]}, {"kop": "", "alineas": [f"Zonder{alinea}", f"Slot{alinea}"]}],
    }
    shown = _text(templates.filled(template, example, title="Proef"))
    for name, one in (*word.items(), ("alinea", f"Zonder{alinea}"), ("alinea", f"Slot{alinea}")):
        if one not in shown and name not in _OPTIONAL:
            raise FaultyTemplate(
                f"Met dit sjabloon valt {{{{ {name} }}}} ({BLANKS[name]}) soms weg. "
                "Zet dat waar het altijd te lezen is."
            )


def _text(document: bytes) -> str:
    """Everything to read on paper: the body, and what stands above and below every page."""
    read = Document(BytesIO(document))
    parts = [read.element.body]
    for section in read.sections:
        parts += [section.header._element, section.footer._element]
    return "\n".join("".join(one.itertext(qn("w:t"))) for part in parts for one in part.iter(qn("w:p")))
