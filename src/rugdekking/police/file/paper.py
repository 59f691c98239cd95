"""A file as a document to hand over: the same words on paper as in the ZIP. Pure."""

from collections.abc import Iterator

from rugdekking.kernel.time import written_out
from rugdekking.police.file.snapshot import Item, Snapshot
from rugdekking.rendering.documents import Block, Bullets, Document, Pairs, Section, Table, Words

_NOTHING = "Niet ingevuld."
# A name has no spaces at which it could go on in the next line.
_LONGEST_IN_COLUMN = 24
_NO_VERDICT = (
    "Wij denken dat deze strafbare feiten mogelijk zijn. "
    "Dit is geen oordeel: politie en Openbaar Ministerie beslissen."
)
_HOW_TO_CHECK = (
    "Bij dit dossier hoort een ZIP-bestand met de originele bestanden, een lijst van controlegetallen "
    "(manifest.sha256) en een digitale handtekening (manifest.sha256.minisig). Op de pagina ‘Onze handtekening’ van "
    "het steunpunt staat hoe u nagaat dat er niets is veranderd."
)


def document(file: Snapshot) -> Document:
    """The file on paper. What was not filled in says so, so that nobody thinks that it fell out."""
    about = f"{written_out(file.day)}, kenmerk {file.reference}"
    return Document(
        title=file.title,
        subtitle=f"{file.organisation}, {file.desk}\nVoor: {file.recipient}\n{about}",
        author=file.organisation,
        day=file.day,
        marking=f"Vertrouwelijk. Dossier {file.reference}",
        sections=tuple(_sections(file)),
    )


def _sections(file: Snapshot) -> Iterator[Section]:
    yield Section("In het kort", (Pairs(_about(file)), Words("Wij vragen de politie:"), Bullets(file.asks)))
    yield Section("Wat er gebeurde")
    for question, answer in file.account:
        yield Section(question, (Words(answer or _NOTHING),), level=2)
    if file.log:
        rows = tuple((one.when, one.how, one.what, one.by) for one in file.log)
        table = Table(("Wanneer", "Hoe", "Wat", "Opgeschreven door"), rows, widths=(3, 3, 8, 3))
        yield Section("Logboek van contacten", (Words(f"{len(rows)} contacten, de oudste eerst."), table))
    yield from _around(file)
    if file.items:
        yield Section("Bewijs", (_evidence(file), *(block for one in file.items for block in _particulars(one))))
    if file.custody:
        rows = tuple((_shortened(one.item), one.when, one.who, one.what) for one in file.custody)
        table = Table(("Bestand", "Wanneer", "Wie", "Wat"), rows, widths=(5, 4, 4, 4))
        yield Section("Wie het bewijs in handen had", (table,))
    yield Section("Over dit dossier", tuple(_closing(file)))


def _about(file: Snapshot) -> tuple[tuple[str, str], ...]:
    known = (
        ("Betrokkene", file.person),
        ("Functie", file.office or _NOTHING),
        ("Adres", file.address),
        ("Contact", ", ".join(filter(None, (file.desk, file.phone)))),
        ("Termijn voor de klacht", file.complaint_until),
        ("Gezin of naasten", file.family),
    )
    return tuple((name, words) for name, words in known if words)


def _around(file: Snapshot) -> Iterator[Section]:
    if file.witnesses:
        yield Section("Getuigen", (Bullets(file.witnesses),))
    if file.online:
        rows = tuple((one.where, one.address, one.what, one.seen) for one in file.online)
        yield Section("Wat online staat", (Table(("Waar", "Adres", "Wat", "Gezien"), rows, widths=(3, 5, 5, 3)),))
    if file.damage or file.losses:
        yield Section("Schade en gevolgen", tuple(_damage(file)))
    if file.earlier:
        yield Section("Eerdere voorvallen", (Words(file.earlier),))
    if file.hints:
        hints = Pairs(tuple((one.name, one.why) for one in file.hints))
        yield Section("Mogelijke strafbare feiten", (Words(_NO_VERDICT), hints))


def _damage(file: Snapshot) -> Iterator[Block]:
    if file.damage:
        yield Words(file.damage)
    if file.losses:
        rows = tuple((one.what, one.on, one.amount) for one in file.losses)
        yield Table(("Wat", "Wanneer", "Bedrag"), (*rows, ("Samen", "", file.total)), widths=(8, 4, 3))


def _evidence(file: Snapshot) -> Table:
    """When a piece was made is a column of its own only where somebody wrote it down."""
    if not any(one.captured for one in file.items):
        bare = tuple((_number(one), one.name, one.kind, one.added) for one in file.items)
        return Table(("Nr.", "Bestand", "Soort", "Toegevoegd"), bare, widths=(1, 6, 3, 5))
    rows = tuple((_number(one), one.name, one.kind, one.added, one.captured) for one in file.items)
    return Table(("Nr.", "Bestand", "Soort", "Toegevoegd", "Vastgelegd"), rows, widths=(1, 5, 3, 4, 3))


def _particulars(item: Item) -> Iterator[Block]:
    told = (("Vindplaats", item.url), ("Toelichting", item.note), ("SHA-256", item.sha256))
    yield Pairs(((f"Nr. {_number(item)}", item.name), *((name, words) for name, words in told if words)))


def _shortened(name: str) -> str:
    """A file's name that stays in its column; the whole of it stands with the evidence and in the ZIP."""
    return name if len(name) <= _LONGEST_IN_COLUMN else f"{name[:_LONGEST_IN_COLUMN]}…"


def _number(item: Item) -> str:
    return item.path.rpartition("/")[2].partition("-")[0]


def _closing(file: Snapshot) -> Iterator[Block]:
    if file.left_out:
        yield Words("In dit dossier staat met opzet niet:")
        yield Bullets(file.left_out)
    if file.told:
        yield Words("Let op. Dit is gevoelig en staat wel in dit dossier, buiten de gegevens hierboven:")
        yield Bullets(file.told)
    yield Words(_HOW_TO_CHECK)
