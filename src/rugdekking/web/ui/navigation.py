"""The office's navigation bar: where somebody can go, and where they are."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """`address` is below the organisation's part of the office, unless it starts with a slash."""

    key: str
    text: str
    address: str


ITEMS = (
    Item("queue", "Werkvoorraad", "zaken/"),
    Item("front-desk", "Balie", "balie/"),
    Item("tasks", "Mijn taken", "taken/"),
    Item("decisions", "Besluiten", "besluiten/"),
    Item("aftercare", "Nazorg", "nazorg/"),
    Item("recognising", "Herkenning", "herkenning/"),
    Item("promises", "Beloftes", "beloftes/"),
    Item("help-read", "Gelezen hulp", "gelezen/"),
    Item("preparation", "Voorbereiding", "voorbereiding/"),
    Item("scans", "Zelfscans", "zelfscans/"),
    Item("editing", "Redactie", "redactie/"),
    Item("audit", "Logboek", "logboek/"),
    Item("setup", "Inrichten", "inrichten/"),
    Item("account", "Account", "/account/"),
)
EVERYTHING = frozenset(item.key for item in ITEMS)


def bar(path: str, *, home: str = "/werk/", allowed: Collection[str] = EVERYTHING) -> list[tuple[Item, bool]]:
    """The items of `allowed` in their fixed order, each with whether the page at `path` lies under it.

    `home` is the organisation's part of the office, such as `/werk/noordmeer/`.
    """
    items = [
        Item(item.key, item.text, item.address if item.address.startswith("/") else home + item.address)
        for item in ITEMS
        if item.key in allowed
    ]
    here = max(
        (item for item in items if path.startswith(item.address)),
        key=lambda item: len(item.address),
        default=None,
    )
    return [(item, item is here) for item in items]
