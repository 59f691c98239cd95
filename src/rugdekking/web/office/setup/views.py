"""Setting up the organisation: what the front page says, what is promised, how it looks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.kernel.refusal import Refused
from rugdekking.keys.queries import form_state, waiting_to_be_let_in
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.operations import Contacts, Style, Terms
from rugdekking.organisations.roles import DESK, Role
from rugdekking.web.access import Visit, office
from rugdekking.web.office.page import show
from rugdekking.web.office.setup import looking_into_files
from rugdekking.web.office.setup.forms import ContactsForm, StyleForm, TermsForm
from rugdekking.web.office.setup.logo import NotALogo, logo_of
from rugdekking.web.uploads import takes_files

SETTERS = (Role.ADMINISTRATOR, Role.COORDINATOR)


@require_safe
@office(Role.ADMINISTRATOR, Role.DEPUTY, *DESK)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    state = form_state(visit.desk)
    waiting = waiting_to_be_let_in(visit.desk)
    return show(
        request,
        visit,
        "office/setup/overview.html",
        {
            "state": state,
            "waiting": waiting,
            "may_set": bool(visit.roles & set(SETTERS)),
            # Asking the scanner takes a moment: only who can do something about it waits for that.
            "files": looking_into_files.lines() if Role.ADMINISTRATOR in visit.roles else [],
        },
    )


@require_http_methods(["GET", "POST"])
@office(*SETTERS)
def contacts(request: HttpRequest, visit: Visit) -> HttpResponse:
    desk = visit.desk
    now = {name: getattr(desk, name) for name in ContactsForm.base_fields}
    form = ContactsForm(request.POST or None, initial=now)
    if form.is_valid():
        try:
            organisations.set_contacts(
                desk, contacts=Contacts(**form.cleaned_data), by=visit.actor, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error("hours", str(refusal.reason))
        else:
            messages.success(request, "Opgeslagen. De voorpagina is bijgewerkt.")
            return redirect("setup", visit.membership.organisation.slug)
    return show(request, visit, "office/setup/form.html", {"form": form, "heading": "Contact en uren"})


@require_http_methods(["GET", "POST"])
@office(*SETTERS)
def terms(request: HttpRequest, visit: Visit) -> HttpResponse:
    organisation = visit.membership.organisation
    now = {name: getattr(organisation, name) for name in TermsForm.base_fields}
    form = TermsForm(request.POST or None, initial=now)
    if form.is_valid():
        organisations.set_terms(organisation.pk, terms=Terms(**form.cleaned_data), by=visit.actor, at=timezone.now())
        messages.success(request, "Opgeslagen. Wat al liep, houdt zijn oude termijn.")
        return redirect("setup", organisation.slug)
    return show(request, visit, "office/setup/form.html", {"form": form, "heading": "Beloftes en bewaartermijnen"})


@require_http_methods(["GET", "POST"])
@takes_files
@office(*SETTERS)
def style(request: HttpRequest, visit: Visit) -> HttpResponse:
    organisation = visit.membership.organisation
    now = {name: getattr(organisation, name) for name in ("name", "brand_colour", "accent_colour")}
    form = StyleForm(request.POST or None, request.FILES or None, initial=now)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            chosen = Style(typed["brand_colour"], typed["accent_colour"], logo_of(typed["logo"]))
        except NotALogo as refusal:
            form.add_error("logo", str(refusal.reason))
        else:
            organisations.set_style(
                organisation.pk, name=typed["name"], style=chosen, by=visit.actor, at=timezone.now()
            )
            messages.success(request, "Opgeslagen.")
            return redirect("setup", organisation.slug)
    return show(
        request, visit, "office/setup/form.html", {"form": form, "heading": "Naam, kleuren en logo", "files": True}
    )
