"""What became of an answer after it was made known: reviews, changes and objections, and who may deal with them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from rugdekking.cases.models import Case, CaseReport, Handler
from rugdekking.clocks.models import Clock
from rugdekking.content.schema import Decider
from rugdekking.kernel.time import add_months
from rugdekking.keys.queries import barred_members, is_barred, not_barred
from rugdekking.keys.rings import Ring, StaffRing
from rugdekking.measures import queries
from rugdekking.measures.models import Answer, Change, ChangeKind, Objection, Remedy, Review
from rugdekking.measures.queries import Candidate
from rugdekking.measures.sealing import unseal
from rugdekking.measures.status import ChangeState, ObjectionState
from rugdekking.measures.terms import last_day_to_object
from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import members
from rugdekking.organisations.roles import DESK, Role
from rugdekking.vault.secrets import Secret

# Whoever has a complaint about conduct older than a year need not be heard (Awb 9:8, first paragraph under b).
_MONTHS_TO_COMPLAIN = 12
_IN_THE_POST = timedelta(weeks=1)
_OF_CHANGE = ("ground", "view", "reason", "told_text")
_OF_OBJECTION = ("text", "reason", "told_text")
R = TypeVar("R", bound=Model)


@dataclass(frozen=True, slots=True)
class OpenReview:
    row: Review
    reason: str


@dataclass(frozen=True, slots=True)
class OpenChange:
    row: Change
    ground: str
    view: str
    reason: str
    told: str


@dataclass(frozen=True, slots=True)
class OpenObjection:
    row: Objection
    text: str
    reason: str
    told: str


@dataclass(frozen=True, slots=True)
class Course:
    """Everything that happened to one answer, each the oldest first."""

    reviews: tuple[OpenReview, ...]
    changes: tuple[OpenChange, ...]
    objections: tuple[OpenObjection, ...]

    @property
    def open_change(self) -> OpenChange | None:
        """The change that waits for a decision or to be made known."""
        open_states = {ChangeState.ASKED, ChangeState.AGREED}
        return next((one for one in self.changes if one.row.state in open_states), None)


def course_of(answer: Answer, ring: Ring) -> Course:
    """The course of an answer that this ring opens. Raises `NoKey`."""
    secret = ring.open(answer.key_id)
    reviews = Review.objects.filter(answer=answer).select_related("held_by__person").order_by("held_on", "pk")
    changes = Change.objects.filter(answer=answer).select_related("decider__person", "decided_by__person")
    objections = (
        Objection.objects.filter(answer=answer).select_related("answerer__person").order_by("received_on", "pk")
    )
    return Course(
        tuple(OpenReview(row, unseal(row, "reason", with_=secret)) for row in reviews),
        tuple(OpenChange(row, *_texts(row, _OF_CHANGE, secret)) for row in changes.order_by("put_on", "pk")),
        tuple(
            OpenObjection(row, *_texts(row, _OF_OBJECTION, secret))
            for row in objections.order_by("received_on", "pk")
        ),
    )


def _texts(row: Change | Objection, fields: Iterable[str], secret: Secret) -> list[str]:
    return [unseal(row, field, with_=secret) for field in fields]


def looks_after(answer: Answer, membership: Membership) -> bool:
    """Whether this member handles the case, or keeps or kept a clock of this answer; never somebody kept out.

    Who looked after a measure still sees how it ended, and takes in an objection that comes after.
    """
    if membership.left_on is not None or is_barred(membership, queries.subjects_of(answer.case)):
        return False
    handles = Handler.objects.filter(case=answer.case_id, membership=membership, until=None).exists()
    about = [answer.pk, *ids_of([answer.pk])]
    return handles or Clock.objects.filter(keeper=membership.pk, subject_id__in=about).exists()


def kept_by(membership: Membership) -> list[Answer]:
    """The measures that this member looks after while their cases are closed, the first that ends first."""
    kept = list(Clock.objects.filter(keeper=membership.pk, ended_at=None).values_list("subject_id", flat=True))
    about = Objection.objects.filter(pk__in=kept).values("answer")
    rows = Answer.objects.filter(Q(pk__in=kept) | Q(pk__in=about)).select_related(
        "case__organisation", "decider__person"
    )
    return list(_may_know(rows, membership, case="case_id").order_by("ends_on", "pk"))


def change_deciders(answer: Answer, ring: StaffRing) -> list[Candidate]:
    """Who may decide about a change: whoever has the mandate for such a measure in this case.

    A keeper who cannot open the case asks whoever decided, or was asked, before.
    """
    mandate = Decider(answer.mandate)
    if answer.case.key_id in ring.open_all([answer.case.key_id]):
        return queries.deciders(answer.case, decider=mandate, ring=ring)
    out = barred_members(queries.subjects_of(answer.case), organisation=answer.organisation_id)
    asked = [pk for pk in (answer.decider_id, answer.deputy_id) if pk is not None and pk not in out]
    return [Candidate(one, mandate) for one in members(answer.organisation_id, {Role.DECIDER}).filter(pk__in=asked)]


def may_not_decide(case: Case, ring: StaffRing) -> set[UUID]:
    """Who may not decide or judge in this case, as far as this ring can tell: without the case key nobody reads who
    the persons concerned are, and only the bars are known."""
    if case.key_id in ring.open_all([case.key_id]):
        return queries.kept_out(case, ring=ring)
    return barred_members(queries.subjects_of(case), organisation=case.organisation_id)


def took_part(answer: Answer) -> set[UUID]:
    """Who decided about this answer or put it, or did so for a change of it: they judge no objection to it."""
    changes = Change.objects.filter(answer=answer, state__in=[ChangeState.AGREED, ChangeState.DONE])
    pairs = [(answer.decided_by_id, answer.put_by_id), *changes.values_list("decided_by", "put_by")]
    return {one for pair in pairs for one in pair if one is not None}


def readers(answer: Answer) -> set[UUID]:
    """Who needs the key of this answer itself: who was asked to decide it or a change of it, who judges an objection
    to it, and who keeps a clock of it."""
    changes = Change.objects.filter(answer=answer).exclude(state=ChangeState.WITHDRAWN)
    objections = Objection.objects.filter(answer=answer).exclude(state=ObjectionState.WITHDRAWN)
    clocks = Clock.objects.filter(subject_id__in=[answer.pk, *ids_of([answer.pk])])
    found = [answer.decider_id, answer.deputy_id, *objections.values_list("answerer", flat=True)]
    found += [one for pair in changes.values_list("decider", "deputy") for one in pair]
    return {one for one in (*found, *clocks.values_list("keeper", flat=True)) if one is not None}


def answerers(answer: Answer, ring: StaffRing) -> list[Membership]:
    """Who may judge an objection, deciders first: never who decided or put it or a change of it, or is kept out.

    Empty for a keeper who cannot open the case: they cannot tell who is concerned, so who can chooses.
    """
    if answer.case.key_id not in ring.open_all([answer.case.key_id]):
        return []
    out = took_part(answer) | may_not_decide(answer.case, ring)
    found = [*members(answer.organisation_id, {Role.DECIDER}), *members(answer.organisation_id, DESK)]
    return list({one.pk: one for one in found if one.pk not in out}.values())


def is_in_time(answer: Answer, received_on: date) -> bool:
    """Whether an objection that came in on this day is in time, counted from the last thing that was made known.

    What was posted on the last day may come in a week later (Awb 6:9, second paragraph). Nobody writes down when or
    how it was sent, so that week counts for everybody.
    """
    longer = Change.objects.filter(answer=answer, state=ChangeState.DONE, kind=ChangeKind.EXTEND)
    told = max(day for day in (answer.served_on, *longer.values_list("told_on", flat=True)) if day is not None)
    if answer.remedy == Remedy.OBJECTION:
        return received_on <= last_day_to_object(told) + _IN_THE_POST
    return received_on <= add_months(told, _MONTHS_TO_COMPLAIN)


def changes_for(membership: Membership) -> list[Change]:
    """The changes that wait for this member to decide, as the one asked or as deputy."""
    asked = Change.objects.filter(Q(decider=membership) | Q(deputy=membership), state=ChangeState.ASKED)
    return list(_with_answer(asked, membership).order_by("put_on", "pk"))


def change_for(membership: Membership, change: UUID) -> Change | None:
    """One change that was put to this member or to the one they deputise for, also after it was decided."""
    asked = Change.objects.filter(Q(decider=membership) | Q(deputy=membership), pk=change)
    return _with_answer(asked, membership).first()


def objections_for(membership: Membership) -> list[Objection]:
    """The objections that wait for this member's judgement."""
    asked = Objection.objects.filter(answerer=membership, state=ObjectionState.RECEIVED)
    return list(_with_answer(asked, membership).order_by("received_on", "pk"))


def objection_for(membership: Membership, objection: UUID) -> Objection | None:
    """One objection that this member was asked to judge, also after they did."""
    asked = Objection.objects.filter(answerer=membership, pk=objection)
    return _with_answer(asked, membership).first()


def change_of(answer: Answer, change: UUID) -> Change | None:
    """One change of this answer."""
    return Change.objects.filter(answer=answer, pk=change).select_related("answer__case").first()


def objection_of(answer: Answer, objection: UUID) -> Objection | None:
    """One objection to this answer."""
    return Objection.objects.filter(answer=answer, pk=objection).select_related("answer__case").first()


def ids_of(answers: Collection[UUID]) -> list[UUID]:
    """The ids of the objections to these answers, which have clocks of their own."""
    return list(Objection.objects.filter(answer__in=answers).values_list("pk", flat=True))


def _with_answer(rows: QuerySet[R], membership: Membership) -> QuerySet[R]:
    found = rows.select_related(
        "answer__case__organisation",
        "answer__case__key",
        "answer__put_by__person",
        "answer__decider__person",
        "answer__decided_by__person",
    )
    return _may_know(found, membership, case="answer__case_id")


def _may_know(rows: QuerySet[R], membership: Membership, *, case: str) -> QuerySet[R]:
    """Without those of a case that this member is kept out of, by the case or by any report in it."""
    barred_report = CaseReport.objects.filter(~not_barred(membership, subject="report_id"), case=OuterRef(case))
    return rows.filter(not_barred(membership, subject=case), ~Exists(barred_report))
