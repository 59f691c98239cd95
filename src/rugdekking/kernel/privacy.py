"""What each field of a model gives away, declared beside the fields and checked by a house test."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Privacy:
    """Sorts every field of a model.

    `sealed`: only people can read it, never the server. `clear`: readable text in the database, each
    with the reason why it must be. Every other field must be an id, a choice, a number, a moment, a key
    or a flag: things that carry no words of anybody.
    """

    sealed: frozenset[str] = frozenset()
    clear: Mapping[str, str] = field(default_factory=dict)
