"""A long list in pages, by the number of the first line in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

T = TypeVar("T")
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """One page of a list. `newer` and `older` are the addresses of the pages around it, empty when there is none."""

    rows: Sequence[T]
    count: int
    newer: str
    older: str


def sliced(request: HttpRequest, rows: Sequence[T]) -> Slice[T]:
    """The page that the address asks for; the first one when it asks for nothing that exists."""
    typed = request.GET.get("vanaf", "")
    start = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0
    start = start if start < len(rows) else 0
    more = start + PER_PAGE
    newer = f"{request.path}?vanaf={max(start - PER_PAGE, 0)}" if start else ""
    older = f"{request.path}?vanaf={more}" if more < len(rows) else ""
    return Slice(rows[start:more], len(rows), newer, older)
