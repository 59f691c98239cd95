"""One version as visitors would read it, and a scan tried out."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.content.schema import Scan
from rugdekking.scans.models import OwnContent
from rugdekking.scans.queries import read
from rugdekking.scans.weighing import weigh
from rugdekking.web.access import Visit
from rugdekking.web.office.own_content.shelves import Shelf, of_version
from rugdekking.web.office.page import show
from rugdekking.web.scans import showing
from rugdekking.web.scans.forms import ScanForm


@require_safe
@of_version
def one(request: HttpRequest, visit: Visit, shelf: Shelf, row: OwnContent) -> HttpResponse:
    """All that visitors can come to read."""
    content = shelf.read(row)
    context = {
        "row": row,
        "shelf": shelf,
        "one": content,
        "about": content.about if isinstance(content, Scan) else content.summary,
        "oneself": row.made_by.person_id == visit.membership.person_id,
    }
    return show(request, visit, shelf.template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_version
def trial(request: HttpRequest, visit: Visit, _shelf: Shelf, row: OwnContent) -> HttpResponse:
    """Fill it in as a visitor would. Nothing of it is kept."""
    scan = read(row)
    form = ScanForm(request.POST or None, scan=scan)
    context = {"row": row, "scan": scan, "form": form, "outcome": None}
    if request.method == "POST":
        outcome = weigh(scan, form.answers)
        organisation = visit.membership.organisation
        context["outcome"] = {
            "levels": showing.levels(scan, outcome),
            "first": showing.items(scan, outcome.first, organisation),
            "later": showing.items(scan, outcome.later, organisation),
            "thoughts": showing.by_theme(scan, showing.items(scan, outcome.thoughts, organisation)),
        }
    return show(request, visit, "office/own_content/trial.html", context)
