"""Checking the log: finds a row that was changed, put in, taken out or cut off, and a log made anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from rugdekking.audit import chain
from rugdekking.audit.models import Entry, Segment
from rugdekking.vault.secrets import verify


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the log, in words for the auditor."""

    organisation: UUID
    month: str
    what: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """`unlinked` counts the newest rows that the worker has not linked yet: nothing vouches for those."""

    findings: list[Finding]
    linked: int
    unlinked: int


def verify_log(
    signing_public: bytes, *, known_heads: frozenset[bytes] = frozenset(), organisation: UUID | None = None
) -> Outcome:
    """Check every segment against its rows and its signature; with `organisation` only those of that one.

    `known_heads` are heads that the auditor received earlier. Each must still occur in the log: that finds a
    log that was made anew, whole and well signed, by somebody who also had the key.
    """
    findings: list[Finding] = []
    seen: set[bytes] = set()
    linked = 0
    expected: dict[UUID, bytes] = {}
    mine = {} if organisation is None else {"organisation": organisation}
    for segment in Segment.objects.filter(**mine).order_by("organisation", "month"):
        before = expected.get(segment.organisation, chain.first_head(segment.organisation))
        seen.add(bytes(segment.previous_head))
        wrong = _check(segment, before, signing_public, seen)
        findings += [Finding(segment.organisation, str(segment), what) for what in wrong]
        linked += segment.length
        expected[segment.organisation] = bytes(segment.head)
    segments = Segment.objects.values("id")
    lost = Entry.objects.filter(segment__isnull=False, **mine).exclude(segment__in=segments)
    findings += [Finding(row.organisation, "?", "een regel hoort bij een maand die er niet is") for row in lost]
    findings += [
        Finding(UUID(int=0), "?", "een eerder ontvangen eindstand komt niet meer voor") for head in known_heads - seen
    ]
    return Outcome(findings, linked, Entry.objects.filter(segment=None, **mine).count())


def _check(segment: Segment, before: bytes, signing_public: bytes, seen: set[bytes]) -> Iterator[str]:
    if bytes(segment.previous_head) != before:
        yield "sluit niet aan op de maand ervoor"
    if not verify(signing_public, _statement(segment), bytes(segment.signature)):
        yield "de handtekening klopt niet"
    head, position = bytes(segment.previous_head), 0
    for row in Entry.objects.filter(segment=segment.pk).order_by("position").iterator(chunk_size=2000):
        if row.position != position:
            yield f"regel {position} ontbreekt"
            return
        head = chain.link(head, row)
        if head != bytes(row.link or b""):
            yield f"regel {position} is veranderd of ingevoegd"
            return
        seen.add(head)
        position += 1
    if position != segment.length or head != bytes(segment.head):
        yield f"het einde is afgesneden: {position} van {segment.length} regels"


def _statement(segment: Segment) -> bytes:
    return chain.statement(segment, bytes(segment.head), segment.length)
