"""Whom a carer supports, what is planned in a case, and what still has to happen before it closes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from rugdekking.aftercare.models import CarerNote, Feedback, Moment, Referral, Track
from rugdekking.aftercare.sealing import Whom, unseal, unseal_whom
from rugdekking.aftercare.status import MomentState, ReferralState, TrackState
from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case, CaseReport, PersonConcerned
from rugdekking.cases.status import State as CaseState
from rugdekking.clocks.models import Clock
from rugdekking.clocks.queries import last_end_of_a_measure, running_in
from rugdekking.clocks.terms import before
from rugdekking.content import queries as content
from rugdekking.content.schema import Terms
from rugdekking.kernel.time import add_months, day_of
from rugdekking.keys.models import Wrap
from rugdekking.keys.queries import not_barred
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.measures import queries as measures
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import members
from rugdekking.organisations.roles import Role
from rugdekking.plans import queries as plans
from rugdekking.police.queries import dossier_of
from rugdekking.reports.models import Report
from rugdekking.reports.status import RUNNING as RUNNING_REPORTS


@dataclass(frozen=True, slots=True)
class OpenTrack:
    """The support of one person, opened. `waits`: the carer has no key yet."""

    row: Track
    whom: Whom
    moments: tuple[Moment, ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class OpenNote:
    row: CarerNote
    text: str


@dataclass(frozen=True, slots=True)
class OpenReferral:
    row: Referral
    contact: str
    remark: str


@dataclass(frozen=True, slots=True)
class OpenFeedback:
    row: Feedback
    text: str


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing asks: sentences about what is missing, the clocks that go on, and until when all is kept."""

    missing: tuple[str, ...]
    clocks: tuple[Clock, ...]
    kept_until: date


def tracks_of(carer: Membership) -> list[Track]:
    """The people whom this member supports or supported. Never in a case that they are kept out of."""
    rows = _may_know(Track.objects.filter(carer=carer), carer).select_related("key", "organisation", "person")
    return list(rows.order_by("state", "asked_on", "pk"))


def track_for(carer: Membership, track: UUID) -> Track | None:
    """One person whom this member supports, or nothing."""
    return _may_know(Track.objects.filter(carer=carer, pk=track), carer).select_related("key", "case").first()


def tracks_in(case: Case) -> list[Track]:
    rows = Track.objects.filter(case=case).select_related("key", "carer__person", "person")
    return list(rows.order_by("asked_on", "pk"))


def open_tracks(tracks: Iterable[Track], ring: Ring) -> list[OpenTrack]:
    """Those of `tracks` that this ring can open, with planning, in a constant number of queries."""
    listed = list(tracks)
    secrets = ring.open_all([track.key_id for track in listed])
    moments = moments_of(listed)
    waiting = set(
        Wrap.objects.filter(key__in=[track.key_id for track in listed], wrapped=None).values_list("key", "holder")
    )
    return [
        OpenTrack(
            track,
            unseal_whom(track, with_=secrets[track.key_id]),
            tuple(moments.get(track.pk, ())),
            waits=(track.key_id, track.carer_id) in waiting,
        )
        for track in listed
        if track.key_id in secrets
    ]


def moments_of(tracks: Collection[Track]) -> dict[UUID, list[Moment]]:
    """The talks of each track, the first due first."""
    found: dict[UUID, list[Moment]] = {}
    for moment in Moment.objects.filter(track__in=tracks).select_related("track__key").order_by("due_at", "pk"):
        found.setdefault(moment.track_id, []).append(moment)
    return found


def reason_of(moment: Moment, ring: Ring) -> str:
    """Why a talk was missed; empty for any other."""
    return unseal(moment, "reason", with_=ring.open(moment.track.key_id))


def notes_of(track: Track, carer: Membership, ring: Ring) -> list[OpenNote]:
    """The carer's own notes, the newest first. Nobody else's."""
    rows = list(CarerNote.objects.filter(track=track, author=carer).order_by("-written_on", "pk"))
    secrets = ring.open_all([row.key_id for row in rows])
    return [OpenNote(row, unseal(row, "sealed", with_=secrets[row.key_id])) for row in rows if row.key_id in secrets]


def carers(case: Case) -> list[Membership]:
    """The members who may be asked to support somebody of this case."""
    out = cases.barred_from(case)
    return [one for one in members(case.organisation_id, {Role.CARER}) if one.pk not in out]


def keepers(case: Case, ring: StaffRing) -> list[Membership]:
    """The members who may keep a clock of this case after it closed: who may see it, and its carers. Nobody who may
    be a person concerned: they do not look after the measure that answers what was done to them."""
    supporting = Track.objects.filter(case=case).exclude(carer=None).values_list("carer", flat=True)
    found = {one.pk: one for one in cases.viewers_of(case)}
    also = members(case.organisation_id).filter(pk__in=list(supporting))
    out = measures.kept_out(case, ring=ring)
    return [one for one in {**found, **{one.pk: one for one in also}}.values() if one.pk not in out]


def people_not_offered(case: Case) -> QuerySet[PersonConcerned]:
    """The persons concerned to whom nobody offered support yet."""
    return PersonConcerned.objects.filter(~Exists(Track.objects.filter(person=OuterRef("pk"))), case=case)


def open_referrals(case: Case, ring: Ring) -> list[OpenReferral]:
    """The referrals of a case, the first asked first."""
    rows = list(Referral.objects.filter(case=case).select_related("person").order_by("asked_on", "pk"))
    secrets = ring.open_all([row.key_id for row in rows])
    return [
        OpenReferral(
            row,
            unseal(row, "contact", with_=secrets[row.key_id]),
            unseal(row, "remark", with_=secrets[row.key_id]),
        )
        for row in rows
        if row.key_id in secrets
    ]


def open_feedback(case: Case, ring: Ring) -> list[OpenFeedback]:
    """What reporters of this case were told about what was done, the first first."""
    rows = list(Feedback.objects.filter(case=case).select_related("report").order_by("given_on", "pk"))
    secrets = ring.open_all([row.key_id for row in rows])
    return [
        OpenFeedback(row, unseal(row, "sealed", with_=secrets[row.key_id])) for row in rows if row.key_id in secrets
    ]


def reports_without_feedback(case: Case) -> list[Report]:
    """The reports whose reporter was not told what was done since the case was last opened."""
    told = set(Feedback.objects.filter(case=case, closing_on=None).values_list("report", flat=True))
    return [one for one in cases.reports_of(case) if one.state in RUNNING_REPORTS and one.pk not in told]


def kept_until(case: Case, *, at: datetime) -> date:
    """The day after which a case that closes now is destroyed, unless a clock in it still runs then.

    Counted from the end of its last measure, when that comes after closing.
    """
    closed_on = case.closed_on or day_of(at)
    last = max(closed_on, last_end_of_a_measure(case.pk) or closed_on)
    return add_months(last, case.organisation.closed_months)


def closing(case: Case, *, at: datetime) -> Closing:
    """What must happen before this case closes, which clocks go on without it, and how long it is kept."""
    running = running_in(case.pk)
    missing = [*_missing_work(case), *_missing_care(case)]
    missing += [
        f"Deze termijn loopt nog: {clock.get_kind_display()}." for clock in running if not clock.outlives_case
    ]
    missing += [
        f"Deze termijn is voorbij en nog niet afgehandeld: {clock.get_kind_display()}."
        for clock in running
        if clock.outlives_case and clock.due_at < at
    ]
    going_on = tuple(clock for clock in running if clock.outlives_case)
    return Closing(tuple(dict.fromkeys(missing)), going_on, kept_until(case, at=at))


def opened_by_others(report: Report) -> list[UUID]:
    """What somebody may have opened of this report outside it: its case, tasks, requests, the support of its people,
    and the police file of whoever it is about.

    With these ids the log tells the reporter in which role somebody looked, and on which day.
    """
    case = cases.case_of(report.pk)
    if case is None:
        return []
    support = Track.objects.filter(person__report=report).values_list("pk", flat=True)
    tasks = [task.pk for task in plans.tasks_in(case)]
    dossier = dossier_of(report)
    at_the_police = [] if dossier is None else [dossier.pk]
    return [case.pk, *tasks, *(answer.pk for answer in measures.answers_in(case)), *support, *at_the_police]


def notes_due(*, at: datetime) -> QuerySet[Case]:
    """The closed cases whose carers' notes were kept long enough."""
    term = content.latest(Terms, "default").kept_for("aftercare")
    return Case.objects.filter(closed_on__lt=day_of(before(at, term)))


def _missing_work(case: Case) -> Iterable[str]:
    if case.state != CaseState.AFTERCARE:
        yield "Zet de zaak eerst op nazorg."
    if not measures.reaction_recorded(case):
        yield "Er is nog geen reactie op het gedrag vastgelegd, en ook niet waarom die er niet komt."
    if measures.waiting_in(case):
        yield "Er ligt nog een antwoord voor dat niet is besloten, bekendgemaakt of ingetrokken."
    if reports_without_feedback(case):
        yield "Nog niet elke melder heeft gehoord wat er is gedaan."


def _missing_care(case: Case) -> Iterable[str]:
    if people_not_offered(case).exists():
        yield "Nog niet aan iedereen is opvang aangeboden."
    states = set(Track.objects.filter(case=case).values_list("state", flat=True))
    if TrackState.ASKED in states:
        yield "Nog niet iedereen heeft geantwoord op het aanbod van opvang."
    if Track.objects.filter(case=case, state=TrackState.RUNNING, carer=None).exists():
        yield "Iemand wil opvang en heeft nog niemand die dat doet."
    planned = Moment.objects.filter(track=OuterRef("pk"), state=MomentState.PLANNED)
    running = Track.objects.filter(case=case, state=TrackState.RUNNING)
    if running.filter(~Exists(planned)).exists():
        yield "Iemand wil opvang en er is niets gepland. Plan een gesprek, of rond de opvang af."
    if Referral.objects.filter(case=case, state__in=[ReferralState.ASKED, ReferralState.AGREED]).exists():
        yield "Een verwijzing wacht nog op antwoord of op contact."


def _may_know(tracks: QuerySet[Track], membership: Membership) -> QuerySet[Track]:
    """Without those of a case that this member is kept out of, by the case or by any report in it."""
    barred_report = CaseReport.objects.filter(~not_barred(membership, subject="report_id"), case=OuterRef("case_id"))
    return tracks.filter(not_barred(membership, subject="case_id"), ~Exists(barred_report))
