"""Documents of Word, Excel, PowerPoint and LibreOffice: packed anew without who wrote it and when."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final

from rugdekking.inspection import pictures
from rugdekking.inspection.findings import CannotClean, Harmful, Left, Trouble
from rugdekking.inspection.first_look import Unfit, first_look
from rugdekking.inspection.packages import part

if TYPE_CHECKING:
    from lxml.etree import _Element

# Elements and attributes of one text: each takes some two hundred bytes of memory. A book has half a million.
MOST_MARKS = 1_500_000
# No day in it, and the first that a zip file knows.
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_CORE = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>"""
_APP = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"""
_CUSTOM = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>"""
_META = b"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>"""
_REPLACED: Final = {
    "docProps/core.xml": _CORE,
    "docProps/app.xml": _APP,
    "docProps/custom.xml": _CUSTOM,
    "meta.xml": _META,
}
# A small picture of the first page, as it looked when it was saved.
_LEFT_OUT = re.compile(r"^(?:docProps/thumbnail\.\w+|Thumbnails/.*|layout-cache)$")
_TEXTS = re.compile(r"(?:\.xml|\.rels)$")
_PHOTO = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|tiff?)$", re.IGNORECASE)

# Who and when, by the name of the attribute or element without its namespace.
_WHO_AND_WHEN = re.compile(
    r"^(?:author|initials|date|dateUtc|dT|dt|userId|providerId|displayName|lastModifiedBy|rsid\w*)$"
)
_OF_EDITING = re.compile(
    r"wordprocessingml|spreadsheetml|presentationml|/office/word/|/office/spreadsheetml/|/office/powerpoint/"
)
_EMPTIED = frozenset({"creator", "creator-initials", "author", "sender-initials"})
_WRITERS = frozenset({"cmAuthor", "author"})
_DROPPED = frozenset({"rsids", "absPath", "docId", "date-string"})
_SETTINGS = frozenset({"PrinterName", "PrinterSetup"})


def clean(source: BinaryIO, target: BinaryIO) -> None:
    """Write a cleaned copy of `source` to `target`.

    Raises `Harmful` when it is damaged, and `CannotClean` when it is too large.
    """
    try:
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.infolist():
                if not entry.is_dir() and not _LEFT_OUT.match(entry.filename):
                    info = zipfile.ZipInfo(entry.filename, _NO_DAY)
                    info.compress_type = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
                    new.writestr(info, _cleaned(entry.filename, part(old, entry.filename)))
    except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
        raise Harmful(Trouble.DAMAGED) from error


def _cleaned(name: str, content: bytes) -> bytes:
    if name in _REPLACED:
        return _REPLACED[name]
    if _PHOTO.search(name):
        return _cleaned_photo(name, content)
    return _cleaned_text(content) if _TEXTS.search(name) else content


def _cleaned_photo(name: str, content: bytes) -> bytes:
    """A photo in a document still knows where it was taken. One that does not open keeps its place, empty."""
    try:
        layout = first_look(f"foto.{name.rpartition('.')[2]}", content)
        made, extension, _ = pictures.cleaned(BytesIO(content), layout)
    except (Unfit, Harmful, CannotClean):
        return b""
    same = {"jpeg": "jpg"}.get(name.rpartition(".")[2].lower(), name.rpartition(".")[2].lower()) == extension
    return made if same else pictures.as_format(made, name.rpartition(".")[2])


def _cleaned_text(content: bytes) -> bytes:
    from lxml import etree

    if content.count(b"<") + content.count(b"=") > MOST_MARKS:
        raise CannotClean(Left.TOO_LARGE)
    # Nothing is fetched and nothing unfolds: a text that needs it is not one of Office.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Harmful(Trouble.DAMAGED) from error
    if root.getroottree().docinfo.doctype:
        raise Harmful(Trouble.BOMB)
    _walk(root, _clean_element)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _walk(root: "_Element", act: Callable[["_Element"], None]) -> None:
    for element in list(root.iter("*")):
        act(element)


def _clean_element(element: "_Element") -> None:
    from lxml import etree

    name = etree.QName(element)
    if name.localname in _DROPPED or _leads_to_left_out(element) or _is_setting(element):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
        return
    if name.localname in _EMPTIED:
        element.text = ""
    if name.localname == "date" and "purl.org" in (name.namespace or ""):
        element.text = "1980-01-01T00:00:00"
    if name.localname in _WRITERS and "name" in element.attrib:
        element.set("name", "")
    for attribute in list(element.attrib):
        _clean_attribute(element, str(attribute), name.namespace or "")


def _clean_attribute(element: "_Element", attribute: str, namespace: str) -> None:
    from lxml import etree

    name = etree.QName(attribute)
    if not _WHO_AND_WHEN.match(name.localname) or not _OF_EDITING.search(name.namespace or namespace):
        return
    # Word wants a name on each note; all others may go.
    if name.localname in {"author", "displayName", "initials", "userId", "providerId"}:
        element.set(attribute, "")
    else:
        del element.attrib[attribute]


def _leads_to_left_out(element: "_Element") -> bool:
    target = element.get("Target", "").lstrip("/") or element.get(
        "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path", ""
    )
    return bool(_LEFT_OUT.match(target)) or element.get("PartName", "").startswith("/docProps/thumbnail")


def _is_setting(element: "_Element") -> bool:
    return element.get("{urn:oasis:names:tc:opendocument:xmlns:config:1.0}name") in _SETTINGS
