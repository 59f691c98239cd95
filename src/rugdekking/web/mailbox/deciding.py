"""What somebody decides about their own report: is the text right, may a step be taken, go on or withdraw."""

from collections import defaultdict
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rugdekking.aftercare import operations as aftercare
from rugdekking.cases import operations as cases
from rugdekking.content.queries import latest
from rugdekking.content.schema import Passages
from rugdekking.kernel.refusal import Refused
from rugdekking.reports import operations as reports
from rugdekking.reports import queries
from rugdekking.reports.choices import Score
from rugdekking.web.mailbox.door import Own, back_to, own_report, show_own
from rugdekking.web.mailbox.forms import CorrectForm, KeepOutForm, RatingForm
from rugdekking.web.public.summary import answers


@require_safe
@own_report
def story(request: HttpRequest, own: Own) -> HttpResponse:
    """The text as it stands, with earlier versions by day and writer; here one confirms what the desk typed."""
    versions = queries.versions(own.report, own.ring)
    files = [piece.file for piece in queries.evidence(own.report, own.ring)]
    owner = queries.owner_of(own.report)
    context = {
        "answers": answers(versions[-1].story, files=files, place=own.place, change=defaultdict(str)),
        "versions": versions,
        "may_confirm": own.report.awaits_confirmation and owner is not None and owner.pk == own.holder.pk,
    }
    return show_own(request, "story", own, context)


@require_http_methods(["GET", "POST"])
@own_report
def correct(request: HttpRequest, own: Own) -> HttpResponse:
    """Correct the text or add to it. Earlier versions stay."""
    told = queries.open_story(own.report, own.ring)
    form = CorrectForm(request.POST if request.method == "POST" else None, place=own.place, story=told, at=own.at)
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            reports.correct(own.report, ring=own.ring, story=form.told(), at=own.at)
        except Refused as refused:
            refusal = str(refused.reason)
        else:
            return back_to("story", own)
    return show_own(request, "correct", own, {"form": form, "refusal": refusal})


@require_POST
@own_report
def confirm(request: HttpRequest, own: Own) -> HttpResponse:
    """The text that the desk typed is right."""
    try:
        reports.confirm(own.report, ring=own.ring, at=own.at)
    except Refused as refusal:
        return _refused(request, own, refusal)
    return back_to("report", own)


@require_POST
@own_report
def consent(request: HttpRequest, own: Own, consent: UUID) -> HttpResponse:
    """Yes, no, or no longer: an answer to one step that the desk asked about."""
    asked = next((one.consent for one in queries.consents(own.report, own.ring) if one.consent.pk == consent), None)
    if asked is None:
        raise Http404
    try:
        if request.POST.get("antwoord") == "intrekken":
            aftercare.withdraw_consent(asked, ring=own.ring, at=own.at)
        else:
            given = request.POST.get("antwoord") == "ja"
            aftercare.answer_consent(asked, given=given, ring=own.ring, at=own.at)
    except Refused as refusal:
        return _refused(request, own, refusal)
    return back_to("report", own)


@require_http_methods(["GET", "POST"])
@own_report
def withdraw(request: HttpRequest, own: Own) -> HttpResponse:
    """Take the report back: the page says first what goes, what stays and when."""
    if request.method == "POST":
        try:
            reports.withdraw(own.report, ring=own.ring, at=own.at)
        except Refused as refusal:
            return _refused(request, own, refusal)
        return back_to("report", own)
    context = {"texts": latest(Passages, "withdraw"), "days": own.place.organisation.withdrawn_days}
    return show_own(request, "withdraw", own, context)


@require_POST
@own_report
def stay(request: HttpRequest, own: Own) -> HttpResponse:
    """Think again after withdrawing."""
    try:
        reports.stay(own.report, ring=own.ring, at=own.at)
    except Refused as refusal:
        return _refused(request, own, refusal)
    return back_to("report", own)


@require_http_methods(["GET", "POST"])
@own_report
def rate(request: HttpRequest, own: Own) -> HttpResponse:
    """Look back after closing; the answer can open the report again."""
    form = RatingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            aftercare.rate(
                own.report,
                ring=own.ring,
                score=Score(told["score"]),
                comment=told["comment"],
                reopen=told["reopen"],
                at=own.at,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            return back_to("report", own)
    return show_own(request, "rate", own, {"form": form})


@require_http_methods(["GET", "POST"])
@own_report
def keep_out(request: HttpRequest, own: Own) -> HttpResponse:
    """Somebody who could read the report must not know of it any more."""
    form = KeepOutForm(*([request.POST] if request.method == "POST" else []), readers=queries.readers(own.report))
    if form.is_bound and form.is_valid():
        try:
            cases.keep_out_of_report(own.report, membership=form.chosen(), ring=own.ring, at=own.at)
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            return back_to("report", own)
    return show_own(request, "keep_out", own, {"form": form})


@require_POST
@own_report
def let_in(request: HttpRequest, own: Own) -> HttpResponse:
    """Let one more member of the desk read a report that only some can open."""
    wanted = request.POST.get("wie", "")
    member = next((one for one in queries.may_be_let_in(own.report) if str(one.pk) == wanted), None)
    if member is None:
        raise Http404
    try:
        reports.let_in(own.report, membership=member, ring=own.ring, at=own.at)
    except Refused as refusal:
        return _refused(request, own, refusal)
    return back_to("report", own)


def _refused(request: HttpRequest, own: Own, refusal: Refused) -> HttpResponse:
    return show_own(request, "refused", own, {"refusal": refusal.reason})
