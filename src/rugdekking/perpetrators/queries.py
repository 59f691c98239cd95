"""What is known of perpetrators: of one case, or of two records that are compared. There is no list of them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case
from rugdekking.content.schema import Perpetrator as Kind
from rugdekking.keys.queries import not_barred
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Membership
from rugdekking.perpetrators.models import Match, MatchState, Perpetrator
from rugdekking.perpetrators.sealing import Known, known_of, unseal
from rugdekking.protocols.evaluation import crosses_the_norm
from rugdekking.protocols.queries import followed

# More suggestions than a desk looks at in one sitting.
MOST = 50


@dataclass(frozen=True, slots=True)
class Opened:
    """A record as whoever may open its case reads it."""

    row: Perpetrator
    known: Known
    reason: str
    delay: str
    informed: str
    view: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records side by side, for who says whether they are of the same person."""

    match: Match
    one: Opened
    other: Opened


@dataclass(frozen=True, slots=True)
class Met:
    """Another case in which this perpetrator was, or may have been. Only a case that the viewer may see."""

    match: Match
    case: Case
    certain: bool


def in_case(case: Case, ring: StaffRing) -> list[Opened]:
    """The perpetrators of one case, in the order in which they were written down."""
    rows = list(
        Perpetrator.objects.filter(case=case).select_related(
            "case__desk", "recorded_by__person", "removal_asked_by__person"
        )
    )
    secrets = ring.open_all([row.key_id for row in rows])
    ordered = sorted(rows, key=lambda row: (row.recorded_on, row.pk))
    return [_opened(row, ring) for row in ordered if row.key_id in secrets]


def one_in(case: Case, perpetrator: UUID, ring: StaffRing) -> Opened | None:
    return next((one for one in in_case(case, ring) if one.row.pk == perpetrator), None)


def route(case: Case, ring: StaffRing) -> Kind | None:
    """Of what kind the facts say that the perpetrator is: it tells whether somebody is written down, and how."""
    recorded = cases.facts(case, ring)
    return None if recorded is None else recorded.perpetrator


def only_emotion(case: Case, ring: StaffRing) -> bool:
    """Whether nothing was recorded but emotion, criticism or protest: on that nobody is written down."""
    recorded = cases.facts(case, ring)
    if recorded is None or case.protocol_version is None:
        return False
    protocol = followed(case.organisation_id, case.protocol, case.protocol_version)
    return not crosses_the_norm(protocol, recorded.categories)


def met_before(case: Case, viewer: Membership) -> list[Met]:
    """In which other cases somebody of this case was met, or maybe: only those that this viewer may see."""
    known = Q(one__recognisable=True, other__recognisable=True)
    pairs = _matches(Q(one__case=case) | Q(other__case=case), known).exclude(state=MatchState.OTHER)
    found = [(row, row.other.case if row.one.case_id == case.pk else row.one.case) for row in pairs]
    return [Met(row, other, row.state == MatchState.SAME) for row, other in found if cases.sees(viewer, other)]


def recognised(case: Case, viewer: Membership) -> set[UUID]:
    """The cases of the same person, as a second person confirmed, along cases that this viewer may see."""
    found, to_visit = {case.pk}, [case]
    while to_visit:
        met = [one.case for one in met_before(to_visit.pop(), viewer) if one.certain]
        new = [one for one in met if one.pk not in found]
        found |= {one.pk for one in new}
        to_visit += new
    return found - {case.pk}


def to_compare(viewer: Membership) -> list[Match]:
    """What waits for this member to say whether it is the same person: not what they wrote, and of cases both of
    which they may see."""
    seen = cases.seen_by(viewer).values("pk")
    both = Q(one__case__in=seen, other__case__in=seen)
    wrote = Q(recorded_by=viewer) | Q(one__recorded_by=viewer) | Q(other__recorded_by=viewer)
    waiting = _matches(Q(state=MatchState.SUGGESTED), both, not_barred(viewer)).exclude(wrote)
    return list(waiting.order_by("suggested_on", "pk")[:MOST])


def writers(match: Match) -> set[UUID]:
    """Who made either record, or brought them together: they do not say whether it is the same person."""
    return {match.recorded_by_id, match.one.recorded_by_id, match.other.recorded_by_id}


def comparison(match: UUID, ring: StaffRing) -> Comparison | None:
    """Two records side by side; nothing when this member may not know of both, or cannot open them."""
    row = _matches(Q(pk=match, organisation=ring.organisation)).first()
    if row is None or not _sees_both(ring.membership, row):
        return None
    if len(ring.open_all([row.one.key_id, row.other.key_id])) < 2:
        return None
    return Comparison(row, _opened(row.one, ring), _opened(row.other, ring))


def _matches(*which: Q) -> QuerySet[Match]:
    rows = Match.objects.filter(*which)
    return rows.select_related(
        "one__case__desk",
        "one__recorded_by__person",
        "other__case__desk",
        "other__recorded_by__person",
        "decided_by__person",
    )


def _sees_both(viewer: Membership, match: Match) -> bool:
    return cases.sees(viewer, match.one.case) and cases.sees(viewer, match.other.case)


def _opened(row: Perpetrator, ring: StaffRing) -> Opened:
    secret = ring.open(row.key_id)
    return Opened(
        row,
        known_of(row, with_=secret),
        reason=unseal(row, "reason", with_=secret),
        delay=unseal(row, "delay_reason", with_=secret),
        informed=unseal(row, "informed_text", with_=secret),
        view=unseal(row, "view", with_=secret),
    )
