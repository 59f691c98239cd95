"""What to say to the police, on one page: to read, to print, and as PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.models import Case
from rugdekking.police.file.scripts import TITLES, on_paper, script
from rugdekking.police.models import Dossier
from rugdekking.rendering import documents
from rugdekking.web.access import Visit
from rugdekking.web.office.police.frame import of_dossier, show_dossier
from rugdekking.web.office.saving import saved


@require_safe
@of_dossier
def page(request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, which: str) -> HttpResponse:
    context = {"title": _title(which), "which": which, "parts": script(which, dossier, visit.ring, at=timezone.now())}
    return show_dossier(request, visit, dossier, "office/police/script.html", context)


@require_safe
@of_dossier
def paper(_request: HttpRequest, visit: Visit, _case: Case, dossier: Dossier, which: str) -> HttpResponse:
    _title(which)
    made = on_paper(which, dossier, visit.ring, at=timezone.now())
    return saved(f"politie-{which}", "pdf", lambda: documents.pdf(made))


def _title(which: str) -> str:
    if which not in TITLES:
        raise Http404
    return TITLES[which]
