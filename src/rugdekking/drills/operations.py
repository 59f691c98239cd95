"""Practising with a case that never happened: beginning, and throwing all of it away."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.db import transaction

from rugdekking.audit import operations as audit
from rugdekking.audit.actor import SYSTEM, Actor, member
from rugdekking.content.queries import latest
from rugdekking.content.schema import Drill as Scenario
from rugdekking.content.schema import InventedReport
from rugdekking.drills.erasing import erase
from rugdekking.drills.models import Drill
from rugdekking.drills.queries import code_of, due
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys import operations as keys
from rugdekking.keys.circles import front_desk
from rugdekking.keys.queries import desk_readers
from rugdekking.keys.rings import StaffRing
from rugdekking.measures.models import Letterhead, Wording
from rugdekking.organisations.models import Desk, Membership, Organisation
from rugdekking.organisations.practising import found_practice, seat_of
from rugdekking.organisations.queries import desk_of, roles_of
from rugdekking.organisations.roles import Role
from rugdekking.protocols.models import OwnProtocol
from rugdekking.protocols.queries import adopted_now
from rugdekking.reports import operations as reports
from rugdekking.reports.story import KnownAs, Me, Story, When, Who

# After this a drill that nobody threw away goes by itself.
STAYS = timedelta(days=30)


class NotForYou(Refused):
    """The coordinator begins a drill and throws it away."""


@transaction.atomic
def start(desk: Desk, *, scenario: str, ring: StaffRing, at: datetime) -> Drill:
    """Begin a drill: an organisation of its own with everybody's seat, its own keys, and the reports that come in.

    From there on the same operations do the same as in real work, and nothing of it reaches the real desk. Raises
    `NotForYou`, `JustChanged` while another drill runs, and `Refused` within a drill.
    """
    _must_coordinate(ring.membership)
    shipped = latest(Scenario, scenario)
    practice = found_practice(desk.organisation, on=day_of(at))
    _give_keys(practice, real=desk, ring=ring, at=at)
    _lend_protocol(desk.organisation, practice.organisation, on=day_of(at))
    _lend_letters(desk.organisation, practice.organisation)
    drill = Drill(
        organisation=desk.organisation,
        practice=practice.organisation,
        scenario=shipped.id,
        version=shipped.version,
        started_by=ring.membership,
        started_on=day_of(at),
        goes_on=day_of(at) + STAYS,
    )
    drill.save(force_insert=True)
    for number, invented in enumerate(shipped.reports):
        open_desk = desk_of(practice.organisation_id)
        reports.submit(code_of(drill, number), desk=open_desk, story=_story(invented, desk), at=at)
    _record("drill.started", drill, member(ring.membership.pk, ""), at)
    return drill


@transaction.atomic
def throw_away(drill: Drill, *, by: Membership, at: datetime) -> None:
    """Remove all that was made in a drill, at any moment. That it was held stays.

    Raises `NotForYou`, and `JustChanged` when somebody else just did.
    """
    _must_coordinate(by)
    _throw_away(drill, member(by.pk, ""), at)


def destroy_due(*, at: datetime) -> int:
    """Throw away the drills that nobody did after thirty days. Says how many went."""
    gone = 0
    for drill in due(on=day_of(at)):
        # Somebody who throws it away in this very moment did what was to be done.
        with suppress(JustChanged), transaction.atomic():
            _throw_away(drill, SYSTEM, at)
            gone += 1
    return gone


def _throw_away(drill: Drill, by: Actor, at: datetime) -> None:
    practice = drill.practice
    running = Drill.objects.filter(pk=drill.pk, practice__isnull=False)
    if practice is None or not running.update(practice=None, thrown_away_on=day_of(at)):
        raise JustChanged("Deze oefening is al weggegooid.")
    erase(practice)
    drill.refresh_from_db()
    _record("drill.thrown_away", drill, by, at)


def _give_keys(practice: Desk, *, real: Desk, ring: StaffRing, at: datetime) -> None:
    """Who reads at the real desk reads here, and who looks up cards there does so here.

    The papers are confirmed and forgotten: nothing here needs saving.
    """
    seat = _seat(ring.membership)
    own = StaffRing.of(seat, ring.secret)
    papers = keys.make_desk_key(practice, ring=own, at=at)
    for number, share in enumerate(papers.shares, start=1):
        keys.confirm_share(practice, number=number, typed=share, at=at)
    for reader in desk_readers(real):
        if reader.pk != ring.membership.pk:
            keys.let_in(_seat(reader), desk=practice, ring=own, at=at)
    for serving in front_desk(real):
        keys.admit(_seat(serving), desk=practice, ring=own, at=at)


def _seat(membership: Membership) -> Membership:
    seat = seat_of(membership)
    if seat is None:
        raise JustChanged("Deze persoon werkt hier niet meer.")
    return seat


def _lend_protocol(real: Organisation, practice: Organisation, *, on: date) -> None:
    """A drill follows the protocol that the organisation adopted."""
    row = adopted_now(real.pk, on=on)
    if row is not None:
        lent = OwnProtocol.objects.get(pk=row.pk)
        lent.pk, lent.organisation = uuid4(), practice
        lent.save(force_insert=True)


def _lend_letters(real: Organisation, practice: Organisation) -> None:
    """Letters are made in the organisation's own words and on its own paper."""
    kept = (Wording.objects.filter(organisation=real), Letterhead.objects.filter(organisation=real))
    for row in (one for rows in kept for one in rows):
        row.pk, row.organisation = uuid4(), practice
        row.save(force_insert=True)


def _story(invented: InventedReport, desk: Desk) -> Story:
    return Story(
        safe_now=True,
        what=invented.what,
        literal=invented.literal,
        behaviour=invented.behaviour,
        channel=invented.channel,
        place=invented.place,
        when=When(words=invented.time),
        who=Who(words=invented.who),
        me=Me(known_as=KnownAs.NAMED, name=invented.name, office=invented.offices[desk.organisation.kind]),
    )


def _must_coordinate(by: Membership) -> None:
    if Role.COORDINATOR not in roles_of(by):
        raise NotForYou("De coördinator begint een oefening en gooit haar weg.")


def _record(action: str, drill: Drill, by: Actor, at: datetime) -> None:
    audit.record(action, organisation=drill.organisation_id, subject=drill.pk, by=by, at=at)
