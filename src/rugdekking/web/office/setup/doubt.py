"""The way back after somebody found the desk's key wrong: a new one, by a colleague who knew it or with papers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rugdekking.kernel.refusal import Refused
from rugdekking.keys import operations as keys
from rugdekking.keys import queries
from rugdekking.organisations.roles import READERS
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import at
from rugdekking.web.office.page import show
from rugdekking.web.office.setup.forms import RecoverDeskForm
from rugdekking.web.office.setup.keys import papers_page


@require_http_methods(["GET", "POST"])
@office(*READERS, unlocked=True)
def anew(request: HttpRequest, visit: Visit) -> HttpResponse:
    if request.method == "POST":
        try:
            papers = keys.make_anew(visit.desk, ring=visit.ring, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal.reason))
            return redirect("setup-keys", visit.membership.organisation.slug)
        return papers_page(request, visit, papers)
    return show(request, visit, "office/setup/anew.html", {"in_doubt": queries.distrusted_key(visit.desk.pk)})


@require_http_methods(["GET", "POST"])
@office(*READERS, unlocked=True)
def anew_with_shares(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = RecoverDeskForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            papers = keys.make_anew_with_shares(
                visit.desk,
                first=(typed["first_number"], typed["first"]),
                second=(typed["second_number"], typed["second"]),
                ring=visit.ring,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            return papers_page(request, visit, papers)
    context = {
        "form": form,
        "heading": "Een nieuwe sleutel met twee hersteldelen",
        "intro": "Vraag twee bewaarders om hun papier. Hun delen laten zien welke sleutel de echte was. U krijgt "
        "drie nieuwe delen; zorg voor een printer, of voor pen en papier.",
        "button": "Nieuwe sleutel maken",
        "back_address": at(visit, "setup-keys"),
    }
    return show(request, visit, "office/form.html", context)
