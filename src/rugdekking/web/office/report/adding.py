"""Files that reach the desk another way: a photo handed over at the counter, a mail printed to PDF."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from rugdekking.cases import operations as cases
from rugdekking.cases.queries import case_of
from rugdekking.reports import operations as reports
from rugdekking.reports import queries
from rugdekking.reports.files import StoredFile
from rugdekking.reports.models import Report
from rugdekking.web import pieces
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import at
from rugdekking.web.office.page import show
from rugdekking.web.office.report.access import of_report
from rugdekking.web.uploads import FilesForm, keep_each, takes_files


@takes_files
@require_http_methods(["GET", "POST"])
@of_report
def files(request: HttpRequest, visit: Visit, report: Report) -> HttpResponse:
    """The files of the report, and adding more. A file that cannot be taken says why; the others are kept."""
    form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm()
    back = _page_of(visit, report)
    if form.is_bound and form.is_valid() and not _refused(visit, report, form):
        messages.success(request, "Toegevoegd. De melder ziet het ook, op de eigen pagina.")
        return redirect(back)
    context = {
        "form": form,
        "heading": f"Bestanden bij melding {report.reference}",
        "button": "Toevoegen",
        "back_address": back,
        "report": report,
        "files": queries.evidence(report, visit.ring),
        "coming": at(visit, "report-coming", report.reference),
    }
    return show(request, visit, "office/report/add_files.html", context)


@require_POST
@of_report
def coming(request: HttpRequest, visit: Visit, report: Report) -> HttpResponse:
    """A file that will come in piece by piece."""
    return pieces.begin(request, reports.for_report(report, visit.ring), at=timezone.now())


@require_POST
@of_report
def coming_piece(request: HttpRequest, visit: Visit, report: Report, file: UUID, number: int) -> HttpResponse:
    receiver = reports.for_report(report, visit.ring)
    return pieces.take(request, receiver, file=file, number=number, keep=partial(_hand_in, visit, report))


def _hand_in(visit: Visit, report: Report, file: StoredFile) -> None:
    cases.hand_in_file(report, ring=visit.ring, file=file, at=timezone.now())


def _refused(visit: Visit, report: Report, form: FilesForm) -> bool:
    """Add what can be taken, and tell in the form what cannot."""
    sentences = keep_each(
        form.cleaned_data["attached"],
        partial(_hand_in, visit, report),
    )
    for sentence in sentences:
        form.add_error("attached", sentence)
    return bool(sentences)


def _page_of(visit: Visit, report: Report) -> str:
    case = case_of(report.pk)
    return at(visit, "report", report.reference) if case is None else at(visit, "case-people", case.reference)
