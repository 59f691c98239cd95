"""Messages and files of somebody's own report."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rugdekking.cases import operations as cases
from rugdekking.inspection.findings import Left
from rugdekking.kernel.refusal import Refused
from rugdekking.reports import operations as reports
from rugdekking.reports import queries
from rugdekking.reports.choices import Writer
from rugdekking.reports.files import Standing, StoredFile
from rugdekking.reports.queries import Piece
from rugdekking.web import pieces
from rugdekking.web.about_file import AboutForm, initial
from rugdekking.web.downloads import attachment
from rugdekking.web.mailbox.door import Own, address, back_to, own_report, show_own
from rugdekking.web.mailbox.forms import MessageForm
from rugdekking.web.mailbox.overview import told
from rugdekking.web.uploads import FilesForm, keep_each, takes_files

# The first words of a message, by what somebody came from.
_BEGINNINGS = {
    "politie": "Ik wil graag samen kijken wat ik kan kiezen: een melding, een aangifte of iets anders. Belt u mij?"
}


@require_http_methods(["GET", "POST"])
@own_report
def messages(request: HttpRequest, own: Own) -> HttpResponse:
    """The conversation with the desk, the newest first, and a field to write in."""
    begin = {"text": _BEGINNINGS.get(request.GET.get("over", ""), "")}
    form = MessageForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        try:
            cases.receive_message(own.report, ring=own.ring, text=form.cleaned_data["text"], at=own.at)
        except Refused as refusal:
            form.add_error("text", str(refusal.reason))
        else:
            return back_to("messages", own)
    letters = queries.messages(own.report, own.ring, holder=own.holder)
    return show_own(request, "messages", own, {"form": form, "events": told(reversed(letters))})


@takes_files
@require_http_methods(["GET", "POST"])
@own_report
def files(request: HttpRequest, own: Own) -> HttpResponse:
    """The files of the report, and adding more. A file that cannot be taken says why; the others are kept."""
    form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm()
    if form.is_bound and form.is_valid() and not _refused(own, form):
        return back_to("files", own)
    found = queries.evidence(own.report, own.ring)
    return show_own(
        request,
        "files",
        own,
        {
            "form": form,
            "pieces": [(piece, _may_save(piece, own)) for piece in found],
            "coming": address("coming", own.place, reference=own.report.reference),
        },
    )


@require_POST
@own_report
def coming(request: HttpRequest, own: Own) -> HttpResponse:
    """A file that will come in piece by piece."""
    return pieces.begin(request, reports.for_report(own.report, own.ring), at=own.at)


@require_POST
@own_report
def coming_piece(request: HttpRequest, own: Own, file: UUID, number: int) -> HttpResponse:
    receiver = reports.for_report(own.report, own.ring)
    return pieces.take(request, receiver, file=file, number=number, keep=partial(_receive, own))


@require_http_methods(["GET", "POST"])
@own_report
def about(request: HttpRequest, own: Own, piece: UUID) -> HttpResponse:
    """What somebody tells of a file: when it was made, where it was found, what it shows."""
    found = queries.piece_of(own.report, own.ring, evidence=piece)
    if found is None:
        raise Http404
    form = AboutForm(request.POST if request.method == "POST" else None, initial=initial(found.about))
    if form.is_bound and form.is_valid():
        try:
            reports.describe_file(own.report, evidence=piece, about=form.about(), ring=own.ring, at=own.at)
        except Refused as refusal:
            form.add_error("note", str(refusal.reason))
        else:
            return back_to("files", own)
    return show_own(request, "about_file", own, {"form": form, "file": found.file})


@require_safe
@own_report
def file(_request: HttpRequest, own: Own, piece: UUID) -> StreamingHttpResponse:
    """One file, only ever to save: one's own as it was sent, of another reporter a cleaned copy that was checked."""
    found = queries.piece_of(own.report, own.ring, evidence=piece)
    if found is None:
        raise Http404
    fetch = reports.fetch_file if _as_it_was_sent(found, own) else reports.fetch_copy
    download = fetch(own.report, evidence=piece, ring=own.ring, at=own.at)
    if download is None:
        raise Http404
    return attachment(download)


def _as_it_was_sent(piece: Piece, own: Own) -> bool:
    checked = piece.file.standing == Standing.CHECKED
    return piece.added_by == own.holder.part or (checked and piece.file.copy is None and _tells_no_more(piece))


def _may_save(piece: Piece, own: Own) -> bool:
    """What another reporter sent may tell where they were: without a cleaned copy only its name is shown."""
    checked = piece.file.standing == Standing.CHECKED
    return piece.added_by == own.holder.part or (checked and (piece.file.copy is not None or _tells_no_more(piece)))


def _tells_no_more(piece: Piece) -> bool:
    """Nothing is hidden in it, or the desk itself chose to hand it over."""
    nothing_hidden = piece.file.verdict is not None and piece.file.verdict.left == Left.NOTHING_HIDDEN
    return nothing_hidden or piece.added_by == Writer.DESK


def _receive(own: Own, file: StoredFile) -> None:
    cases.receive_file(own.report, ring=own.ring, file=file, at=own.at)


def _refused(own: Own, form: FilesForm) -> bool:
    """Add what can be taken, and tell in the form what cannot."""
    sentences = keep_each(
        form.cleaned_data["attached"],
        partial(_receive, own),
    )
    for sentence in sentences:
        form.add_error("attached", sentence)
    return bool(sentences)
