"""Sending a report, and what its writer reads then: the code, who reads it, what happens next and by when."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from rugdekking.clocks.queries import running_of
from rugdekking.clocks.status import ClockKind
from rugdekking.content.queries import latest
from rugdekking.content.schema import Passages
from rugdekking.kernel.refusal import Refused
from rugdekking.keys.queries import barred_members
from rugdekking.reports.choices import Kind
from rugdekking.reports.codes import for_concerned
from rugdekking.reports.models import CodeHolder, Report
from rugdekking.reports.queries import holder_by_code, reports_under
from rugdekking.vault.codes import AccessCode
from rugdekking.web import sessions
from rugdekking.web.public.delivery import deliver
from rugdekking.web.public.guard import writes
from rugdekking.web.public.pages import Context, SeeOther, onward, onward_to_sent, show, show_alike
from rugdekking.web.public.path import check_page
from rugdekking.web.public.places import Place, Reader, place_at
from rugdekking.web.public.writing import Writing

HEADINGS = {
    Kind.TALK: "Wij bellen u",
    Kind.FEELING: "Uw bericht is verstuurd",
    Kind.INCIDENT: "Uw melding is verstuurd",
}
# The passage of content/nl/texts/next that tells what happens after each kind of report.
NEXT = {Kind.TALK: "talk", Kind.FEELING: "feeling", Kind.INCIDENT: "received"}


@require_POST
@writes
def send(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Send what was written. Sent twice it is one report; what cannot be sent stays as it was."""
    if writing.stored:
        files = writing.files()
        try:
            deliver(request, writing, writing.story, files=files)
        except Refused as refusal:
            return check_page(request, writing, files, {"refusal": str(refusal.reason)})
    elif not writing.sent:
        return onward("check", writing.place)
    return onward_to_sent(writing)


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody reads after sending."""

    readers: tuple[Reader, ...]
    contact_by: datetime | None
    # For the person it is about, when somebody else told it; they replace it by a code of their own.
    concerned: AccessCode | None


@require_safe
def sent(request: HttpRequest, organisation: str) -> HttpResponse:
    """The confirmation. Only a browser in which the code is open can show it."""
    place = place_at(organisation)
    raw = sessions.reporter_code(request)
    code = None if raw is None else AccessCode(raw)
    holder = None if code is None else _last_sent(code, place, further="vervolg" in request.GET)
    if code is None or holder is None:
        return SeeOther(place.own_page)
    report = holder[0].report
    told = _about(report, holder[1], place)
    if told.concerned is not None or report.person_by_person:
        return show(request, "sent", place, _context(report, told, code))
    key = f"sent {report.kind} {report.unsafe_now} {told.contact_by}"
    return show_alike(request, "sent", place, key=key, code=code, about=partial(_context, report, told))


def _context(report: Report, told: "Sent", code: AccessCode) -> Context:
    kind = Kind(report.kind)
    following = latest(Passages, "next").passage(NEXT[kind])
    return {"sent": told, "report": report, "code": code, "heading": HEADINGS[kind], "next": following}


@require_POST
def done(request: HttpRequest, organisation: str) -> HttpResponse:
    """The code is kept: nothing of the report stays in this browser."""
    sessions.forget(request)
    return onward("front", place_at(organisation))


def _last_sent(code: AccessCode, place: Place, *, further: bool) -> tuple[CodeHolder, AccessCode] | None:
    """The last report under this code, with the code that opens exactly that one."""
    organisation = place.organisation.pk
    if not further:
        holder = holder_by_code(organisation, code)
        return None if holder is None else (holder, code)
    last = max(reports_under(organisation, code), key=lambda one: one.number, default=None)
    return None if last is None else (last.holder, last.code)


def _about(report: Report, code: AccessCode, place: Place) -> Sent:
    barred = barred_members([report.pk], organisation=place.organisation.pk) if report.person_by_person else set()
    clocks = running_of(report.pk)
    return Sent(
        readers=tuple(reader for reader in place.readers if reader.id not in barred),
        contact_by=next((clock.due_at for clock in clocks if clock.kind == ClockKind.CONTACT), None),
        concerned=for_concerned(code) if report.awaits_confirmation and not report.entered_by_desk else None,
    )
