"""The national pages, to make an own version of."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rugdekking.kernel.refusal import Refused
from rugdekking.knowledge.operations import take_over
from rugdekking.knowledge.queries import homes_edited_by, national_pages
from rugdekking.web.access import signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """Every national page; choosing one makes a draft of it in the own home, where it waits for its second reader."""
    homes = homes_edited_by(signed_in(request))
    if request.method != "POST":
        return render(request, "editing/national.html", {"pages": national_pages(), "homes": homes})
    chosen = next((page for page in national_pages() if str(page.pk) == request.POST.get("page")), None)
    home = next((one for one in homes if str(one.pk) == request.POST.get("home")), None)
    if chosen is None or home is None:
        raise Http404
    try:
        own = take_over(chosen, home=home, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
        return redirect("editing-national")
    messages.success(request, "Dit is uw eigen versie. Lezers zien de landelijke pagina tot u deze publiceert.")
    return redirect("wagtailadmin_pages:edit", own.pk)
