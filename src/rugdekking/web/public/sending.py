"""Sending a report, and what its writer reads then: the code, who reads it, what happens next and by when."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe
from msgspec.structs import replace

from rugdekking.clocks.queries import running_for
from rugdekking.clocks.status import ClockKind
from rugdekking.content.queries import latest
from rugdekking.content.schema import Passages
from rugdekking.kernel.refusal import Refused
from rugdekking.keys.queries import barred_members
from rugdekking.reports import operations as reports
from rugdekking.reports.choices import Kind
from rugdekking.reports.codes import all_under, for_concerned
from rugdekking.reports.queries import Mine, reports_under
from rugdekking.vault.codes import AccessCode
from rugdekking.web import limits, sessions
from rugdekking.web.public.guard import writes
from rugdekking.web.public.pages import SeeOther, onward, show
from rugdekking.web.public.path import check_page
from rugdekking.web.public.places import CLOSED, Place, Reader, place_at
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
    if not writing.stored:
        return onward("sent" if writing.sent else "check", writing.place)
    try:
        _send(request, writing)
    except Refused as refusal:
        return check_page(request, writing, {"refusal": str(refusal.reason)})
    return onward("sent", writing.place)


def _send(request: HttpRequest, writing: Writing) -> None:
    if not writing.place.is_open:
        raise Refused(CLOSED)
    reports.submit(
        writing.under,
        desk=writing.place.desk,
        story=replace(writing.story, code_kept=False),
        files=writing.files(),
        set_apart=limits.is_flood(request, organisation=writing.place.organisation.pk, at=writing.at),
        at=writing.at,
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody reads after sending."""

    mine: Mine
    readers: tuple[Reader, ...]
    contact_by: datetime | None
    # For the person it is about, when somebody else told it; they replace it by a code of their own.
    concerned: AccessCode | None


@require_safe
def sent(request: HttpRequest, organisation: str) -> HttpResponse:
    """The confirmation. Only a browser in which the code is open can show it."""
    place = place_at(organisation)
    raw = sessions.reporter_code(request)
    found = None if raw is None else _last_sent(AccessCode(raw), place)
    if raw is None or found is None:
        return SeeOther(place.own_page)
    report = found.mine.report
    context = {
        "sent": found,
        "report": report,
        "code": AccessCode(raw),
        "heading": HEADINGS[Kind(report.kind)],
        "next": latest(Passages, "next").passage(NEXT[Kind(report.kind)]),
    }
    return show(request, "sent", place, context)


@require_POST
def done(request: HttpRequest, organisation: str) -> HttpResponse:
    """The code is kept: nothing of the report stays in this browser."""
    sessions.forget(request)
    return onward("front", place_at(organisation))


def _last_sent(code: AccessCode, place: Place) -> Sent | None:
    order = [one.raw for one in all_under(code)]
    found = reports_under(place.organisation.pk, code)
    if not found:
        return None
    mine = max(found, key=lambda one: order.index(one.code.raw))
    report = mine.report
    barred = barred_members([report.pk], organisation=place.organisation.pk) if report.person_by_person else set()
    clocks = running_for([report.pk]).get(report.pk, [])
    return Sent(
        mine=mine,
        readers=tuple(reader for reader in place.readers if reader.id not in barred),
        contact_by=next((clock.due_at for clock in clocks if clock.kind == ClockKind.CONTACT), None),
        concerned=for_concerned(mine.code) if report.awaits_confirmation and not report.entered_by_desk else None,
    )
