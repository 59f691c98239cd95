"""Reads one content file: YAML in, a checked struct out, or a refusal that says where and why in plain Dutch."""

import re
from pathlib import Path
from typing import Any

import msgspec
import yaml

from rugdekking.content.schema import (
    Agreements,
    Card,
    Contacts,
    Conversation,
    Drill,
    FaultAt,
    Header,
    HelpPage,
    Letter,
    Offences,
    Offices,
    Plan,
    Protocol,
    Scan,
    Security,
    Subversion,
    Synonyms,
    Terms,
    Texts,
    Ways,
)
from rugdekking.kernel.refusal import Refused

# The folder below content/nl in which a kind lives, and the shape of its files.
SHAPES: dict[str, Any] = {
    "protocols": Protocol,
    "plans": Plan,
    "terms": Terms,
    "offices": Offices,
    "offences": Offences,
    "choices": Ways,
    "texts": Texts,
    "cards": Card,
    "drills": Drill,
    "letters": Letter,
    "agreements": Agreements,
    "contacts": Contacts,
    "security": Security,
    "subversion": Subversion,
    "synonyms": Synonyms,
    "toolkit": HelpPage,
    "guides": Conversation,
    "scans": Scan,
}

_PLACE = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<path>[^`]*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.(?P<key>\w+)|\[(?P<index>\d+)\]")
_WORDS = (
    (re.compile(r"Object missing required field `(.+)`"), "het veld ‘{}’ ontbreekt"),
    (re.compile(r"Object contains unknown field `(.+)`"), "het veld ‘{}’ bestaat niet"),
    (re.compile(r"Invalid (?:enum )?value '(.+)'"), "‘{}’ is geen geldige keuze"),
    (re.compile(r"Expected `(.+)`, got `(.+)`"), "hier hoort {}, er staat {}"),
    (re.compile(r"Expected `array` of length >= (\d+)"), "deze lijst heeft minstens {} regel nodig"),
    (re.compile(r"Expected `str` of length >= \d+"), "hier ontbreekt tekst"),
    (re.compile(r"Expected `str` of length <= (\d+)"), "deze tekst is langer dan {} tekens"),
    (re.compile(r"Expected `str` matching regex .*"), "deze code mag alleen kleine letters, cijfers en _ bevatten"),
    (re.compile(r"Expected `int` ([<>]=) (\d+)"), "dit getal moet {} {} zijn"),
    (re.compile(r"Invalid RFC3339 encoded date"), "dit is geen datum (schrijf bijvoorbeeld 2026-01-31)"),
)
_TYPES = {
    "array": "een lijst",
    "object": "een groep velden",
    "str": "tekst",
    "int": "een getal",
    "float": "een kommagetal",
    "bool": "true of false",
    "null": "niets",
    "date": "een datum",
    ">=": "minstens",
    "<=": "hoogstens",
}
# Of what the reader of YAML says, and what a person can do about it.
_HINTS = (
    (
        "mapping values are not allowed",
        "Staat er een dubbele punt in de tekst? Zet de tekst dan tussen aanhalingstekens.",
    ),
    (
        "cannot start any token",
        "Begin een regel met spaties, niet met een tab. Zet tekst die met een teken begint tussen aanhalingstekens.",
    ),
    ("quoted scalar", "Er mist een aanhalingsteken aan het einde."),
    ("flow sequence", "Er mist een ] of een komma."),
    ("flow mapping", "Er mist een } of een komma."),
    (
        "block mapping|block collection",
        "Kijk of deze regel even ver naar rechts begint als de regels die erbij horen.",
    ),
)
# What stands in lists, for one of them.
_COUNTED = {
    "answers": "antwoord",
    "bands": "uitslag",
    "cards": "kaart",
    "choices": "antwoord",
    "offences": "feit",
    "passages": "tekst",
    "questions": "vraag",
    "rows": "regel",
    "situations": "situatie",
    "steps": "stap",
    "tasks": "taak",
    "themes": "thema",
}

# No content file comes near this.
DEEPEST = 20
# Ten times as fast where the package was built with it; what it reads is the same.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class FaultyContent(Refused):
    """A content file does not fit its shape. The reason names file, line, place and fault."""


def read(kind: str, name: str, text: str) -> Header:
    """The checked content of a file of `kind` (a key of SHAPES) called `name`.

    Raises FaultyContent when the text is no YAML, uses references or doubled keys, does not fit the shape, or
    carries another id than its name: nothing that a reader of the file could overlook.
    """
    label = f"{kind}/{name}.yaml"
    tree, values = _tree(label, text)
    try:
        content: Header = msgspec.convert(values, SHAPES[kind])
    except msgspec.ValidationError as fault:
        raise FaultyContent(_explain(label, tree, fault)) from fault
    if content.id != name:
        line = _line(tree, ".id")
        raise FaultyContent(f"{label}, regel {line}: hier staat het id ‘{content.id}’. Schrijf ‘id: {name}’.")
    return content


def read_file(path: Path) -> tuple[str, Header]:
    """The kind and the checked content of the file at `path`; its folder tells the kind."""
    kind = path.parent.name
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise FaultyContent(f"{kind}/{path.name}: dit bestand is geen tekst (UTF-8).") from fault
    return kind, read(kind, path.stem, text)


def _tree(label: str, text: str) -> tuple[yaml.Node, object]:
    """The nodes of the file, kept for their line numbers, and what they say."""
    try:
        has_references = _looked_through(label, text)
        tree, values = (None, None) if has_references else _composed(text)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise FaultyContent(f"{label}, regel {line}: dit is geen geldige YAML. {_hint(fault)}") from fault
    except (yaml.YAMLError, ValueError) as fault:
        raise FaultyContent(f"{label}: dit is geen geldige YAML, of er staat een onmogelijke datum in.") from fault
    if has_references:
        raise FaultyContent(f"{label}: verwijzingen (* en &) kunnen niet in een inhoudsbestand.")
    if tree is None:
        raise FaultyContent(f"{label}, regel 1: het bestand is leeg.")
    _refuse_doubled_keys(label, tree)
    return tree, values


def _composed(text: str) -> tuple[yaml.Node | None, object]:
    """The nodes of a text and what they say, read once for both."""
    loader = _Loader(text)
    try:
        tree = loader.get_single_node()
        return tree, None if tree is None else loader.construct_document(tree)
    finally:
        loader.dispose()


def _hint(fault: yaml.MarkedYAMLError) -> str:
    """What to look at for whoever typed it; what YAML itself says of a fault is for programmers."""
    hints = [words for pattern, words in _HINTS if re.search(pattern, f"{fault.context} {fault.problem}")]
    return hints[0] if hints else "Vergelijk deze regel en de regel erboven met een bestand dat wel goed is."


def _looked_through(label: str, text: str) -> bool:
    """Whether the file refers to other places in itself. Endless lists in lists are refused unbuilt."""
    depth, has_references = 0, False
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST and event.start_mark is not None:
            line = event.start_mark.line + 1
            raise FaultyContent(f"{label}, regel {line}: hier staan te veel lijsten in elkaar (hoogstens {DEEPEST}).")
        has_references = has_references or isinstance(event, yaml.AliasEvent)
    return has_references


def _refuse_doubled_keys(label: str, node: yaml.Node) -> None:
    """YAML keeps the last of two equal keys in silence; here the second is a fault."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_doubled_keys(label, item)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise FaultyContent(f"{label}, regel {line}: het veld ‘{key.value}’ staat er twee keer.")
            seen.add(key.value)
            _refuse_doubled_keys(label, value)


def _explain(label: str, tree: yaml.Node, fault: msgspec.ValidationError) -> str:
    match = _PLACE.match(str(fault))
    what, path = (match["what"], match["path"] or "") if match else (str(fault), "")
    row, cause = 0, fault.__cause__
    if isinstance(cause, FaultAt):
        path, row = path + cause.place, cause.row
    line = _line(tree, path, row)
    place = f" bij {in_words(path)}" if path else ""
    return f"{label}, regel {line}{place}: {in_dutch(what)}."


def in_words(path: str) -> str:
    """`.themes[0].questions[2].text` as whoever wrote the file says it: thema 1, vraag 3, ‘text’.

    What is counted has a Dutch name; a field is called as it stands in the file, to be found there.
    """
    steps = [(step["key"], step["index"]) for step in _STEP.finditer(path)]
    words: list[str] = []
    for (key, index), (_, following) in zip(steps, [*steps[1:], (None, None)], strict=True):
        if index is not None:
            words[-1] += f" {int(index) + 1}"
        else:
            words.append(_COUNTED.get(key, f"‘{key}’") if following is not None else f"‘{key}’")
    return ", ".join(words)


def line_of(text: str, path: str, row: int = 0) -> int:
    """The line of a file with this `text`, for a fault that shows when files are read together."""
    return _line(_tree("", text)[0], path, row)


def _line(node: yaml.Node, path: str, row: int = 0) -> int:
    """The line of the file at which the thing at `path` (such as `.rows[3].when`) begins.

    With `row`, that line of a text; one written below a | begins a line further down.
    """
    for step in _STEP.finditer(path):
        found = _child(node, step["key"], step["index"])
        if found is None:
            break
        node = found
    is_below = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return int(node.start_mark.line) + 1 + max(row - (not is_below), 0)


def _child(node: yaml.Node, key: str | None, index: str | None) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    if isinstance(node, yaml.SequenceNode) and index is not None and int(index) < len(node.value):
        item: yaml.Node = node.value[int(index)]
        return item
    return None


def in_dutch(what: str) -> str:
    """What does not fit, in words for who wrote it. What a schema says in Dutch itself stays as it is."""
    for pattern, words in _WORDS:
        match = pattern.fullmatch(what)
        if match:
            return words.format(*(_type_in_dutch(group) for group in match.groups()))
    return what


def _type_in_dutch(name: str) -> str:
    return " of ".join(_TYPES.get(part, part) for part in name.split(" | "))
