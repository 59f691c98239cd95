"""Files on their way to somebody: only ever to save, and never to be shown or run by a browser."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from rugdekking.reports.operations import Download


def attachment(download: Download) -> StreamingHttpResponse:
    """The answer that saves a file, opened while it is sent."""
    answer = StreamingHttpResponse(download.pieces, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=download.name)
    answer.headers["Content-Length"] = str(download.size)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def picture(jpeg: bytes) -> HttpResponse:
    """A small picture that was drawn anew here: the one thing of a file that a browser shows."""
    answer = HttpResponse(jpeg, content_type="image/jpeg")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
