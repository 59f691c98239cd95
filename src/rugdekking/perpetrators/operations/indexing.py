"""Blind names: put under keys that nobody holds who must not know, and compared with those of other records.

A record lies under each index key whose whole circle may know of its case, and that the person at work holds. What
somebody cannot compare, the next one who holds more keys compares: `complete`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from rugdekking.audit import operations as audit
from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case
from rugdekking.cases.operations.standing import held_still
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys import circles
from rugdekking.keys import operations as keys
from rugdekking.keys.models import Bar, Key, KeyKind
from rugdekking.keys.rings import StaffRing
from rugdekking.notify.models import Kind as MailKind
from rugdekking.notify.operations import enqueue_all
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import desk_of, roles_by_member
from rugdekking.organisations.roles import Role
from rugdekking.perpetrators.models import Mark, Match, MatchState, Perpetrator
from rugdekking.perpetrators.operations.weighing import may_be_recognised
from rugdekking.perpetrators.queries import writers
from rugdekking.perpetrators.sealing import known_of
from rugdekking.perpetrators.terms import marks
from rugdekking.reports.actors import actor_of
from rugdekking.vault.secrets import Secret

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Met:
    """When two records are met, and by whose hand: nobody's, when somebody only compares what others wrote."""

    by: Membership | None
    at: datetime


@transaction.atomic
def bring_in_line(case: Case, *, ring: StaffRing, at: datetime, by: Membership | None = None) -> None:
    """Put every record of this case under the keys that fit its bars as they are now, and look who was met before.

    Nothing is left under a key that somebody holds who must not know of the case, nor of whom the facts as they are
    now give no reason to know again. `by` is whoever wrote down or corrected something just now.
    """
    if not Perpetrator.objects.filter(case=case).exists():
        return
    case = held_still(case)
    rows = list(Perpetrator.objects.filter(case=case).select_related("case__desk"))
    out = cases.barred_from(case)
    usable = _usable(case, out, ring=ring, at=at)
    _drop_unfit(rows, usable, out)
    secrets = ring.open_all([row.key_id for row in rows])
    _weigh_again(case, rows, ring=ring, at=at)
    met = Met(by, at)
    for row in rows:
        if row.recognisable and row.key_id in secrets:
            _put(row, usable, secrets[row.key_id], ring=ring, met=met)
    _bar_matches(case)
    _ask_who_holds_more(case, usable, out, ring=ring, at=at)


def complete(ring: StaffRing, *, at: datetime) -> None:
    """Compare what others could not: records of cases that this member may see and that lie not yet under every
    index key they hold. A handful at a time, and each on its own: no case waits for the next."""
    for case in _waiting(ring):
        bring_in_line(case, ring=ring, at=at)


def forget(row: Perpetrator) -> None:
    """Take away the blind names of a record, and what was only suggested by them."""
    Mark.objects.filter(perpetrator=row.pk).delete()
    Match.objects.filter(_about(row), decided_by=None).delete()


def ask_again(row: Perpetrator, *, ring: StaffRing, at: datetime) -> None:
    """What was said of a record before it was corrected counts no more: a second person says anew whether it is the
    same, and what was somebody else may be met again."""
    Match.objects.filter(_about(row), state=MatchState.OTHER).delete()
    confirmed = Match.objects.filter(_about(row), state=MatchState.SAME)
    for match in confirmed.select_related("one__case__desk", "other__case__desk"):
        Match.objects.filter(pk=match.pk).update(
            state=MatchState.SUGGESTED,
            decided_by=None,
            decided_on=None,
            recorded_by=ring.membership,
            suggested_on=day_of(at),
        )
        match.recorded_by = ring.membership
        audit.record("match.reopened", organisation=row.organisation_id, subject=match.pk, by=actor_of(ring), at=at)
        _tell(_who_may_decide(match), subject=match.pk, at=at)


def _about(row: Perpetrator) -> Q:
    return Q(one=row.pk) | Q(other=row.pk)


def _usable(case: Case, out: set[UUID], *, ring: StaffRing, at: datetime) -> dict[UUID, Secret]:
    """The index keys that this ring may put something of this case under: the one of its own circle, made when there
    is none yet, and others that nobody holds who must not know or reads no more. None while the desk key is in doubt.
    """
    try:
        keys.circle_key(KeyKind.INDEX, case.desk, without=out, ring=ring, at=at)
    except Refused:
        return {}
    known = circles.trusted(KeyKind.INDEX, case.desk, ring)
    may = circles.may_hold(KeyKind.INDEX, case.desk).keys() - out
    return {key: known[key] for key, circle in circles.circle_of(list(known)).items() if circle <= may}


def _drop_unfit(rows: Sequence[Perpetrator], usable: Mapping[UUID, Secret], out: set[UUID]) -> None:
    """Marks under a key that somebody holds who must not know go at once; those under a key that somebody holds who
    left or reads no more, when there is a better one."""
    found = Mark.objects.filter(perpetrator__in=[row.pk for row in rows]).exclude(key__in=list(usable))
    listed = circles.circle_of(set(found.values_list("key", flat=True)))
    unfit = [key for key, circle in listed.items() if circle & out]
    if usable:
        former = set(Key.objects.filter(pk__in=listed, retired_on__isnull=False).values_list("pk", flat=True))
        readers = circles.may_hold(KeyKind.INDEX, rows[0].case.desk).keys()
        unfit += [key for key, circle in listed.items() if key in former or not circle <= readers]
    found.filter(key__in=unfit).delete()


def _weigh_again(case: Case, rows: Sequence[Perpetrator], *, ring: StaffRing, at: datetime) -> None:
    """The facts may have changed since. Who cannot open the case leaves it as it was read last."""
    if case.key_id not in ring.open_all([case.key_id]):
        return
    may = may_be_recognised(case, ring=ring, on=day_of(at))
    kept = (row for row in rows if row.removal_asked_on is None)
    for row in (row for row in kept if row.recognisable != may):
        row.recognisable = may
        Perpetrator.objects.filter(pk=row.pk).update(recognisable=may)
        if not may:
            forget(row)
            Match.objects.filter(_about(row)).delete()


def _put(row: Perpetrator, usable: Mapping[UUID, Secret], secret: Secret, *, ring: StaffRing, met: Met) -> None:
    known = known_of(row, with_=secret)
    have = set(Mark.objects.filter(perpetrator=row.pk).values_list("key", flat=True))
    looked_up = {**circles.opened(KeyKind.INDEX, row.case.desk_id, ring), **usable}
    names = {key: marks(known, index) for key, index in looked_up.items() if key not in have}
    for key, found in names.items():
        _suggest(row, key, found, met=met)
    Mark.objects.bulk_create(
        Mark(organisation_id=row.organisation_id, perpetrator=row, key_id=key, name=name)
        for key in usable
        for name in names.get(key, ())
    )


def _suggest(row: Perpetrator, key: UUID, names: Collection[bytes], *, met: Met) -> None:
    alike = Mark.objects.filter(key=key, name__in=list(names), organisation=row.organisation_id)
    others = Perpetrator.objects.filter(pk__in=alike.values("perpetrator")).exclude(case=row.case_id)
    for other in others.select_related("case__desk", "case__key", "case__organisation"):
        later, earlier = sorted((row, other), key=lambda one: (one.recorded_on, one.pk), reverse=True)
        match, is_new = Match.objects.get_or_create(
            one=later,
            other=earlier,
            defaults={
                "organisation_id": row.organisation_id,
                "recorded_by_id": later.recorded_by_id if met.by is None else met.by.pk,
                "suggested_on": day_of(met.at),
            },
        )
        if is_new:
            _tell(_who_may_decide(match), subject=later.pk, at=met.at)


def _who_may_decide(match: Match) -> list[Membership]:
    """Who sees both cases and wrote neither record; the deputy only when there is nobody else."""
    both = {viewer.pk for viewer in cases.viewers_of(match.other.case)} - writers(match)
    listed = [viewer for viewer in cases.viewers_of(match.one.case) if viewer.pk in both]
    return _nearest(listed)


def tell_others(case: Case, *, but: Membership, subject: UUID, at: datetime) -> None:
    """A mail to who else may see the case; to the deputy only when there is nobody else."""
    _tell(_nearest([one for one in cases.viewers_of(case) if one.pk != but.pk]), subject=subject, at=at)


def _nearest(listed: list[Membership]) -> list[Membership]:
    roles = roles_by_member(listed[0].organisation_id) if listed else {}
    near = [viewer for viewer in listed if roles.get(viewer.pk) != frozenset({Role.DEPUTY})]
    return near or listed


def _ask_who_holds_more(
    case: Case, usable: Mapping[UUID, Secret], out: set[UUID], *, ring: StaffRing, at: datetime
) -> None:
    """Under keys that this ring does not hold may lie a record of the same person. Whoever holds one of those and may
    know of this case gets a mail without a word of why; nobody else notices anything."""
    ours = Mark.objects.filter(perpetrator__case=case).values("key")
    used = Mark.objects.filter(organisation=case.organisation_id).exclude(key__in=list(usable)).exclude(key__in=ours)
    beyond = circles.circle_of(set(used.values_list("key", flat=True)))
    closed = [circle for key, circle in beyond.items() if ring.holder not in circle and not circle & out]
    viewers = cases.viewers_of(case) if closed else []
    listed = [one for one in viewers if any(one.pk in circle for circle in closed)]
    _tell(listed, subject=case.pk, at=at)


def _tell(listeners: list[Membership], *, subject: UUID, at: datetime) -> None:
    for one in listeners[:1]:
        enqueue_all(
            MailKind.SOMETHING_WAITS,
            organisation=one.organisation_id,
            addresses=[listener.person.email for listener in listeners],
            subject=subject,
            at=at,
        )


def _bar_matches(case: Case) -> None:
    """Whoever must not know of a case must not know of a match with it either, nor find its line in the log."""
    ours = Match.objects.filter(Q(one__case=case) | Q(other__case=case)).select_related("one", "other")
    for match in ours:
        both = (match.one.case_id, match.other.case_id)
        keys.bar_as(match.pk, organisation=case.organisation_id, others=both)


def _waiting(ring: StaffRing) -> list[Case]:
    """Cases with a record that lies not yet under an index key of this member, though its circle may know of it."""
    desk = desk_of(ring.organisation)
    held = circles.circle_of(list(circles.trusted(KeyKind.INDEX, desk, ring)))
    readers = circles.may_hold(KeyKind.INDEX, desk).keys()
    roles = roles_by_member(ring.organisation)
    lacking = Q(pk__in=[])
    for key, circle in ((key, circle) for key, circle in held.items() if circle <= readers):
        ranks = {role for one in circle for role in roles.get(one, frozenset())}
        hit = Bar.objects.filter(Q(membership__in=circle) | Q(role__in=ranks), subject=OuterRef("case"))
        lacking |= ~Q(Exists(Mark.objects.filter(perpetrator=OuterRef("pk"), key=key))) & ~Q(Exists(hit))
    rows = Perpetrator.objects.filter(lacking, organisation=ring.organisation, recognisable=True)
    listed = cases.seen_by(ring.membership).filter(pk__in=rows.values("case"))
    return list(listed.select_related("desk", "key", "organisation").order_by("pk")[:AT_ONCE])
