"""What the steps of aftercare share: who acts, keys of their own, the log, and the clocks of a case."""

from collections.abc import Iterable
from datetime import datetime

from rugdekking.aftercare.models import Feedback, Moment, Referral, Track
from rugdekking.aftercare.status import MomentState
from rugdekking.audit import operations as audit
from rugdekking.audit.actor import Actor, member
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case
from rugdekking.clocks import operations as clocks
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.holders import Holder, as_holder
from rugdekking.keys.models import KeyKind
from rugdekking.keys.operations.wraps import make_key
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.organisations.roles import Role
from rugdekking.reports.actors import actor_of
from rugdekking.vault.secrets import Secret


class NotYours(Refused):
    """Only the carer of this person, or who handles the case, does this."""


def give_own_key(
    row: Track | Referral | Feedback, *, case: Case, ring: Ring, at: datetime, also: Iterable[Holder] = ()
) -> Secret:
    """Make the key under which the texts of this row lie, for whoever has the case key and for `also`."""
    row.key, secret = make_key(
        KeyKind.TRACK,
        organisation=row.organisation_id,
        subject=row.pk,
        holders=[as_holder(case.key), *also],
        at=at,
    )
    ring.add(row.key_id, secret)
    return secret


def track_secret(track: Track, ring: StaffRing) -> Secret:
    """The key of a track. Raises `NotYours` for whoever is neither its carer nor handles the case."""
    opened = ring.open_all([track.key_id])
    if track.key_id not in opened:
        raise NotYours("Dit kan alleen wie deze persoon ondersteunt, of wie de zaak behandelt.")
    return opened[track.key_id]


def acting(track: Track, ring: StaffRing) -> Actor:
    """The carer acts as carer, whatever other roles they have."""
    if track.carer_id == ring.membership.pk:
        return member(ring.membership.pk, Role.CARER)
    return actor_of(ring)


def record(action: str, row: Track | Referral | Feedback, *, by: Actor, at: datetime) -> None:
    audit.record(action, organisation=row.organisation_id, subject=row.pk, by=by, at=at)


def cancel_moments(track: Track, *, at: datetime) -> None:
    """Nothing is planned with this person any more."""
    planned = Moment.objects.filter(track=track, state=MomentState.PLANNED)
    ids = list(planned.values_list("pk", flat=True))
    planned.update(state=MomentState.CANCELLED, ended_on=day_of(at))
    clocks.stop_all(ids, at=at)
    cases.refresh_due([track.case_id])
