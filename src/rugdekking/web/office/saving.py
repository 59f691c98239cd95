"""A document to save: it leaves as a file, and never opens inside the page."""

from collections.abc import Callable

from django.http import Http404, HttpResponse

from rugdekking.web.downloads import to_save

FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def saved(name: str, form: str, make: Callable[[], bytes]) -> HttpResponse:
    """The document that `make` gives, as a file. Its name tells nothing of what stands in it."""
    if form not in FORMS:
        raise Http404
    return to_save(make(), f"{name}.{form}", FORMS[form])
