"""Who will read a new report, and who must not know of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from uuid import UUID

from rugdekking.kernel.letters import plain
from rugdekking.kernel.refusal import Refused
from rugdekking.keys.models import Key
from rugdekking.keys.queries import barred_members, desk_key, desk_readers, holders_of
from rugdekking.notify.models import Kind as MailKind
from rugdekking.notify.operations import enqueue_all
from rugdekking.organisations.models import Desk, Membership
from rugdekking.organisations.queries import deputies_of, members, roles_by_member
from rugdekking.organisations.roles import DESK, READERS, Role
from rugdekking.reports.models import Report
from rugdekking.reports.story import KeepOut, Story

# With fewer, one illness would leave a report unread.
LEAST = 2
# Above this likeness two words may be the same name, misheard or mistyped. Doubt excludes.
_ALIKE = 0.8
_SHORTEST = 3
_NO_NAMES = frozenset({"van", "von", "den", "der", "des", "het", "ter", "ten", "and", "mevrouw", "meneer", "heer"})


class FormClosed(Refused):
    """Nobody could open a report now, so none is taken. The phone numbers still show."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Who opens a report of this desk, and under which desk key.

    When somebody is kept out, `one_by_one`: the key goes to these people, not to the desk.
    """

    desk: Desk
    desk_key: Key
    told: tuple[Membership, ...]
    one_by_one: bool = False
    barred: frozenset[UUID] = frozenset()
    barred_roles: frozenset[Role] = frozenset()


def readers_of(desk: Desk, story: Story) -> Readers:
    """Who will read `story` at this desk. Raises `FormClosed` when the desk has no key that can be trusted."""
    key = desk_key(desk.pk)
    if key is None:
        raise FormClosed("Het formulier is nu gesloten. Bel het steunpunt; het nummer staat op de voorpagina.")
    if story.keep_out:
        return without(desk, key, story.keep_out)
    return everybody(desk, key, also_outside=story.unsafe_now)


def everybody(desk: Desk, key: Key, *, also_outside: bool) -> Readers:
    """All readers of the desk may know; those from outside it are told only when it cannot wait."""
    return Readers(desk, key, tuple(desk_readers(desk, roles=READERS if also_outside else READERS & DESK)))


def without(desk: Desk, key: Key, keep_out: KeepOut) -> Readers:
    """The readers of the desk but those who must not know, with deputies to make up the number.

    A typed name is compared with every member; whoever it could be is kept out.
    """
    everyone = list(members(desk.organisation_id))
    roles = roles_by_member(desk.organisation_id)
    barred_roles = frozenset(Role(role) for role in keep_out.roles if role in Role.values)
    barred = frozenset(
        one.pk
        for one in everyone
        if one.pk in keep_out.members
        or roles.get(one.pk, frozenset()) & barred_roles
        or could_be(one, keep_out.names)
    )
    readers = [one for one in desk_readers(desk) if one.pk not in barred]
    if len(readers) < LEAST:
        present = {one.pk for one in readers}
        readers += [one for one in deputies_for(barred) if one.pk not in present]
    return Readers(desk, key, tuple(readers), one_by_one=True, barred=barred, barred_roles=barred_roles)


def could_be(membership: Membership, typed: str) -> bool:
    """Whether `typed` may name this member, by name or function. Doubt says yes."""
    known = _words(f"{membership.person.name} {membership.title}")
    return any(_alike(word, other) for word in _words(typed) for other in known)


def deputies_for(barred: Iterable[UUID]) -> list[Membership]:
    """Who steps in for those who are kept out, and is not kept out too."""
    left_out = set(barred)
    found = {one.pk: one for one in deputies_of(left_out).values()}
    return [one for one in found.values() if one.pk not in left_out]


def _words(text: str) -> set[str]:
    return {
        word for word in re.findall(r"[^\W\d_]+", plain(text)) if len(word) >= _SHORTEST and word not in _NO_NAMES
    }


def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def tell_readers(report: Report, *, at: datetime) -> None:
    """Mail those of the desk who may know of `report` and did not hear yet that something waits."""
    if report.person_by_person:
        may_know = holders_of(report.key_id) if report.key_id else set()
        readers = list(members(report.organisation_id).filter(pk__in=may_know))
    else:
        readers = desk_readers(report.desk, roles=READERS & DESK)
    barred = barred_members([report.pk], organisation=report.organisation_id)
    enqueue_all(
        MailKind.SOMETHING_WAITS,
        organisation=report.organisation_id,
        addresses=[one.person.email for one in readers if one.pk not in barred],
        subject=report.desk_id,
        at=at,
    )
