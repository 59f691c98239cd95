"""People and roles: invite, change, appoint deputies, let go."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rugdekking.kernel.refusal import Refused
from rugdekking.keys import operations as keys
from rugdekking.keys.queries import desk_readers, holds_a_desk_key
from rugdekking.organisations import accounts, queries
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.models import Membership
from rugdekking.organisations.operations import Place
from rugdekking.organisations.roles import Role
from rugdekking.web.access import Visit, office
from rugdekking.web.office.page import show
from rugdekking.web.office.setup.forms import DeputyForm, InviteForm, RolesForm


@dataclass(frozen=True, slots=True)
class Act:
    """Something an administrator does to an account, and the sentence afterwards."""

    run: Callable[..., None]
    done: str


ACTS = {
    "second-factor": Act(accounts.reset_second_factor, "{name} stelt bij het aanmelden een nieuwe tweede stap in."),
    "close": Act(accounts.close, "Het account van {name} is gesloten, overal en meteen."),
}


@require_safe
@office(Role.ADMINISTRATOR, Role.COORDINATOR)
def members(request: HttpRequest, visit: Visit) -> HttpResponse:
    organisation = visit.membership.organisation_id
    listed = list(queries.members(organisation))
    roles = queries.roles_by_member(organisation)
    readers = {reader.pk for reader in desk_readers(visit.desk)}
    deputies = queries.deputies_of([one.pk for one in listed])
    rows = [
        {
            "member": one,
            "roles": [role.label for role in Role if role in roles.get(one.pk, frozenset())],
            "reads": one.pk in readers,
            "deputy": deputies.get(one.pk),
        }
        for one in listed
    ]
    invitations = queries.open_invitations(organisation)
    context = {"rows": rows, "invitations": invitations, "administers": Role.ADMINISTRATOR in visit.roles}
    return show(request, visit, "office/setup/members.html", context)


@require_http_methods(["GET", "POST"])
@office(Role.ADMINISTRATOR)
def invite(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        place = Place(typed["email"], typed["name"], typed["title"], frozenset(Role(role) for role in typed["roles"]))
        try:
            organisations.invite(
                visit.membership.organisation_id, place=place, by=visit.membership, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error("email", str(refusal.reason))
        else:
            messages.success(request, f"{place.name} krijgt een mail met een uitnodiging.")
            return redirect("setup-members", visit.membership.organisation.slug)
    return show(request, visit, "office/setup/form.html", {"form": form, "heading": "Iemand uitnodigen"})


@require_POST
@office(Role.ADMINISTRATOR)
def withdraw_invitation(request: HttpRequest, visit: Visit, invitation: UUID) -> HttpResponse:
    found = queries.open_invitations(visit.membership.organisation_id).filter(pk=invitation).first()
    if found is None:
        raise Http404
    organisations.withdraw_invitation(found, by=visit.actor, at=timezone.now())
    messages.success(request, "De uitnodiging is ingetrokken.")
    return redirect("setup-members", visit.membership.organisation.slug)


@require_http_methods(["GET", "POST"])
@office(Role.ADMINISTRATOR)
def roles(request: HttpRequest, visit: Visit, member: UUID) -> HttpResponse:
    membership = _member(visit, member)
    form = RolesForm(request.POST or None, initial={"roles": list(queries.roles_of(membership))})
    if form.is_valid():
        chosen = [Role(role) for role in form.cleaned_data["roles"]]
        try:
            organisations.set_roles(membership, roles=chosen, by=visit.actor, at=timezone.now())
        except Refused as refusal:
            form.add_error("roles", str(refusal.reason))
        else:
            messages.success(request, "De rollen zijn gewijzigd.")
            return redirect("setup-members", visit.membership.organisation.slug)
    heading = f"Rollen van {membership.person.name}"
    return show(request, visit, "office/setup/form.html", {"form": form, "heading": heading})


@require_http_methods(["GET", "POST"])
@office(Role.ADMINISTRATOR, Role.COORDINATOR)
def deputy(request: HttpRequest, visit: Visit, member: UUID) -> HttpResponse:
    membership = _member(visit, member)
    others = [one for one in queries.members(membership.organisation_id) if one.pk != membership.pk]
    now = queries.deputies_of([membership.pk]).get(membership.pk)
    form = DeputyForm(request.POST or None, members=others, initial={"deputy": str(now.pk) if now else ""})
    if form.is_valid():
        chosen = next((one for one in others if str(one.pk) == form.cleaned_data["deputy"]), None)
        organisations.set_deputy(membership, deputy=chosen, by=visit.actor, at=timezone.now())
        messages.success(request, "De vervanging is vastgelegd.")
        return redirect("setup-members", visit.membership.organisation.slug)
    heading = f"Vervanger van {membership.person.name}"
    return show(request, visit, "office/setup/form.html", {"form": form, "heading": heading})


@require_http_methods(["GET", "POST"])
@office(Role.ADMINISTRATOR)
def end(request: HttpRequest, visit: Visit, member: UUID) -> HttpResponse:
    """For members without the desk key. Who holds it is let go by another holder, on the keys page."""
    membership = _member(visit, member)
    holds_key = holds_a_desk_key(membership)
    if request.method == "POST" and not holds_key:
        try:
            keys.end_without_key(membership, by=visit.actor, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal.reason))
        else:
            messages.success(request, f"{membership.person.name} doet niet meer mee.")
        return redirect("setup-members", visit.membership.organisation.slug)
    return show(request, visit, "office/setup/end.html", {"member": membership, "holds_key": holds_key})


@require_http_methods(["GET", "POST"])
@office(Role.ADMINISTRATOR)
def account(request: HttpRequest, visit: Visit, member: UUID) -> HttpResponse:
    """For a lost phone: a new second factor. For a stolen laptop: close the account, at once and everywhere."""
    membership = _member(visit, member)
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        if act is None or membership.pk == visit.membership.pk:
            raise Http404
        try:
            act.run(membership, by=visit.actor, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal.reason))
        else:
            messages.success(request, act.done.format(name=membership.person.name))
        return redirect("setup-members", visit.membership.organisation.slug)
    context = {"member": membership, "oneself": membership.pk == visit.membership.pk}
    return show(request, visit, "office/setup/account.html", context)


def _member(visit: Visit, member: UUID) -> Membership:
    found = queries.members(visit.membership.organisation_id).filter(pk=member).first()
    if found is None:
        raise Http404
    return found
