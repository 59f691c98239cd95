"""What somebody is writing: found again through the browser's visit or the code, kept after each page."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from rugdekking.kernel.time import day_of
from rugdekking.reports import operations as reports
from rugdekking.reports import queries
from rugdekking.reports.files import StoredFile
from rugdekking.reports.story import Story
from rugdekking.vault.codes import AccessCode
from rugdekking.web import sessions
from rugdekking.web.public.places import Place


@dataclass(frozen=True, slots=True)
class Writing:
    """A story under way. `code` is its writer's; `under` the one of this report, when others were sent before."""

    place: Place
    at: datetime
    code: AccessCode
    under: AccessCode
    story: Story
    # Whether it is stored, so that the code brings it back.
    stored: bool = False
    # Whether an earlier report went out under this code and nothing new was begun.
    sent: bool = False

    @property
    def is_further(self) -> bool:
        """Whether it goes under the code of an earlier report."""
        return self.under != self.code

    def files(self) -> list[StoredFile]:
        return queries.draft_files(self.under, organisation=self.place.organisation.pk) if self.stored else []


@dataclass(frozen=True, slots=True)
class Locked:
    """This browser had a code open and was left alone: the code must be typed again."""

    place: Place
    at: datetime


def found(request: HttpRequest, place: Place, *, at: datetime) -> Writing | Locked:
    """What this browser is writing at this organisation; an empty story when there is nothing yet."""
    visit = sessions.visit(request)
    kept = visit.code()
    if visit.locked:
        return Locked(place, at)
    if kept is not None:
        writing = behind(AccessCode(kept), place, at=at)
        if writing.stored or writing.sent:
            return writing
    # Nothing of this organisation is open here. The code of another one is never used for this one.
    code = AccessCode(visit.code_bytes())
    if kept is None and request.method == "GET" and settings.REPORTER_COOKIE in request.COOKIES:
        # An answer of ours may have been lost on the way: what was sent with it is there.
        return behind(code, place, at=at)
    return fresh(code, place, at=at)


def fresh(code: AccessCode, place: Place, *, at: datetime) -> Writing:
    return Writing(place, at, code, code, Story())


def behind(code: AccessCode, place: Place, *, at: datetime) -> Writing:
    """What was written under this code: the draft of its first report, or of the next one."""
    organisation = place.organisation.pk
    story = queries.draft(code, organisation=organisation, on=day_of(at))
    if story is not None:
        return Writing(place, at, code, code, story, stored=True)
    under = queries.next_code(organisation, code) or AccessCode.new()
    if under == code:
        return fresh(code, place, at=at)
    further = queries.draft(under, organisation=organisation, on=day_of(at))
    return Writing(place, at, code, under, further or Story(), stored=further is not None, sent=further is None)


@transaction.atomic
def kept(request: HttpRequest, writing: Writing, story: Story) -> Writing:
    """Store the story so far, and open its code in this browser. Raises `AlreadySent`."""
    organisation = writing.place.organisation
    reports.save_draft(writing.under, organisation=organisation, story=story, at=writing.at)
    open_code(request, writing)
    return replace(writing, story=story, stored=True)


def open_code(request: HttpRequest, writing: Writing) -> None:
    """Open the code in this browser, unless it is open already."""
    if sessions.reporter_code(request) != writing.code.raw:
        organisation = writing.place.organisation.pk
        sessions.open_reporter(request, writing.code.raw, organisation=organisation, at=writing.at)


def begin(request: HttpRequest, writing: Writing, *, new_code: bool) -> None:
    """Begin a further report: under the code of the earlier one, or under a code of its own."""
    if new_code:
        writing = fresh(AccessCode(sessions.visit(request).code_bytes()), writing.place, at=writing.at)
    kept(request, writing, Story())
