"""The file for the police, on the person's own page: read and correct the answers, write down a contact, and see to
whom it went."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.police.duty import duty_of
from rugdekking.police.file import operations as file
from rugdekking.police.file.handing import exports_of, handed_over, snapshot_of
from rugdekking.police.file.queries import account_of, log_of, usual_channel
from rugdekking.police.file.scripts import agreed
from rugdekking.police.file.sheets import QUESTIONS, LogLine
from rugdekking.police.following import OpenNews, news_of, watches_of
from rugdekking.police.models import Dossier, Part
from rugdekking.police.queries import dossier_of, sheet
from rugdekking.police.writing import AtThePolice, Words
from rugdekking.reports.queries import owner_of
from rugdekking.web.mailbox.door import Own, address, back_to, own_report, show_own
from rugdekking.web.mailbox.file_forms import ContactForm, OwnAccountForm
from rugdekking.web.public.pages import SeeOther
from rugdekking.web.refusals import field_of
from rugdekking.web.slices import sliced
from rugdekking.web.ui.parts import Answer, Event

# Says after a redirect that a contact was written down: the page has no session in which to keep that.
_WRITTEN = "opgeschreven"


@require_safe
@own_report
def overview(request: HttpRequest, own: Own) -> HttpResponse:
    """The answers as they stand, the newest contacts, and every time that the file was made ready for somebody."""
    dossier = _own_file(own)
    told = account_of(dossier, own.ring)
    change = address("dossier-correct", own.place, reference=own.report.reference)
    context = {
        "answers": [Answer(question, getattr(told.account, name), change) for name, question, _ in QUESTIONS],
        "told": told,
        "lines": len(log_of(dossier, own.ring)),
        "news": [_told(one) for one in news_of(dossier, ring=own.ring)],
        "watched": watches_of(dossier, ring=own.ring),
        "at_police": sheet(dossier, Part.AT_POLICE, AtThePolice, ring=own.ring),
        "ending": sheet(dossier, Part.ENDING, Words, ring=own.ring) if dossier.ended_on else None,
        "agreed": agreed(),
        "exports": exports_of(dossier),
        "duty": duty_of(dossier, ring=own.ring),
        "handed": [(row, snapshot_of(row, own.ring)) for row in handed_over(dossier)],
    }
    return show_own(request, "police_file", own, context)


@require_http_methods(["GET", "POST"])
@own_report
def correct(request: HttpRequest, own: Own) -> HttpResponse:
    """Correct the answers, or save them as they are: then the desk knows that they were read over."""
    dossier = _own_file(own)
    account = account_of(dossier, own.ring).account
    form = OwnAccountForm(request.POST if request.method == "POST" else None, account=account)
    if form.is_bound and form.is_valid():
        try:
            file.write_account(dossier, form.account, ring=own.ring, at=own.at)
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            return back_to("dossier", own)
    return show_own(request, "police_correct", own, {"form": form})


@require_http_methods(["GET", "POST"])
@own_report
def logbook(request: HttpRequest, own: Own) -> HttpResponse:
    """Write down a contact at once, on a phone, and read them all."""
    dossier = _own_file(own)
    lines = log_of(dossier, own.ring)
    begin = {"day": day_of(own.at), "channel": usual_channel(lines)}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        line = LogLine(day=told["day"], moment=told["time"], channel=told["channel"], text=told["text"])
        try:
            file.add_line(dossier, line, ring=own.ring, at=own.at)
        except Refused as refusal:
            form.add_error(field_of(refusal, form), str(refusal.reason))
        else:
            return SeeOther(f"{address('dossier-log', own.place, reference=own.report.reference)}?{_WRITTEN}")
    context = {
        "form": form,
        "page": sliced(request, form.events(lines)),
        "written": _WRITTEN in request.GET and not form.is_bound,
    }
    return show_own(request, "police_log", own, context)


@require_http_methods(["GET", "POST"])
@own_report
def strike(request: HttpRequest, own: Own, entry: UUID) -> HttpResponse:
    """Strike a line that you wrote yourself: the page says first what that means."""
    found = next((one for one in log_of(_own_file(own), own.ring) if one.row.pk == entry), None)
    if found is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        try:
            file.strike_line(found.row, ring=own.ring, at=own.at)
        except Refused as refusal:
            refused = str(refusal.reason)
        else:
            return back_to("dossier-log", own)
    return show_own(request, "police_strike", own, {"line": found.line, "refused": refused})


def _told(one: OpenNews) -> Event:
    """News in the words of whoever it is about."""
    return Event(one.title, one.row.on, "", "\n\n".join(filter(None, (one.meaning, one.text))))


def _own_file(own: Own) -> Dossier:
    """The file of whoever's page this is, and of nobody else who has a code to the same report."""
    owner, dossier = owner_of(own.report), dossier_of(own.report)
    if dossier is None or owner is None or owner.pk != own.holder.pk or not own.report.is_open_to_desk:
        raise Http404
    return dossier
