"""Handing the file over: the check, what goes along, and the two files to take to the police."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.cases.models import Case
from rugdekking.documents.police_file import archive_of, paper_of, preview_of
from rugdekking.kernel.refusal import Refused
from rugdekking.police.duty import duty_of
from rugdekking.police.file.checking import missing, slips, traces
from rugdekking.police.file.handing import hand_over, handed, handed_over, may_leave, snapshot_of
from rugdekking.police.file.knowing import known_of
from rugdekking.police.file.queries import details_of, evidence_for
from rugdekking.police.models import Dossier, HandOver, Part, Route
from rugdekking.police.queries import sheet
from rugdekking.police.sheets import Wish
from rugdekking.vault.minisign import key_name
from rugdekking.web.access import Visit
from rugdekking.web.downloads import as_a_file
from rugdekking.web.office.asking import accepted, at, filled
from rugdekking.web.office.police.choosing_forms import route_of
from rugdekking.web.office.police.file_forms import HandOverForm
from rugdekking.web.office.police.frame import of_dossier, show_dossier
from rugdekking.web.office.saving import saved


@require_http_methods(["GET", "POST"])
@of_dossier
def check(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier) -> HttpResponse:
    """What is missing, what it would tell, and the choice of what goes along."""
    wish = sheet(dossier, Part.WISH, Wish, ring=visit.ring)
    form = filled(
        request,
        HandOverForm,
        found=evidence_for(dossier, visit.ring),
        details=details_of(dossier, visit.ring),
        wanted=_to_begin_with(visit, dossier, wish),
    )
    if "preview" in request.POST and form.is_valid():
        return saved(
            f"voorbeeld-{dossier.case.reference}",
            "pdf",
            lambda: preview_of(dossier, form.chosen, ring=visit.ring, at=timezone.now()),
        )
    made: list[HandOver] = []
    if accepted(
        request,
        form,
        lambda: made.append(hand_over(dossier, form.chosen, ring=visit.ring, at=timezone.now())),
    ):
        return redirect(at(visit, "dossier-handed", dossier.case.reference, dossier.pk, made[0].pk))
    known = known_of(dossier, visit.ring, at=timezone.now())
    earlier = [(row, snapshot_of(row, visit.ring)) for row in handed_over(dossier)]
    context = {
        "form": form,
        "missing": missing(known),
        "traces": traces(known),
        "slipped": slips(known),
        "earlier": earlier,
    }
    return show_dossier(request, visit, dossier, "office/police/check.html", context)


@require_safe
@of_dossier
def one(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, handing: UUID) -> HttpResponse:
    row = _found(dossier, handing)
    file = snapshot_of(row, visit.ring)
    stopped = not may_leave(dossier, file, ring=visit.ring)
    context = {"row": row, "file": file, "key": key_name(row.signing_id), "stopped": stopped}
    return show_dossier(request, visit, dossier, "office/police/handed.html", context)


@require_safe
@of_dossier
def paper(request: HttpRequest, visit: Visit, case: Case, dossier: Dossier, handing: UUID) -> HttpResponse:
    row = _found(dossier, handing)
    try:
        return saved(f"dossier-{case.reference}", "pdf", lambda: paper_of(row, ring=visit.ring, at=timezone.now()))
    except Refused as refusal:
        return _not_fetched(request, visit, row, refusal)


@require_safe
@of_dossier
def archive(
    request: HttpRequest, visit: Visit, case: Case, dossier: Dossier, handing: UUID
) -> HttpResponse | StreamingHttpResponse:
    """The ZIP, made while it is sent."""
    row = _found(dossier, handing)
    try:
        pieces = archive_of(row, ring=visit.ring, at=timezone.now())
    except Refused as refusal:
        return _not_fetched(request, visit, row, refusal)
    headers = as_a_file(f"dossier-{case.reference}.zip")
    return StreamingHttpResponse(pieces, content_type="application/zip", headers=headers)


def _not_fetched(request: HttpRequest, visit: Visit, row: HandOver, refusal: Refused) -> HttpResponse:
    messages.error(request, str(refusal.reason))
    return redirect(at(visit, "dossier-handed", row.dossier.case.reference, row.dossier_id, row.pk))


def _to_begin_with(visit: Visit, dossier: Dossier, wish: Wish | None) -> str:
    """The way that the form begins with: what the person wants, or what the organisation must do."""
    if duty_of(dossier, ring=visit.ring) is not None:
        return Route.COMPLAINT
    return "" if wish is None else route_of(wish)


def _found(dossier: Dossier, handing: UUID) -> HandOver:
    row = handed(dossier, handing)
    if row is None:
        raise Http404
    return row
