"""Tells the stories of an organisation, all together, in the order in which things happened."""

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from datetime import datetime

from rugdekking.config.demo.cast import Cast
from rugdekking.config.demo.people import DemoOrganisation
from rugdekking.config.demo.steps import Step
from rugdekking.config.demo.steps.report import kept
from rugdekking.config.demo.story import Told, code_of, stories_of
from rugdekking.config.demo.tale import Tale
from rugdekking.reports import operations as reports
from rugdekking.reports.queries import next_code
from rugdekking.reports.story import KeepOut
from rugdekking.vault.codes import AccessCode


@dataclass(frozen=True, slots=True)
class _Event:
    """A story begins, or goes on with a step."""

    at: datetime
    told: Told
    step: Step | None = None


def tell_the_stories(organisation: DemoOrganisation, cast: Cast, *, at: datetime) -> None:
    """Let everything happen that happened before `at`. What lies after it has yet to come."""
    tales: dict[str, Tale] = {}
    events = [event for told in stories_of(organisation.slug) for event in _events(told, at)]
    for event in sorted(events, key=lambda event: event.at):
        if event.at > at:
            break
        try:
            _let_happen(event, cast, tales)
        except Exception as error:
            error.add_note(f"In the story {event.told.key!r}, at {event.at:%Y-%m-%d %H:%M}: {event.step}")
            raise


def _events(told: Told, at: datetime) -> Iterator[_Event]:
    yield _Event(told.starts(at), told)
    for step, moment in zip(told.then, told.moments(at), strict=True):
        yield _Event(moment, told, step)


def _let_happen(event: _Event, cast: Cast, tales: MutableMapping[str, Tale]) -> None:
    if event.step is None:
        _begin(event.told, cast, tales, at=event.at)
    else:
        event.step.happen(tales[event.told.key], at=event.at)


def _begin(told: Told, cast: Cast, tales: MutableMapping[str, Tale], *, at: datetime) -> None:
    """The story is told for the first time: kept as a draft, sent, or typed by the desk."""
    desk = cast.desk
    keep_out = KeepOut(members=tuple(cast[key].membership.pk for key in told.keep_out))
    story = told.as_story(keep_out=keep_out, at=at)
    code = _code(told, cast, tales)
    if told.draft:
        reports.save_draft(code, organisation=desk.organisation, story=story, at=at)
        return
    if told.typed is None:
        files = [kept(name, text) for name, text in told.files.items()]
        report = reports.submit(code, desk=desk, story=story, files=files, at=at).report
    else:
        typed = reports.type_for(story, ring=cast[told.typed.by], desk=desk, origin=told.typed.origin, at=at)
        report, code = typed.report, typed.first_use_code
    own_code = code_of(desk.organisation.slug, told.key)
    tales[told.key] = Tale(cast, code, own_code, report.pk, tales)


def _code(told: Told, cast: Cast, tales: MutableMapping[str, Tale]) -> AccessCode:
    organisation = cast.desk.organisation
    if not told.under:
        return code_of(organisation.slug, told.key)
    code = next_code(organisation.pk, tales[told.under].code)
    if code is None:
        raise LookupError("This code has as many reports as a code can have.")
    return code
