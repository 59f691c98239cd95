"""Going along a route: whom to call, a secured home, or what to do about a bribe. Each step has a day and a hand."""

from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from django.db import transaction

from rugdekking.cases import operations as cases
from rugdekking.cases.operations.at_work import handled, must_have_been
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind, SubjectKind
from rugdekking.clocks.terms import closing_of, due_after
from rugdekking.content.schema import RouteStep, Subversion
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.kernel.time import day_of
from rugdekking.keys.rings import StaffRing
from rugdekking.police.models import Dossier, Part
from rugdekking.police.operations.sheets import write_sheet
from rugdekking.police.queries import sheet
from rugdekking.police.routes import route_in, shipped_route, steps_of
from rugdekking.police.writing import Done, Followed

# Calling when a life is threatened is a matter of minutes: there no clock helps.
_CLOCKS = {Part.SECURITY: ClockKind.SECURITY, Part.SUBVERSION: ClockKind.SUBVERSION}
ANSWERS = ("yes", "no", "unknown")


class NotOnThisRoute(Refused):
    """The route has no such step for this person, or no such question."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: on which day, and what is worth knowing of it."""

    code: str
    on: date
    note: str = ""


@transaction.atomic
def begin_route(dossier: Dossier, part: Part, *, office: str, ring: StaffRing, at: datetime) -> None:
    """Begin a route for the person of this file, in the version that is shipped now.

    `office` is a code of content/nl/offices, or empty when it is not known: it decides which steps are theirs.
    Raises `JustChanged` when it was begun already.
    """
    handled(dossier.case, ring)
    if sheet(dossier, part, Followed, ring=ring) is not None:
        raise JustChanged("Hiermee is intussen al begonnen.")
    shipped = shipped_route(part, dossier.organisation)
    followed = Followed(version=shipped.version, office=office, begun_on=day_of(at))
    _write(dossier, part, followed, ring=ring, at=at)


@transaction.atomic
def take_step(dossier: Dossier, part: Part, taken: Taken, *, ring: StaffRing, at: datetime) -> None:
    """Write down that a step was taken; the clock goes on to the next one.

    Raises `NotOnThisRoute`, `NotThatDay`, and `JustChanged` when a colleague wrote it down already.
    """
    handled(dossier.case, ring)
    followed = _begun(dossier, part, ring)
    must_have_been(taken.on, at=at)
    if taken.code not in {one.code for one in steps_of(dossier, part, followed)}:
        raise NotOnThisRoute("Deze stap hoort hier niet bij.")
    if taken.code in {one.code for one in followed.done}:
        raise JustChanged("Deze stap is al vastgelegd.")
    done = Done(code=taken.code, on=taken.on, by=ring.membership.person.name, note=taken.note.strip())
    _write(dossier, part, msgspec.structs.replace(followed, done=(*followed.done, done)), ring=ring, at=at)


@transaction.atomic
def answer_duty(dossier: Dossier, answers: tuple[str, ...], *, ring: StaffRing, at: datetime) -> None:
    """Write down the answers to the questions about the duty to file. They never decide: `decide_duty` does.

    Raises `NotOnThisRoute` for answers that fit no question.
    """
    handled(dossier.case, ring)
    followed = _begun(dossier, Part.SUBVERSION, ring)
    route = route_in(Part.SUBVERSION, dossier.organisation, followed.version)
    questions = route.duty.questions if isinstance(route, Subversion) else ()
    if len(answers) != len(questions) or not set(answers) <= set(ANSWERS):
        raise NotOnThisRoute("Beantwoord elke vraag met ja, nee of weet ik niet.")
    _write(dossier, Part.SUBVERSION, msgspec.structs.replace(followed, answers=answers), ring=ring, at=at)


def _begun(dossier: Dossier, part: Part, ring: StaffRing) -> Followed:
    followed = sheet(dossier, part, Followed, ring=ring)
    if followed is None:
        raise NotOnThisRoute("Begin eerst met deze stappen.")
    return followed


def _write(dossier: Dossier, part: Part, followed: Followed, *, ring: StaffRing, at: datetime) -> None:
    write_sheet(dossier, part, followed, ring=ring, at=at)
    kind = _CLOCKS.get(part)
    if kind is not None:
        _start_next(kind, dossier, steps_of(dossier, part, followed), followed, owner=ring, at=at)
        cases.refresh_due([dossier.case_id])


def _start_next(
    kind: ClockKind,
    dossier: Dossier,
    steps: tuple[RouteStep, ...],
    followed: Followed,
    *,
    owner: StaffRing,
    at: datetime,
) -> None:
    """One clock runs for the first step that is open; it ends as kept or missed when that step was taken."""
    taken = {one.code for one in followed.done}
    left = next((one for one in steps if one.code not in taken and one.due is not None), None)
    running = Clock.objects.filter(kind=kind, subject_id=dossier.pk, ended_at=None).first()
    due = None if left is None or left.due is None else due_after(closing_of(followed.begun_on), left.due)
    if running is not None and due is not None and running.due_at == due:
        return
    clocks.keep(kind, subject=dossier.pk, at=at)
    if due is not None:
        clocks.start(
            kind,
            organisation=dossier.organisation,
            subject=clocks.Subject(SubjectKind.DOSSIER, dossier.pk, file=dossier.case_id),
            owner=owner.membership.pk,
            at=at,
            due=max(due, at),
        )
