"""The office's navigation bar: where somebody can go, and where they are."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    key: str
    text: str
    address: str


ITEMS = (
    Item("queue", "Werkvoorraad", "/werk/"),
    Item("tasks", "Mijn taken", "/werk/taken/"),
    Item("aftercare", "Nazorg", "/werk/nazorg/"),
    Item("promises", "Beloftes", "/werk/beloftes/"),
    Item("setup", "Inrichten", "/werk/inrichten/"),
    Item("account", "Account", "/account/"),
)
EVERYTHING = frozenset(item.key for item in ITEMS)


def bar(path: str, *, allowed: Collection[str] = EVERYTHING) -> list[tuple[Item, bool]]:
    """The items of `allowed` in their fixed order, each with whether the page at `path` lies under it."""
    items = [item for item in ITEMS if item.key in allowed]
    here = max(
        (item for item in items if path.startswith(item.address)),
        key=lambda item: len(item.address),
        default=None,
    )
    return [(item, item is here) for item in items]
