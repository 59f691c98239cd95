"""Making keys, and handing them to people and to other keys."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.holders import Holder, as_holder, new_key, wrapped_for, wraps_for
from rugdekking.keys.models import HolderKind, Key, KeyKind, Wrap
from rugdekking.keys.operations.bars import bar_as
from rugdekking.keys.queries import barred_members
from rugdekking.keys.rings import Ring
from rugdekking.vault.secrets import Secret


class MustNotKnow(Refused):
    """Somebody would get a key to a thing that they are kept out of."""


@transaction.atomic
def make_key(
    kind: KeyKind, *, organisation: UUID, subject: UUID, holders: Iterable[Holder], at: datetime, generation: int = 1
) -> tuple[Key, Secret]:
    """A new key for `subject`, wrapped to `holders`. Raises `MustNotKnow` when one of them is kept out."""
    listed = list(holders)
    _refuse_barred(listed, subject, organisation)
    made = new_key(kind, organisation=organisation, subject=subject, on=day_of(at), generation=generation)
    made.row.save(force_insert=True)
    Wrap.objects.bulk_create(wraps_for(made.row, made.secret, listed))
    return made.row, made.secret


@transaction.atomic
def give(key: Key, secret: Secret, *, to: Iterable[Holder]) -> None:
    """Wrap `key` to more holders. Who waited for it gets it now. Raises `MustNotKnow`."""
    listed = list(to)
    _refuse_barred(listed, key.subject, key.organisation_id)
    Wrap.objects.bulk_create(
        wraps_for(key, secret, listed),
        update_conflicts=True,
        unique_fields=["key", "holder"],
        update_fields=["wrapped"],
    )


def take_away(key: UUID, *, holders: Iterable[UUID]) -> None:
    """Remove the wraps of `holders`. Who copied the key earlier still has it: see `keep_out` for that."""
    Wrap.objects.filter(key=key, holder__in=list(holders)).delete()


@transaction.atomic
def replace_holder(former: Key, *, by: Key, ring: Ring) -> None:
    """Wrap every key that lies under `former` to `by` instead. The ring must open `former`.

    For renewing a key without knowing what lies under it. What the ring cannot open stays under `former`.
    """
    lying = list(Wrap.objects.filter(holder=former.pk, wrapped__isnull=False).select_related("key"))
    opened = ring.open_all([row.key_id for row in lying])
    for row in lying:
        if row.key_id in opened:
            give(row.key, opened[row.key_id], to=[as_holder(by)])
            row.delete()


@transaction.atomic
def destroy_key(key: UUID) -> None:
    """Destroy a key with all its wraps. What was sealed under it can never be read again, by anyone."""
    Wrap.objects.filter(holder=key).delete()
    Key.objects.filter(pk=key).delete()


@transaction.atomic
def destroy_below(key: UUID) -> None:
    """As `destroy_key`, for what lies under the key of something else and goes for good.

    Who was kept out of that other thing found no line in the log of what lay under it, and finds none after this.
    """
    row = Key.objects.filter(pk=key).first()
    if row is not None:
        above = Wrap.objects.filter(key=key, holder_kind=HolderKind.KEY).values("holder")
        others = list(Key.objects.filter(pk__in=above).values_list("subject", flat=True))
        bar_as(row.subject, organisation=row.organisation_id, others=others)
        destroy_key(key)


@transaction.atomic
def fill_waiting(ring: Ring, *, holder: Holder) -> int:
    """Wrap to `holder` whatever waits for them and this ring can open. Says how many."""
    if holder.public is None:
        return 0
    waiting = list(Wrap.objects.filter(holder=holder.id, wrapped=None).select_related("key"))
    opened = ring.open_all([row.key_id for row in waiting])
    filled = 0
    for row in waiting:
        if row.key_id in opened:
            wrapped = wrapped_for(row.key, opened[row.key_id], holder.id, holder.public)
            filled += Wrap.objects.filter(pk=row.pk, wrapped=None).update(wrapped=wrapped)
    return filled


@transaction.atomic
def carry_over(holder: Holder, ring: Ring) -> None:
    """This holder has a new public half: whatever was wrapped to the former one is wrapped to the new one.

    What the ring cannot open waits, visibly, for somebody who can.
    """
    rows = list(Wrap.objects.filter(holder=holder.id).select_related("key"))
    opened = ring.open_all([row.key_id for row in rows])
    for row in rows:
        public = holder.public if row.key_id in opened else None
        wrapped = None if public is None else wrapped_for(row.key, opened[row.key_id], holder.id, public)
        Wrap.objects.filter(pk=row.pk).update(wrapped=wrapped)


def _refuse_barred(holders: list[Holder], subject: UUID, organisation: UUID) -> None:
    members = {holder.id for holder in holders if holder.kind == HolderKind.MEMBER}
    if members and members & barred_members([subject], organisation=organisation):
        raise MustNotKnow("Deze persoon kan hier niet bij worden betrokken.")
