"""What one unlocked person can open. A ring lives for one request and forgets everything after it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from rugdekking.kernel.written import PreparedMany
from rugdekking.keys.holders import place
from rugdekking.keys.models import HolderKind, Wrap
from rugdekking.organisations.models import Membership
from rugdekking.vault.secrets import CannotOpen, Secret

# A report's key may lie under a former desk key, that one under the present one, and that one with a member.
DEEPEST = 5


def _wraps(keys: Collection[UUID], holder: UUID) -> QuerySet[Wrap]:
    """The wraps of these keys that are this holder's own, or lead on through another key."""
    usable = Q(holder=holder) | Q(holder_kind=HolderKind.KEY)
    rows = Wrap.objects.filter(usable, key__in=keys, wrapped__isnull=False)
    return rows.only("key_id", "holder", "holder_kind", "wrapped")


_WRAPS = PreparedMany(_wraps, UUID)


class NoKey(CannotOpen):
    """This person holds no wrap, directly or through another key, that leads to what was asked."""


@dataclass
class Ring:
    """Opens keys for one holder: a member with their personal secret, or a reporter with their code's."""

    organisation: UUID
    holder: UUID
    secret: Secret = field(repr=False)
    _opened: dict[UUID, Secret] = field(default_factory=dict, repr=False)

    def open(self, key: UUID) -> Secret:
        """The secret of `key`. Raises `NoKey` when this holder may not have it."""
        found = self.open_all([key])
        if key not in found:
            raise NoKey
        return found[key]

    def open_all(self, keys: Collection[UUID]) -> dict[UUID, Secret]:
        """The secrets of those of `keys` that this holder can reach, in a constant number of queries."""
        wanted = [key for key in keys if key not in self._opened]
        if wanted:
            self._reach(wanted)
        return {key: self._opened[key] for key in keys if key in self._opened}

    def add(self, key: UUID, secret: Secret) -> None:
        """Remember a key that was just made, so that it can be used in the same request."""
        self._opened[key] = secret

    def _reach(self, wanted: list[UUID]) -> None:
        paths: list[Wrap] = []
        frontier = set(wanted)
        seen: set[UUID] = set()
        for _ in range(DEEPEST):
            frontier -= seen | self._opened.keys()
            if not frontier:
                break
            wraps = self._wraps_of(frontier)
            seen |= frontier
            paths += wraps
            # Most keys lie with this holder, or under one that is open already: then nobody looks further.
            for wrap in wraps:
                self._unwrap(wrap)
            frontier = {
                wrap.holder
                for wrap in wraps
                if wrap.holder_kind == HolderKind.KEY and wrap.key_id not in self._opened
            }
        # The keys found last lie nearest to this holder, so they open first.
        for wrap in reversed(paths):
            self._unwrap(wrap)

    def _wraps_of(self, keys: Collection[UUID]) -> list[Wrap]:
        return _WRAPS.rows(keys, self.holder)

    def _unwrap(self, wrap: Wrap) -> None:
        if wrap.key_id in self._opened:
            return
        opener = self.secret if wrap.holder == self.holder else self._opened.get(wrap.holder)
        if opener is None or wrap.wrapped is None:
            return
        about = place(self.organisation, wrap.key_id, wrap.holder)
        try:
            self._opened[wrap.key_id] = opener.unwrap(bytes(wrap.wrapped), about)
        except CannotOpen:
            # Wrapped to a former public key of the same person: another wrap may still do.
            return


@dataclass
class StaffRing(Ring):
    """The ring of an unlocked member."""

    membership: Membership = field(kw_only=True)

    @classmethod
    def of(cls, membership: Membership, personal: Secret) -> "StaffRing":
        return cls(membership.organisation_id, membership.pk, personal, membership=membership)
