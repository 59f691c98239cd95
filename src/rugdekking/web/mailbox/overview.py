"""How a report stands, in plain words: state, promises, messages, consents, files, and who looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rugdekking.aftercare.queries import opened_by_others
from rugdekking.cases import queries as cases
from rugdekking.clocks.models import Clock
from rugdekking.clocks.queries import all_for
from rugdekking.clocks.status import ClockKind, Outcome
from rugdekking.content.queries import latest
from rugdekking.content.schema import Passages
from rugdekking.kernel.time import day_of
from rugdekking.measures.models import Answer as GivenAnswer
from rugdekking.measures.queries import holds, measure_of, told_in
from rugdekking.organisations.roles import Role
from rugdekking.police.queries import dossier_of
from rugdekking.reports import queries
from rugdekking.reports.choices import Answer, Writer
from rugdekking.reports.queries import Letter
from rugdekking.reports.status import State
from rugdekking.web.mailbox.choosing import own_dossier
from rugdekking.web.mailbox.door import Own, own_report, show_own
from rugdekking.web.public.places import title_of
from rugdekking.web.ui.parts import Event, Mood, Step

# Which passage of content/nl/texts/next tells about a stage.
PASSAGES = {
    cases.Stage.RECEIVED: "received",
    cases.Stage.TAKEN: "intake",
    cases.Stage.HANDLING: "handling",
    cases.Stage.WAITING: "waiting",
    cases.Stage.AFTERCARE: "aftercare",
    cases.Stage.CLOSED: "closed",
    cases.Stage.WITHDRAWN: "withdrawn",
}
PROMISED = {
    ClockKind.CONTACT: "Iemand van het meldpunt neemt contact met u op",
    ClockKind.ANSWER: "Wij antwoorden op uw bericht",
    ClockKind.PLAN: "Er ligt een plan",
}


@require_safe
@own_report
def report(request: HttpRequest, own: Own) -> HttpResponse:
    """The page of one report. A withdrawn one shows only until when one can think again."""
    stage = cases.state_for_reporter(own.report)
    context = {"stage": latest(Passages, "next").passage(PASSAGES[stage])}
    if own.report.state == State.WITHDRAWN:
        return show_own(request, "withdrawn", own, context)
    return show_own(request, "report", own, context | _standing(own) | _people(own))


def _standing(own: Own) -> dict[str, Any]:
    letters = queries.messages(own.report, own.ring, holder=own.holder)
    consents = queries.consents(own.report, own.ring)
    owner = queries.owner_of(own.report)
    is_owner = owner is not None and owner.pk == own.holder.pk
    files = queries.evidence(own.report, own.ring)
    return {
        "promises": promises(own),
        "done": done(own),
        "last": told(letters[-1:]),
        "letters": len(letters),
        "asked": [one for one in consents if one.consent.state == Answer.ASKED],
        "answered": [one for one in consents if one.consent.state != Answer.ASKED],
        "is_owner": is_owner,
        "has_dossier": is_owner and dossier_of(own.report) is not None,
        "notes": cases.notes_for(own.report, own.ring),
        "may_choose": own_dossier(own) is not None,
        "may_ask_to_choose": is_owner and own.report.is_open_to_desk and dossier_of(own.report) is None,
        "files": len(files),
        "from_desk": [piece for piece in files if piece.added_by == Writer.DESK],
        "to_rate": own.report.state == State.CLOSED and queries.rating_of(own.report, own.holder) is None,
    }


def _people(own: Own) -> dict[str, Any]:
    also = opened_by_others(own.report)
    return {
        "looks": looks(own, also),
        "readers": [title_of(member) for member in queries.readers(own.report)],
        "knew": [one.title for one in queries.kept_out(own.report, also=also) if one.had_opened],
        "may_be_let_in": [(member.pk, title_of(member)) for member in queries.may_be_let_in(own.report)],
    }


@dataclass(frozen=True, slots=True)
class LookLine:
    role: str
    day: date


def looks(own: Own, also: Iterable[UUID]) -> list[LookLine]:
    """In which role somebody looked, and on which day, the newest first."""
    found = queries.looks(own.report, also=also)
    return [LookLine(Role(look.role).label if look.role else "iemand van het meldpunt", look.day) for look in found]


def promises(own: Own) -> list[Step]:
    """What was promised to the reporter, until when, and whether it was kept; the newest last."""
    texts = {one.clock.pk: one.text for one in cases.promises_to(own.report, own.ring)}
    clocks = [
        clock
        for clock in all_for([own.report.pk]).get(own.report.pk, [])
        if clock.is_promise and clock.outcome != Outcome.STOPPED
    ]
    return [
        Step(
            texts.get(clock.pk) or PROMISED.get(ClockKind(clock.kind), clock.get_kind_display()),
            **_kept(clock, own.at),
        )
        for clock in clocks
    ]


def _kept(clock: Clock, at: datetime) -> dict[str, Any]:
    """The state of a promise in words. A missed one says so, and a moved one says why."""
    mood: Mood = "plain"
    if clock.outcome == Outcome.KEPT:
        state, mood = "Nagekomen", "good"
    elif clock.outcome == Outcome.MISSED:
        state, mood = "Te laat gedaan", "attention"
    elif clock.due_at < at:
        state, mood = "Wij zijn te laat", "attention"
    else:
        state, mood = "Afgesproken", "info"
    moved = f"De datum is veranderd: {clock.get_move_reason_display()}." if clock.move_reason else ""
    return {"state": state, "mood": mood, "due": clock.due_at, "hint": moved}


def done(own: Own) -> list[Event]:
    """What the organisation did about the behaviour, in plain words: nothing of the other side is told."""
    case = cases.case_of(own.report.pk)
    return [] if case is None else [_done(row, own) for row in told_in(case)]


def _done(row: GivenAnswer, own: Own) -> Event:
    return Event(measure_of(row).label, row.served_on, "", holds(row, on=day_of(own.at)))


def told(letters: Iterable[Letter]) -> list[Event]:
    """Messages as events, by whom in plain words."""
    return [
        Event(
            "U schreef" if letter.from_reporter else "Het meldpunt schreef",
            datetime.fromisoformat(letter.words.at),
            "" if letter.from_reporter else letter.words.writer,
            letter.words.text,
        )
        for letter in letters
    ]
