"""A protocol as a document that a council or board can read and adopt."""

from collections.abc import Iterator, Mapping
from datetime import date

from rugdekking.content.schema import Category, Level, Measure, Offices, Protocol, Row
from rugdekking.kernel.time import written_out
from rugdekking.protocols.editing import Words
from rugdekking.protocols.models import OwnProtocol, State
from rugdekking.protocols.wording import item_label, item_lines, wish, words_label, words_text
from rugdekking.rendering import documents
from rugdekking.rendering.documents import Bullets, Document, Pairs, Section, Table

_TO_FILL_IN = "." * 40
_ORDER = (Words.NORM, Words.AUDIENCE, Words.BASIS, Words.REPETITION)
_LEVELS = (
    (
        Level.EMOTIONAL,
        "Emotie, kritiek en protest",
        "Hier volgt nooit een maatregel op. Een gesprek kan worden aangeboden.",
    ),
    (Level.NORM_CROSSING, "Gedrag dat over de grens gaat", "Hierop volgt altijd een passende reactie."),
)


def as_document(
    protocol: Protocol,
    *,
    row: OwnProtocol | None,
    organisation: str,
    offices: Offices,
    letters: Mapping[str, str],
    on: date,
) -> Document:
    """The whole protocol in words. `row`: which own version it is, none for a shipped one.

    A draft, or a shipped protocol, begins with the decision that a council or board can take. `letters` gives the
    title of each letter, `offices` the titles that this organisation uses.
    """
    return Document(
        title=protocol.title,
        subtitle=f"{organisation}\n{_standing(protocol, row, on=on)}",
        author=organisation,
        day=on,
        sections=tuple(_sections(protocol, row=row, organisation=organisation, offices=offices, letters=letters)),
    )


def _standing(protocol: Protocol, row: OwnProtocol | None, *, on: date) -> str:
    if row is None:
        return f"Meegeleverd protocol, versie {protocol.version}. Afgedrukt op {written_out(on)}."
    if row.state == State.DRAFT or row.adopted_on is None or row.valid_from is None:
        return f"Concept van {written_out(on)}. Nog niet vastgesteld."
    over = f" Ingetrokken op {written_out(row.withdrawn_on)}." if row.withdrawn_on else ""
    return (
        f"Versie {row.number}, vastgesteld door {row.adopted_by} op {written_out(row.adopted_on)}, {row.reference}. "
        f"Geldt vanaf {written_out(row.valid_from)}.{over}"
    )


def _sections(
    protocol: Protocol,
    *,
    row: OwnProtocol | None,
    organisation: str,
    offices: Offices,
    letters: Mapping[str, str],
) -> Iterator[Section]:
    if row is None or row.state == State.DRAFT:
        yield _decision(protocol, organisation)
    about = Pairs(tuple((words_label(one), words_text(protocol, one)) for one in _ORDER))
    yield Section("Waar dit protocol over gaat", (about,), new_page=True)
    yield Section("Soorten gedrag", (documents.Words("Kijk bij elk gedrag naar de omschrijving en de voorbeelden."),))
    for level, heading, told in _LEVELS:
        yield Section(heading, (documents.Words(told),), level=2)
        yield from (_category(one) for one in protocol.categories if one.level is level)
    yield Section("Reacties en maatregelen", new_page=True)
    yield from (_measure(one, protocol, offices, letters) for one in protocol.measures)
    rules = "Het protocol stelt voor. Een mens beslist, en zegt waarom."
    yield Section(
        "Regels: bij welk gedrag hoort wat", (documents.Words(rules), _rules(protocol, offices)), new_page=True
    )
    yield Section("Bron", (documents.Words(protocol.source),))


def _decision(protocol: Protocol, organisation: str) -> Section:
    lines = (
        ("Wie besluit", _TO_FILL_IN),
        ("Namens", organisation),
        ("Besluit", f"het ‘{protocol.title}’ vast te stellen, zoals het hierna staat"),
        ("Geldt vanaf", _TO_FILL_IN),
        ("Kenmerk van het besluit", _TO_FILL_IN),
        ("Datum en handtekening", _TO_FILL_IN),
    )
    return Section("Ontwerpbesluit", (Pairs(lines),))


def _category(item: Category) -> Section:
    words = f"{item.definition}\n\nErnst: {item.severity} van 4. Voorbeelden:"
    return Section(item.label, (documents.Words(words), Bullets(item.examples)), level=3)


def _measure(item: Measure, protocol: Protocol, offices: Offices, letters: Mapping[str, str]) -> Section:
    told = {
        **item_lines(item, protocol, offices.titles),
        "Brief": letters.get(item.letter or "", ""),
    }
    rest = tuple((name, words) for name, words in told.items() if words and name not in {"Naam", "Uitleg"})
    return Section(item_label(item, protocol), (documents.Words(item.explanation), Pairs(rest)), level=2)


def _rules(protocol: Protocol, offices: Offices) -> Table:
    return Table(
        columns=("Nr.", "Gedrag", "Wanneer", "Voorstel"),
        rows=tuple(_rule(one, protocol, offices) for one in protocol.rows),
        widths=(2, 9, 9, 13),
    )


def _rule(item: Row, protocol: Protocol, offices: Offices) -> tuple[str, str, str, str]:
    lines = item_lines(item, protocol)
    said = {"Waar of hoe": "overal", "Gericht op": "wie dan ook", "Van beide kanten": "maakt niet uit"}
    plain = {
        *said.items(),
        ("Door", "iedereen voor wie het protocol geldt"),
        ("Vanaf", "de 1e keer"),
        ("Ernst", "vanaf 1"),
    }
    when = [f"{name}: {words}" for name, words in lines.items() if (name, words) not in plain]
    conditions = [one for one in when if not one.startswith(("Gedrag:", "Voorstel:"))]
    proposals = "\n".join(wish(one, protocol, offices.titles) for one in item.proposals)
    return str(item.number), lines["Gedrag"], "\n".join(conditions) or "Altijd", proposals
