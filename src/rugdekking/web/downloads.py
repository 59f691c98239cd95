"""Files on their way to somebody: only ever to save, and never to be shown or run by a browser."""

from collections.abc import Mapping

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from rugdekking.reports.operations import Download

YAML = "application/yaml; charset=utf-8"


def to_save(content: str | bytes, name: str, content_type: str) -> HttpResponse:
    """What the site made itself, as a file called `name`."""
    return HttpResponse(content, content_type=content_type, headers=as_a_file(name))


def as_a_file(name: str) -> Mapping[str, str]:
    """The headers with which a browser saves an answer under `name`, and takes it for nothing else."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}


def attachment(download: Download) -> StreamingHttpResponse:
    """The answer that saves a file, opened while it is sent."""
    headers = {**as_a_file(download.name), "Content-Length": str(download.size)}
    return StreamingHttpResponse(download.pieces, content_type="application/octet-stream", headers=headers)


def picture(jpeg: bytes) -> HttpResponse:
    """A small picture that was drawn anew here: the one thing of a file that a browser shows."""
    answer = HttpResponse(jpeg, content_type="image/jpeg")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
