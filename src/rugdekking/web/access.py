"""Who may see what: asked here, once, by every page of the office.

Somebody else's organisation, a page beyond one's roles and another person's case all answer as a page that does
not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from rugdekking.audit.actor import Actor, member
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Desk, Membership
from rugdekking.organisations.queries import desk_of, membership_of, roles_of
from rugdekking.organisations.roles import Role
from rugdekking.people.models import Person
from rugdekking.vault.secrets import Secret
from rugdekking.web import held
from rugdekking.web.unlocking import unlocked_bytes

View = Callable[..., HttpResponseBase]
ANY_ROLE = frozenset(Role)


@dataclass(frozen=True)
class Visit:
    """Somebody at work in one organisation: who, in which roles, and with which keys when unlocked."""

    membership: Membership
    roles: frozenset[Role]
    acting_as: Role
    personal: Secret | None = field(repr=False)

    @cached_property
    def desk(self) -> Desk:
        return desk_of(self.membership.organisation_id)

    @cached_property
    def ring(self) -> StaffRing:
        """The keys of this person. Only pages that ask to be unlocked may use it."""
        if self.personal is None:
            raise Http404
        return StaffRing.of(self.membership, self.personal)

    @property
    def actor(self) -> Actor:
        return member(self.membership.pk, self.acting_as)


def office(*roles: Role, unlocked: bool = False) -> Callable[[View], View]:
    """For a page under `/werk/<organisation>/`: opens it for members with one of `roles` (none named: any role).

    The page gets a `Visit` in place of the organisation's name. With `unlocked`, somebody whose screen is
    locked unlocks first; a form that was posted meanwhile is kept, sealed to its writer, and shown again.
    """
    allowed = frozenset(roles) or ANY_ROLE

    def closed_to_others(page: View) -> View:
        @wraps(page)
        def opened(request: HttpRequest, organisation: str, **names: Any) -> HttpResponseBase:  # noqa: ANN401
            visit = visit_of(request, organisation, allowed)
            if unlocked and visit.personal is None:
                return _unlock_first(request, visit.membership.person)
            response = page(request, visit, **names)
            held.drop_if_sent(request, response, visit.membership.person)
            return response

        opened.roles = allowed  # type: ignore[attr-defined]
        return opened

    return closed_to_others


def visit_of(request: HttpRequest, slug: str, allowed: frozenset[Role]) -> Visit:
    """Who visits. Raises `Http404` for strangers and for members without one of the `allowed` roles."""
    person = signed_in(request)
    membership = membership_of(person, slug)
    if membership is None:
        raise Http404
    roles = roles_of(membership)
    fitting = [role for role in Role if role in roles & allowed]
    if not fitting:
        raise Http404
    return Visit(membership, roles, fitting[0], personal_secret(request))


def signed_in(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def personal_secret(request: HttpRequest) -> Secret | None:
    """The unlocked person's own secret, or nothing when the screen is locked."""
    opened = unlocked_bytes(request)
    return None if opened is None else Secret(opened)


def _unlock_first(request: HttpRequest, person: Person) -> HttpResponse:
    # What a script sends, such as a piece of a file, it sends again itself.
    if request.method == "POST" and "X-CSRFToken" not in request.headers:
        held.keep(request, person, at=timezone.now())
        return redirect("vault-unlock")
    return redirect(f"{reverse('vault-unlock')}?{urlencode({'next': request.path})}")


def local_path(wanted: str | None) -> str:
    """Where to go after unlocking: only a page of the office itself, never another site."""
    if wanted and wanted.startswith("/werk/") and "\\" not in wanted and "//" not in wanted:
        return wanted
    return str(settings.LOGIN_REDIRECT_URL)
