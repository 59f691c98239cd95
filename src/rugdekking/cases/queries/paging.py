"""Walking through a long list page by page: each page goes on where the last one ended, however deep."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import DateTimeField, F, Func, IntegerField, Subquery, UUIDField, Value
from django.db.models.lookups import GreaterThan

MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in a list. `alarm` tells the block of alarms, which comes first, from the rest."""

    moment: datetime
    id: UUID
    alarm: bool = False

    def to_text(self) -> str:
        """For in an address: a moment and a random id, with nothing of what stands there."""
        plain = f"{int(self.alarm)} {self.id.hex} {self.moment.isoformat()}"
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")

    @classmethod
    def from_text(cls, text: str) -> "Place | None":
        """The place behind `text`; nothing, and so the beginning, when it is no place."""
        try:
            plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
            alarm, record, moment = plain.split(" ")
            place = cls(datetime.fromisoformat(moment), UUID(record), alarm == "1")
        except (ValueError, binascii.Error):
            return None
        return place if place.moment.tzinfo else None


class _Pair(Func):
    """Two columns compared as one, which both databases answer by walking on along an index."""

    template = "(%(expressions)s)"
    output_field = IntegerField()


def beyond(moment: str, record: str, place: Place) -> GreaterThan:
    """The condition that a row stands behind `place`, by the columns `moment` and then `record`."""
    there = _Pair(Value(place.moment, output_field=DateTimeField()), Value(place.id, output_field=UUIDField()))
    return GreaterThan(_Pair(F(moment), F(record)), there)


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are, as far as it was counted."""

    number: int

    def __str__(self) -> str:
        return f"{MOST_COUNTED}+" if self.number > MOST_COUNTED else str(self.number)


class Capped(Subquery):
    """Counts the rows of a query that stops by itself, so that a count costs the same at any size."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS capped)"
    output_field = IntegerField()
