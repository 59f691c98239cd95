"""What could be done next in a case: read off the clocks that run and what is not there yet. A person decides."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from rugdekking.cases.models import Case
from rugdekking.cases.queries import owes_keys
from rugdekking.cases.status import State
from rugdekking.clocks.models import Clock
from rugdekking.clocks.status import ClockKind
from rugdekking.measures import queries as measures
from rugdekking.plans import queries as plans
from rugdekking.police.agreements import subjects_of
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import at
from rugdekking.web.ui.parts import Mood, Step

SOON = timedelta(days=2)
# What each running clock asks, and the page where one does it.
ASKS: Mapping[str, tuple[str, str]] = {
    ClockKind.ALARM: ("Iemand is nu niet veilig: neem meteen contact op", "case-contact"),
    ClockKind.CONTACT: ("Neem persoonlijk contact op met de melder", "case-contact"),
    ClockKind.ANSWER: ("Beantwoord het bericht van de melder", "case-contact"),
    ClockKind.PROMISE: ("Kom de toezegging aan de melder na", "case-contact"),
    ClockKind.REPORTER: ("Wacht op antwoord van de melder", "case-contact"),
    ClockKind.CONFIRMATION: ("Laat de betrokkene de tekst bevestigen", "case-people"),
    ClockKind.PLAN: ("Maak het plan met taken", "case-tasks"),
    ClockKind.TASK: ("Rond de open taken af", "case-tasks"),
    ClockKind.REACTION: ("Reageer op het gedrag", "case-answers"),
    ClockKind.HEARING: ("Hoor de andere kant", "case-answers"),
    ClockKind.DECISION: ("Wacht op een besluit van de beslisser", "case-answers"),
    ClockKind.REVIEW: ("Bekijk of de maatregel nog nodig is", "case-answers"),
    ClockKind.MEASURE_END: ("De maatregel loopt: let op de laatste dag", "case-answers"),
    ClockKind.OBJECTION: ("Er kan nog bezwaar komen", "case-answers"),
    ClockKind.OBJECTED: ("Laat het bezwaar beantwoorden", "case-answers"),
    ClockKind.POLICE_ANSWER: ("Kijk of politie en OM hun afspraken nakomen", "case-police"),
    ClockKind.PLATFORM: ("Vraag na wat het platform doet", "case-police"),
    ClockKind.SECURITY: ("Neem de volgende stap voor een veilige woning", "case-police"),
    ClockKind.SUBVERSION: ("Neem de volgende stap bij ondermijning", "case-police"),
    ClockKind.REFERRAL: ("Vraag hoe de verwijzing is gegaan", "case-care"),
    **dict.fromkeys(
        (ClockKind.SUPPORT_FIRST, ClockKind.SUPPORT_SECOND, ClockKind.SUPPORT_THIRD, ClockKind.SUPPORT_LAST),
        ("Houd de opvanggesprekken", "case-care"),
    ),
}


def next_steps(visit: Visit, case: Case, running: Iterable[Clock], *, now: datetime) -> list[Step]:
    """What nobody set a date for, and then what the clocks ask, the first due first."""
    listed = list(running)
    asked: dict[tuple[str, str], list[Clock]] = {}
    for clock in listed:
        plain = (f"Let op: {clock.get_kind_display()}", "case-timeline")
        asked.setdefault(ASKS.get(clock.kind, plain), []).append(clock)
    timed = [
        _timed(title, at(visit, page, case.reference), clocks, now=now) for (title, page), clocks in asked.items()
    ]
    return [*_keys_to_give(visit, case), *_untimed(visit, case, {clock.kind for clock in listed}), *timed]


def _keys_to_give(visit: Visit, case: Case) -> Iterable[Step]:
    """Who was asked before they had a key of their own, and has one now: each once, for one step gives everything."""
    if case.state == State.CLOSED or not owes_keys(case):
        return
    addresses: dict[str, str] = {}
    for task in plans.without_key(case):
        if task.owner is not None:
            addresses.setdefault(task.owner.person.name, at(visit, "case-task-key", case.reference, task.pk))
    for answer, asked in measures.without_key(case):
        addresses.setdefault(asked.person.name, at(visit, "case-answer-key", case.reference, answer.pk))
    for name, address in addresses.items():
        yield Step(f"Geef {name} de sleutel", "te doen", "attention", None, f"{name} wacht hierop.", address)


def _timed(title: str, address: str, clocks: list[Clock], *, now: datetime) -> Step:
    state, mood = _state(clocks[0].due_at, now)
    more = "" if len(clocks) == 1 else f"Dit staat {len(clocks)} keer open; de eerste loopt op deze dag af."
    named = "; ".join(subjects_of(one.pk for one in clocks if one.kind == ClockKind.POLICE_ANSWER))
    return Step(title, state, mood, clocks[0].due_at, " ".join(filter(None, (named and f"{named}.", more))), address)


def _state(due: datetime, now: datetime) -> tuple[str, Mood]:
    if due <= now:
        return "over tijd", "attention"
    return ("bijna aan de beurt", "info") if due <= now + SOON else ("loopt", "plain")


def _untimed(visit: Visit, case: Case, kinds: set[str]) -> Iterable[Step]:
    if case.state == State.CLOSED:
        return
    if not case.protocol:
        yield _open(visit, case, "Leg vast wat er is gebeurd", "case-facts")
    if case.state == State.INTAKE:
        yield _open(visit, case, "Sluit de intake af en begin de behandeling", "case-course")
    elif case.state == State.HANDLING and ClockKind.REACTION not in kinds and ClockKind.PLAN not in kinds:
        yield _open(visit, case, "Is het werk klaar? Zet de zaak op nazorg", "case-course")
    elif case.state == State.AFTERCARE:
        yield _open(visit, case, "Is alles gedaan? Sluit de zaak", "case-course")


def _open(visit: Visit, case: Case, title: str, page: str) -> Step:
    return Step(title, "te doen", "info", address=at(visit, page, case.reference))
