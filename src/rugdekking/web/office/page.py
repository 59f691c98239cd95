"""What every page of the office shows around its own content: whose desk, where one can go, locked or not."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rugdekking.organisations.roles import DESK, READERS, Role
from rugdekking.web.access import Visit
from rugdekking.web.ui import navigation
from rugdekking.web.ui.site import Site

# Which items of the bar each role has a use for.
ITEMS: dict[str, frozenset[Role]] = {
    "queue": READERS,
    "tasks": frozenset(Role),
    "decisions": frozenset({Role.DECIDER}),
    "aftercare": frozenset({Role.CARER}),
    "front-desk": frozenset({Role.FRONT_DESK}),
    "recognising": READERS,
    "promises": frozenset({Role.COORDINATOR}),
    "help-read": frozenset({Role.EDITOR, Role.COORDINATOR}),
    "preparation": frozenset(Role),
    "scans": frozenset({Role.EDITOR}),
    "editing": frozenset({Role.EDITOR}),
    "audit": frozenset({Role.AUDITOR}),
    "setup": frozenset({Role.ADMINISTRATOR, *DESK, Role.DEPUTY}),
    "account": frozenset(Role),
}


def show(
    request: HttpRequest, visit: Visit, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Answer with an office page."""
    slug = visit.membership.organisation.slug
    context = context or {}
    allowed = [key for key, roles in ITEMS.items() if roles & visit.roles]
    around = {
        "site": context.get("site") or Site.of(visit.desk),
        "nav": navigation.bar(request.path, home=f"/werk/{slug}/", allowed=allowed),
        "unlocked": visit.personal is not None,
        "lock_address": reverse("vault-lock"),
        "unlock_address": f"{reverse('vault-unlock')}?next={request.path}",
        "visit": visit,
        "slug": slug,
    }
    return render(request, template, {**around, **context}, status=status)
