"""One file of a report: what it is, whether it may be opened, what it looks like, and saving it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.cases import operations as cases
from rugdekking.inspection.kinds import Kind
from rugdekking.reports import operations as reports
from rugdekking.reports import queries
from rugdekking.reports.files import Standing
from rugdekking.reports.models import Report
from rugdekking.reports.queries import Piece
from rugdekking.web.about_file import AboutForm, initial
from rugdekking.web.access import Visit
from rugdekking.web.downloads import attachment, picture
from rugdekking.web.office.asking import Question, Sure, a_question, at
from rugdekking.web.office.page import show
from rugdekking.web.office.report.access import of_report
from rugdekking.web.turns import give_way
from rugdekking.web.ui.parts import Event


@require_safe
@of_report
def one(request: HttpRequest, visit: Visit, report: Report, piece: UUID) -> HttpResponse:
    """The page of a file. What was not checked yet is checked and cleaned by opening it."""
    give_way(request)
    found = reports.look_at_file(report, evidence=piece, ring=visit.ring, at=timezone.now())
    if found is None:
        raise Http404
    shown = found.file.standing == Standing.CHECKED and found.file.copy is not None
    context = {
        "report": report,
        "piece": found,
        "file": found.file,
        "has_picture": shown and found.file.kind in {Kind.PHOTO, Kind.VIDEO},
        "words": reports.words_of(report, evidence=piece, ring=visit.ring),
        "custody": [Event(one.what.capitalize(), one.at, one.who) for one in reversed(queries.custody([found.id]))],
        "back_address": at(visit, "report-files", report.reference),
    }
    return show(request, visit, "office/report/file.html", context)


@a_question(of_report)
def about(request: HttpRequest, visit: Visit, report: Report, piece: UUID) -> Question:
    """When it was made, where it was found, what it shows: the file itself stays as it came in."""
    found = _piece(visit, report, piece)
    form = AboutForm(request.POST if request.method == "POST" else None, initial=initial(found.about))
    return Question(
        heading="Over dit bestand",
        button="Opslaan",
        form=form,
        act=lambda: cases.describe_file(
            report, evidence=piece, about=form.about(), ring=visit.ring, at=timezone.now()
        ),
        done="Opgeslagen. De melder ziet het ook.",
        to=at(visit, "report-file", report.reference, piece),
    )


@require_safe
@of_report
def preview(request: HttpRequest, visit: Visit, report: Report, piece: UUID) -> HttpResponse:
    give_way(request)
    made = reports.preview_of(report, evidence=piece, ring=visit.ring)
    if made is None:
        raise Http404
    return picture(made)


@require_safe
@of_report
def copy(_request: HttpRequest, visit: Visit, report: Report, piece: UUID) -> StreamingHttpResponse:
    download = reports.fetch_copy(report, evidence=piece, ring=visit.ring, at=timezone.now())
    if download is None:
        raise Http404
    return attachment(download)


@require_http_methods(["GET", "POST"])
@of_report
def original(request: HttpRequest, visit: Visit, report: Report, piece: UUID) -> HttpResponseBase:
    """The file as it came in. Who saves it was warned, and the reporter sees it."""
    if request.method == "POST":
        download = reports.fetch_file(report, evidence=piece, ring=visit.ring, at=timezone.now())
        if download is None:
            raise Http404
        return attachment(download)
    found = _piece(visit, report, piece)
    context = {
        "form": Sure(),
        "heading": "Het origineel opslaan",
        "button": "Ik sla het origineel op",
        "back_address": at(visit, "report-file", report.reference, piece),
        "file": found.file,
    }
    return show(request, visit, "office/report/original.html", context)


def _piece(visit: Visit, report: Report, piece: UUID) -> Piece:
    found = queries.piece_of(report, visit.ring, evidence=piece)
    if found is None:
        raise Http404
    return found
