"""Answers about possible offences, and the terms that follow from them and from what the prosecution said."""

from datetime import date, datetime

from django.db import transaction

from rugdekking.cases import operations as cases
from rugdekking.cases.operations.at_work import handled, must_have_been
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.operations import Subject
from rugdekking.clocks.queries import running_of
from rugdekking.clocks.status import ClockKind, MoveReason, SubjectKind
from rugdekking.clocks.terms import closing_of
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.police import hinting
from rugdekking.police.hints import complaint_may_be_needed
from rugdekking.police.models import Dossier, Filing, Part
from rugdekking.police.operations.ending import open_again
from rugdekking.police.operations.opening import record
from rugdekking.police.operations.sheets import write_sheet
from rugdekking.police.sheets import Answers
from rugdekking.police.terms import last_day_for_the_court, last_day_to_complain, last_day_to_object
from rugdekking.reports.actors import actor_of

# The terms that a handler starts by hand, with the last day of each.
STARTED_BY_HAND = {ClockKind.ARTICLE_12: last_day_for_the_court, ClockKind.OBJECTION: last_day_to_object}


class NotATermHere(Refused):
    """This term is not started by hand."""


@transaction.atomic
def answer_questions(dossier: Dossier, *, answers: Answers, ring: StaffRing, at: datetime) -> None:
    """Write down what is known about possible offences. The term for a complaint follows from it at once.

    It runs as soon as something may need a complaint, from the day on which the person came to know, and stops when
    nothing does. Raises `NotThatDay` for a day that still has to come, or knowing before it happened.
    """
    handled(dossier.case, ring)
    if answers.happened_on is not None:
        must_have_been(answers.happened_on, at=at)
    if answers.known_on is not None:
        must_have_been(answers.known_on, at=at, since=answers.happened_on)
    write_sheet(dossier, Part.OFFENCES, answers, ring=ring, at=at)
    found = hinting.hints_of(dossier, ring=ring, at=at)
    _follow_complaint(dossier, wanted=complaint_may_be_needed(found.hints), known_on=found.known_on, ring=ring, at=at)


@transaction.atomic
def start_term(dossier: Dossier, *, kind: ClockKind, told_on: date, ring: StaffRing, at: datetime) -> None:
    """Start the term to go to the court of appeal, or to object, from the day on which somebody was told.

    Started again with another day it moves. Raises `NotATermHere`, `NotThatDay` and `NoTimeLeft` when it passed.
    """
    handled(dossier.case, ring)
    must_have_been(told_on, at=at)
    if kind not in STARTED_BY_HAND:
        raise NotATermHere("Deze termijn begint vanzelf.")
    set_clock(dossier, kind, last=STARTED_BY_HAND[kind](told_on), ring=ring, at=at)
    record("dossier.term_started", dossier, by=ring, at=at)


@transaction.atomic
def let_go(dossier: Dossier, *, kind: ClockKind, ring: StaffRing, at: datetime) -> None:
    """The person does not use this term, or it passed. Raises `JustChanged` when it did not run."""
    handled(dossier.case, ring)
    if not clocks.stop(kind, subject=dossier.pk, at=at):
        raise JustChanged("Deze termijn loopt niet meer.")
    cases.refresh_due([dossier.case_id])
    record("dossier.term_let_go", dossier, by=ring, at=at)


def set_clock(dossier: Dossier, kind: ClockKind, *, last: date, ring: StaffRing, at: datetime) -> None:
    """Let the clock of this kind end on `last`, whether it ran already or not."""
    running = next((one for one in running_of(dossier.pk) if one.kind == kind), None)
    if running is None:
        start_clock(dossier, kind, last=last, ring=ring, at=at)
    elif running.due_at != closing_of(last):
        clocks.move(running, due=closing_of(last), reason=MoveReason.OTHER_START, by=actor_of(ring), at=at)
        cases.refresh_due([dossier.case_id])


def start_clock(dossier: Dossier, kind: ClockKind, *, last: date, ring: StaffRing, at: datetime) -> None:
    """Let a term run; in a track that had ended something can be done again."""
    open_again(dossier)
    clocks.start(
        kind,
        organisation=dossier.case.organisation,
        subject=Subject(SubjectKind.DOSSIER, dossier.pk, file=dossier.case_id),
        owner=ring.membership.pk,
        at=at,
        due=closing_of(last),
    )
    cases.refresh_due([dossier.case_id])


def _follow_complaint(dossier: Dossier, *, wanted: bool, known_on: date, ring: StaffRing, at: datetime) -> None:
    """A term that is over does not start: the page says kindly what is still possible."""
    done = Filing.objects.filter(dossier=dossier, prosecution=True, taken_back_on=None).exists()
    last = last_day_to_complain(known_on)
    if wanted and not done and last >= day_of(at) and closing_of(last) >= at:
        set_clock(dossier, ClockKind.COMPLAINT_TERM, last=last, ring=ring, at=at)
    elif clocks.stop(ClockKind.COMPLAINT_TERM, subject=dossier.pk, at=at):
        cases.refresh_due([dossier.case_id])
