"""Which answers a case has, who may decide them, and what waits for a decider."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from rugdekking.cases import queries as cases
from rugdekking.cases.models import Case, CaseReport
from rugdekking.content import queries as content
from rugdekking.content.schema import Decider, Measure, Offices, Protocol
from rugdekking.kernel.time import add_months, day_of, written_out
from rugdekking.kernel.written import Prepared
from rugdekking.keys.queries import not_barred, waits_for_key
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.measures.mandate import has_title, steps_up
from rugdekking.measures.models import Answer, Finding, Nature, NoReaction, Objection
from rugdekking.measures.names import may_be
from rugdekking.measures.sealing import unseal
from rugdekking.measures.status import TOLD, WAITING, State
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import deputies_of, members
from rugdekking.organisations.roles import Role
from rugdekking.protocols.queries import followed
from rugdekking.vault.secrets import Secret


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may decide. `stands_in_for` is the member who may not, `deputy` who steps in when it gets late."""

    membership: Membership
    mandate: Decider
    stands_in_for: Membership | None = None
    deputy: Membership | None = None


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """An answer as whoever holds its key reads it: the proposal, its ground, the hearing and the decision."""

    row: Answer
    measure: Measure
    behaviour: str
    ground: str
    remedy: str
    hearing: str
    reason: str
    motive: str
    served: str
    scope: str
    basic_services: str


def deciders(case: Case, *, decider: Decider, ring: StaffRing) -> list[Candidate]:
    """Who may decide for `decider` in this case, in the order in which to ask them.

    Never somebody who is kept out of the case, recused, or maybe one of the people concerned: then the deputy of
    that person, and when nobody with the title is left, who gives the mandate. Empty when nobody may.
    """
    out = kept_out(case, ring=ring)
    present = list(members(case.organisation_id, {Role.DECIDER}))
    steps_in = deputies_of([one.pk for one in present])
    may = {one.pk for one in present} - out
    offices = content.latest(Offices, case.organisation.kind)
    for step in steps_up(decider):
        titled = [one for one in present if has_title(one.title, decider=step, offices=offices)]
        found = list(_candidates(titled, step, may, steps_in))
        if found:
            return found
    return []


def _candidates(
    titled: Iterable[Membership], step: Decider, may: set[UUID], steps_in: dict[UUID, Membership]
) -> Iterable[Candidate]:
    for one in titled:
        deputy = steps_in.get(one.pk)
        if deputy is not None and deputy.pk not in may:
            deputy = None
        if one.pk in may:
            yield Candidate(one, step, deputy=deputy)
        elif deputy is not None:
            yield Candidate(deputy, step, stands_in_for=one)


def kept_out(case: Case, *, ring: StaffRing) -> set[UUID]:
    """The members who may not decide in this case: barred ones, and whoever may be a person concerned.

    Names are compared as people write them, and doubt excludes: a burgemeester decides nothing about what was
    done to a person who may be that burgemeester.
    """
    concerned = [person.name for person in cases.people(case, ring)]
    everybody = members(case.organisation_id)
    return cases.barred_from(case) | {one.pk for one in everybody if any(may_be(one, name) for name in concerned)}


def subjects_of(case: Case) -> list[UUID]:
    """The ids whose bars hold for everything in this case."""
    return [case.pk, *(report.pk for report in cases.reports_of(case))]


def named(references: Collection[str], *, viewer: Membership) -> set[UUID]:
    """The cases with these references. One that this viewer may not see is left out, and that does not show."""
    found = [cases.case_for(viewer, reference) for reference in references]
    return {case.pk for case in found if case is not None}


def earlier_measures(earlier: Collection[UUID], *, protocol: Protocol, at: datetime) -> int:
    """In how many of these cases a measure was served, within the protocol's window.

    One against which an objection was founded counts for nothing.
    """
    since = add_months(day_of(at), -protocol.repetition_window_months)
    founded = Objection.objects.filter(answer=OuterRef("pk"), finding=Finding.FOUNDED)
    served = Answer.objects.filter(
        ~Exists(founded),
        case__in=earlier,
        nature=Nature.MEASURE,
        state__in=TOLD,
        served_on__gte=since,
        served_on__lte=day_of(at),
    )
    return served.values("case").distinct().count()


def reaction_recorded(case: Case) -> bool:
    """Whether the behaviour was answered, or somebody wrote down why not."""
    answered = Answer.objects.filter(case=case, state__in=TOLD)
    return answered.exists() or NoReaction.objects.filter(case=case).exists()


def answers_in(case: Case) -> list[Answer]:
    """The answers of a case, the oldest first. Their texts stay sealed."""
    rows = Answer.objects.filter(case=case).select_related("decider__person", "deputy__person", "decided_by__person")
    return list(rows.order_by("put_on", "pk"))


def without_key(case: Case) -> list[tuple[Answer, Membership]]:
    """Whoever was asked to decide before they had a key of their own, and has one now, with what was asked."""
    waits = {"decider": waits_for_key("decider"), "deputy": waits_for_key("deputy")}
    rows = Answer.objects.filter(waits["decider"] | waits["deputy"], case=case, state__in=WAITING)
    known = rows.annotate(**{f"{who}_waits": ExpressionWrapper(q, BooleanField()) for who, q in waits.items()})
    found = known.select_related("decider__person", "deputy__person").order_by("put_on", "pk")
    asked = [(row, who, getattr(row, who)) for row in found for who in waits]
    return [(row, one) for row, who, one in asked if one is not None and getattr(row, f"{who}_waits")]


def running(*, on: date, organisation: UUID | None = None, case: Case | None = None) -> QuerySet[Answer]:
    """The measures that hold on this day, of one organisation or in one case; the first that ends first.

    A measure whose last day has passed is not among them, also before the worker ended it.
    """
    held = Answer.objects.filter(state=State.RUNNING, begins_on__lte=on, ends_on__gte=on)
    if organisation is not None:
        held = held.filter(organisation=organisation)
    if case is not None:
        held = held.filter(case=case)
    return held.order_by("ends_on", "pk")


def runs(row: Answer, *, on: date) -> bool:
    """Whether a measure with a term was made known and is not over on this day, also when the worker is late."""
    return row.state == State.RUNNING and row.ends_on is not None and on <= row.ends_on


def stands(row: Answer, *, on: date) -> str:
    """How an answer stands on this day, in a word: a measure that still has to begin or is over says so."""
    if row.state != State.RUNNING or row.begins_on is None or row.ends_on is None:
        return State(row.state).label
    if on > row.ends_on:
        return State.ENDED.label
    return "bekendgemaakt, begint later" if on < row.begins_on else State.RUNNING.label


def holds(row: Answer, *, on: date) -> str:
    """From when until when an answer holds, in a sentence for the reporter; nothing for one without a term."""
    if row.begins_on is None or row.ends_on is None:
        return ""
    if row.ended_on is not None and row.ended_on < row.begins_on:
        return "Dit is ingetrokken voordat het inging."
    last = row.ended_on or row.ends_on
    if row.ended_on is not None or on > last:
        return f"Dit gold tot en met {written_out(last)}."
    return f"Dit geldt van {written_out(row.begins_on)} tot en met {written_out(last)}."


def told_in(case: Case) -> list[Answer]:
    """What the other side was told in this case, the first first: by its columns alone, nothing of it opened."""
    return list(Answer.objects.filter(case=case, state__in=TOLD).order_by("served_on", "pk"))


def told_answer(organisation: UUID, answer: UUID) -> Answer | None:
    """One answer of this organisation that was made known."""
    return _TOLD_ANSWER.first(organisation, answer)


def _told(organisation: UUID, answer: UUID) -> QuerySet[Answer]:
    rows = Answer.objects.filter(organisation=organisation, pk=answer, state__in=TOLD)
    joined = ("case__key", "case__organisation", "case__desk", "key", "put_by__person", "decider__person")
    return rows.select_related(*joined, "decided_by__person")


# Every page of a measure begins with it, and it names two hundred columns.
_TOLD_ANSWER = Prepared(_told, UUID, UUID)


def waiting_in(case: Case) -> list[Answer]:
    """The answers of a case that wait for a hearing, a decision or to be made known."""
    return [one for one in answers_in(case) if one.state in WAITING | {State.DECIDED}]


def open_answers(rows: Collection[Answer], ring: Ring) -> list[OpenAnswer]:
    """Those of `rows` that this ring can open, in the same order, with their texts."""
    secrets = ring.open_all([row.key_id for row in rows])
    return [_opened(row, secrets[row.key_id]) for row in rows if row.key_id in secrets]


def _opened(row: Answer, secret: Secret) -> OpenAnswer:
    return OpenAnswer(
        row,
        measure_of(row),
        behaviour=unseal(row, "behaviour", with_=secret),
        ground=unseal(row, "ground", with_=secret),
        remedy=unseal(row, "remedy_text", with_=secret),
        hearing=unseal(row, "hearing_text", with_=secret),
        reason=unseal(row, "reason", with_=secret),
        motive=unseal(row, "motive", with_=secret),
        served=unseal(row, "served_text", with_=secret),
        scope=unseal(row, "scope", with_=secret),
        basic_services=unseal(row, "basic_services", with_=secret),
    )


def measure_of(row: Answer) -> Measure:
    """What the protocol version of this answer says about it."""
    protocol = followed(row.organisation_id, row.protocol, row.protocol_version)
    return next(measure for measure in protocol.measures if measure.code == row.code)


def no_reaction_in(case: Case, ring: Ring) -> str:
    """Why there is no reaction; empty when nobody wrote that down or this ring cannot open it."""
    row = NoReaction.objects.filter(case=case).first()
    if row is None or row.key_id not in ring.open_all([row.key_id]):
        return ""
    return unseal(row, "reason", with_=ring.open(row.key_id))


def requests_for(membership: Membership) -> list[Answer]:
    """What waits for this member to decide, as the one asked or as deputy; never of a case they are kept out of."""
    asked = Answer.objects.filter(Q(decider=membership) | Q(deputy=membership), state__in=WAITING)
    return list(may_know(asked.select_related("put_by__person"), membership).order_by("put_on", "pk"))


def decided_by(membership: Membership, *, since: date) -> list[Answer]:
    """What this member decided from that day on, the newest first; never of a case they are kept out of."""
    decided = Answer.objects.filter(decided_by=membership, decided_on__gte=since)
    return list(may_know(decided, membership).order_by("-decided_on", "pk"))


def request_for(membership: Membership, answer: UUID) -> Answer | None:
    """One request that was put to this member or to the one they deputise for, also after it was decided."""
    asked = Answer.objects.filter(Q(decider=membership) | Q(deputy=membership), pk=answer)
    return may_know(asked, membership).first()


def may_know(answers: QuerySet[Answer], membership: Membership) -> QuerySet[Answer]:
    """Without those of a case that this member is kept out of, by the case or by any report in it."""
    barred_report = CaseReport.objects.filter(~not_barred(membership, subject="report_id"), case=OuterRef("case_id"))
    return answers.filter(not_barred(membership, subject="case_id"), ~Exists(barred_report))
