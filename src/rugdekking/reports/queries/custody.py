"""Through whose hands a file went, from the lines of the log about it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rugdekking.audit.actor import ActorKind
from rugdekking.audit.models import Entry
from rugdekking.audit.queries import lines
from rugdekking.organisations.models import Membership
from rugdekking.reports.choices import Writer
from rugdekking.reports.models import Evidence, Handling

ADDED = "file.added"
WORDS: Mapping[str, str] = {
    ADDED: "toegevoegd",
    "file.described": "toelichting bijgewerkt",
    "file.looked": "bekeken",
    "file.checked": "gecontroleerd",
    "file.copy_saved": "opgeschoonde kopie opgeslagen",
    "file.saved": "origineel opgeslagen",
    "file.exported": "meegegeven in een dossier voor de politie",
}
_SEEN = frozenset({"file.looked", "file.copy_saved", "file.saved"})


@dataclass(frozen=True, slots=True)
class Handled:
    """One thing that somebody did with one file. `who`: by name and function, or the part in which they reported.
    Of who reported the moment is known to the hour."""

    evidence: UUID
    at: datetime
    what: str
    who: str


def custody(evidence: Collection[UUID]) -> list[Handled]:
    """What was done with these files, by whom and when, the oldest first."""
    rows = {row.pk: row for row in Evidence.objects.filter(pk__in=evidence)}
    about = dict(Handling.objects.filter(evidence__in=rows).values_list("entry", "evidence"))
    told = lines(list(about))
    names = _names(told)
    found = [
        Handled(about[line.pk], line.at, WORDS[line.action], _who(line, rows[about[line.pk]], names)) for line in told
    ]
    # What came along when the report was sent has no line of its own: the row tells when.
    added = {about[line.pk] for line in told if line.action == ADDED}
    found += [
        Handled(row.pk, row.added_at, WORDS[ADDED], Writer(row.added_by).label)
        for row in rows.values()
        if row.pk not in added
    ]
    return sorted(found, key=lambda one: (one.at, one.what != WORDS[ADDED]))


def nobody_looked(evidence: Collection[UUID]) -> set[UUID]:
    """Of these files, those that no member looked at or saved yet."""
    about = dict(Handling.objects.filter(evidence__in=evidence).values_list("entry", "evidence"))
    seen = {
        about[line.pk] for line in lines(list(about)) if line.actor_kind == ActorKind.MEMBER and line.action in _SEEN
    }
    return set(evidence) - seen


def _who(line: Entry, row: Evidence, names: Mapping[UUID, str]) -> str:
    if line.actor_kind == ActorKind.MEMBER and line.actor is not None:
        return names.get(line.actor, str(ActorKind.MEMBER.label))
    part = row.added_by if row.added_by != Writer.DESK else Writer.REPORTER
    return str(Writer(part).label)


def _names(told: Collection[Entry]) -> dict[UUID, str]:
    ids = {line.actor for line in told if line.actor_kind == ActorKind.MEMBER and line.actor is not None}
    members = Membership.objects.filter(pk__in=ids).select_related("person")
    return {one.pk: f"{one.person.name} ({one.title})" for one in members}
