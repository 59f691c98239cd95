"""Reads content as typed structs. Versions never change, so each process keeps what it has read."""

from functools import lru_cache
from pathlib import Path
from typing import TypeVar, get_args

import msgspec
from django.conf import settings

from rugdekking.content.models import Item
from rugdekking.content.reading import SHAPES
from rugdekking.content.schema import Header, HelpPage

T = TypeVar("T", bound=Header)

_KINDS: dict[type[Header], str] = {
    shape: kind for kind, shapes in SHAPES.items() for shape in get_args(shapes) or (shapes,)
}


def latest(shape: type[T], name: str) -> T:
    """The newest loaded version, such as `latest(Protocol, "model")`.

    A process keeps the answer until it loads content itself; a new release restarts every process.
    Raises Item.DoesNotExist when nothing of that name was loaded.
    """
    return version(shape, name, _newest(_KINDS[shape], name))


def version(shape: type[T], name: str, number: int) -> T:
    """One version, as a case wrote it down. Raises Item.DoesNotExist when it was never loaded."""
    content = _version(_KINDS[shape], name, number)
    if not isinstance(content, shape):
        raise TypeError(f"{name} holds {type(content).__name__}, not {shape.__name__}")
    return content


def names(shape: type[T]) -> list[str]:
    """The names of everything of this shape that was loaded, in order."""
    found = Item.objects.filter(kind=_KINDS[shape]).values_list("name", flat=True).distinct()
    return sorted(found)


def everything(shape: type[T]) -> list[T]:
    """The newest version of everything of this shape."""
    return [latest(shape, name) for name in names(shape)]


def names_in(kind: str, *, folder: Path | None = None) -> frozenset[str]:
    """The names of the files of a kind that this release brings, also of those whose first day has to come."""
    shipped = folder or settings.CONTENT_FOLDER / "nl"
    return frozenset(path.stem for path in (shipped / kind).glob("*.yaml"))


def slug_of(code: str) -> str:
    """The last part of the address of the shipped page of the toolkit with the id `code`."""
    if code not in _slugs():
        _slugs.cache_clear()
    return _slugs().get(code) or code.replace("_", "-")


def forget() -> None:
    """Drop what this process remembers, after new content was loaded."""
    _slugs.cache_clear()
    _newest.cache_clear()
    _version.cache_clear()


@lru_cache(maxsize=1)
def _slugs() -> dict[str, str]:
    rows = Item.objects.filter(kind=_KINDS[HelpPage]).order_by("version").values_list("name", "body")
    return {name: msgspec.json.decode(body, type=HelpPage).slug for name, body in rows}


@lru_cache(maxsize=256)
def _newest(kind: str, name: str) -> int:
    item = Item.objects.filter(kind=kind, name=name).order_by("-version").only("version").first()
    if item is None:
        raise Item.DoesNotExist(f"No content {kind}/{name}; load the content first.")
    return item.version


@lru_cache(maxsize=256)
def _version(kind: str, name: str, number: int) -> object:
    body = Item.objects.values_list("body", flat=True).get(kind=kind, name=name, version=number)
    return msgspec.json.decode(body, type=SHAPES[kind])
