"""Where somebody arrives after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from rugdekking.organisations.models import Membership
from rugdekking.organisations.queries import membership_of, memberships_of, roles_of
from rugdekking.organisations.roles import READERS, Role
from rugdekking.web.access import Visit, office, signed_in

# The page on which each role has most to do, in the order in which they count for who has several.
FIRST_PAGES = (
    (READERS, "queue"),
    (frozenset({Role.DECIDER}), "decisions"),
    (frozenset({Role.CARER}), "aftercare"),
    (frozenset({Role.FRONT_DESK}), "front-desk"),
    (frozenset({Role.TASK_OWNER}), "tasks"),
    (frozenset({Role.ADMINISTRATOR}), "setup"),
    (frozenset({Role.AUDITOR}), "audit"),
    (frozenset({Role.EDITOR}), "editing"),
)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Straight to the work when there is one organisation; otherwise a choice."""
    memberships = memberships_of(signed_in(request))
    if len(memberships) == 1:
        return redirect(first_page(memberships[0]), memberships[0].organisation.slug)
    return render(request, "office/start.html", {"memberships": memberships})


@require_safe
def organisation(request: HttpRequest, organisation: str) -> HttpResponse:
    membership = membership_of(signed_in(request), organisation)
    if membership is not None:
        return redirect(first_page(membership), organisation)
    return render(request, "errors/not_found.html", status=404)


def first_page(membership: Membership) -> str:
    roles = roles_of(membership)
    return next((page for wanted, page in FIRST_PAGES if wanted & roles), "tasks")


@require_safe
@office(Role.EDITOR)
def editing(_request: HttpRequest, _visit: Visit) -> HttpResponse:
    """To the editor of the toolkit, which is one for everybody and shows each editor their own pages."""
    return redirect("wagtailadmin_home")
