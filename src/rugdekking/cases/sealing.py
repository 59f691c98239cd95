"""What people of the desk write in a case, as it is sealed, and where it belongs."""

from typing import TypeVar

import msgspec

from rugdekking.cases.models import Facts, Note, PersonConcerned, Promise
from rugdekking.content.schema import Perpetrator, Target
from rugdekking.vault.secrets import Context, Secret


class Written(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of everything that is sealed here. Fields that a later version dropped are passed over."""


class Words(Written, frozen=True):
    """A note, or what was promised."""

    text: str


class Who(Written, frozen=True):
    """A person as the desk knows them: whatever is known may be empty."""

    name: str = ""
    contact: str = ""
    remark: str = ""


class Recorded(Written, frozen=True):
    """What a handler recorded about the event. Emotion, criticism and protest are categories as well.

    `categories` and `channels` are codes of the protocol. `severity` is the handler's own weighing from 1 to 4;
    without one the heaviest category counts. `earlier` names references of cases in which the same person played
    a part, as the handler sees it. `summary` tells who, what, where, with what, how, when and why.
    """

    categories: frozenset[str]
    channels: frozenset[str] = frozenset()
    targets: frozenset[Target] = frozenset()
    perpetrator: Perpetrator = Perpetrator.UNKNOWN
    severity: int | None = None
    mutual: bool = False
    earlier: tuple[str, ...] = ()
    summary: str = ""


Sealed = Facts | Note | PersonConcerned | Promise
W = TypeVar("W", bound=Written)


def place(row: Sealed) -> Context:
    """The place of the sealed text of `row`: moved to another row it no longer opens."""
    return Context(row.organisation_id, "cases", row.pk, str(row._meta.model_name))


def seal(row: Sealed, written: Written, *, under: Secret) -> bytes:
    return under.seal(msgspec.json.encode(written), place(row))


def unseal(row: Sealed, shape: type[W], *, with_: Secret) -> W:
    """The text of `row`. Raises `CannotOpen` when the key does not fit or somebody changed or moved it."""
    return msgspec.json.decode(with_.open(bytes(row.sealed), place(row)), type=shape)
