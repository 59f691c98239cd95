"""Blind names: put under keys that nobody holds who must not know, and compared with those of other records.

A record lies under each index key whose whole circle may know of its case, and that the person at work holds. What
somebody cannot compare, the next one who holds more keys compares: `complete`.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case
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
from rugdekking.perpetrators.models import Mark, Match, Perpetrator
from rugdekking.perpetrators.sealing import known_of
from rugdekking.perpetrators.terms import marks
from rugdekking.vault.secrets import Secret

AT_ONCE = 50


@transaction.atomic
def bring_in_line(case: Case, *, ring: StaffRing, at: datetime) -> None:
    """Put every record of this case under the keys that fit its bars as they are now, and look who was met before.

    Nothing is left under a key that somebody holds who must not know of the case.
    """
    rows = list(Perpetrator.objects.filter(case=case).select_related("case__desk"))
    if not rows:
        return
    out = cases.barred_from(case)
    usable = _usable(case, out, ring=ring, at=at)
    _drop_unfit(rows, usable, out)
    secrets = ring.open_all([row.key_id for row in rows])
    for row in rows:
        if row.recognisable and row.key_id in secrets:
            _put(row, usable, secrets[row.key_id], ring=ring, at=at)
    _bar_matches(case)
    _ask_who_holds_more(case, usable, out, ring=ring, at=at)


@transaction.atomic
def complete(ring: StaffRing, *, at: datetime) -> None:
    """Compare what others could not: records of cases that this member may see and that lie not yet under every
    index key they hold. A handful at a time."""
    for case in _waiting(ring):
        if cases.sees(ring.membership, case):
            bring_in_line(case, ring=ring, at=at)


def forget(row: Perpetrator) -> None:
    """Take away the blind names of a record, and what was only suggested by them."""
    Mark.objects.filter(perpetrator=row.pk).delete()
    drop(Match.objects.filter(Q(one=row.pk) | Q(other=row.pk), decided_by=None))


def drop(matches: QuerySet[Match]) -> None:
    """These matches, and who was kept out of them."""
    Bar.objects.filter(subject__in=list(matches.values_list("pk", flat=True))).delete()
    matches.delete()


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


def _put(row: Perpetrator, usable: Mapping[UUID, Secret], secret: Secret, *, ring: StaffRing, at: datetime) -> None:
    known = known_of(row, with_=secret)
    have = set(Mark.objects.filter(perpetrator=row.pk).values_list("key", flat=True))
    looked_up = {**circles.opened(KeyKind.INDEX, row.case.desk_id, ring), **usable}
    names = {key: marks(known, index) for key, index in looked_up.items() if key not in have}
    for key, found in names.items():
        _suggest(row, key, found, at=at)
    Mark.objects.bulk_create(
        Mark(organisation_id=row.organisation_id, perpetrator=row, key_id=key, name=name)
        for key in usable
        for name in names.get(key, ())
    )


def _suggest(row: Perpetrator, key: UUID, names: Collection[bytes], *, at: datetime) -> None:
    met = Mark.objects.filter(key=key, name__in=list(names), organisation=row.organisation_id)
    others = Perpetrator.objects.filter(pk__in=met.values("perpetrator")).exclude(case=row.case_id)
    for other in others.select_related("case__desk", "case__key", "case__organisation"):
        later, earlier = sorted((row, other), key=lambda one: (one.recorded_on, one.pk), reverse=True)
        _, is_new = Match.objects.get_or_create(
            one=later,
            other=earlier,
            defaults={
                "organisation_id": row.organisation_id,
                "recorded_by_id": later.recorded_by_id,
                "suggested_on": day_of(at),
            },
        )
        if is_new:
            _tell(_who_may_decide(row.case, other.case, but=later.recorded_by_id), subject=later.pk, at=at)


def _who_may_decide(one: Case, other: Case, *, but: UUID) -> list[Membership]:
    """Who sees both cases and did not make the later record; the deputy only when there is nobody else."""
    both = {viewer.pk for viewer in cases.viewers_of(one)} & {viewer.pk for viewer in cases.viewers_of(other)}
    listed = [viewer for viewer in cases.viewers_of(one) if viewer.pk in both and viewer.pk != but]
    roles = roles_by_member(one.organisation_id)
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
        for bar in Bar.objects.filter(subject__in=both).select_related("membership"):
            if bar.membership is not None:
                keys.bar_member(match.pk, membership=bar.membership)
            else:
                keys.bar_role(match.pk, organisation=case.organisation_id, role=Role(bar.role))


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
    listed = Case.objects.filter(pk__in=rows.values("case")).select_related("desk", "key", "organisation")
    return list(listed.order_by("pk")[:AT_ONCE])
