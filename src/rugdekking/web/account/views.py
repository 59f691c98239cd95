"""The account pages of which allauth's own does not fit our rules."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import (
    AccountInactiveView,
    LoginView,
    PasswordResetDoneView,
    PasswordResetFromKeyDoneView,
    PasswordResetFromKeyView,
    PasswordResetView,
    PasswordSetView,
)
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST

from rugdekking.people import operations, queries
from rugdekking.people.models import Person
from rugdekking.web.account.adapter import LAST_ONE
from rugdekking.web.account.demo import code_now
from rugdekking.web.account.qr import picture
from rugdekking.web.sessions import staff_session


class OurSite:
    """Leaves out allauth's own `site`, so that the page keeps ours: the name above every page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        context.pop("site", None)
        return context


class SignIn(OurSite, LoginView):
    pass


class SecondStep(OurSite, AuthenticateView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "demo_code": code_now(self.stage.login.user)}


class Closed(OurSite, AccountInactiveView):
    pass


class ForgotPassword(OurSite, PasswordResetView):
    pass


class MailSent(OurSite, PasswordResetDoneView):
    pass


class NewPassword(OurSite, PasswordResetFromKeyView):
    pass


class PasswordChanged(OurSite, PasswordResetFromKeyDoneView):
    pass


@method_decorator(reauthentication_required, name="dispatch")
class FirstPassword(PasswordSetView):
    """A password for somebody who signs in without one."""


class SetUpApp(ActivateTOTPView):
    """Connects an authenticator app, with a QR code that needs no image and no script."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "qr": picture(context["totp_url"]), "secret": _in_groups(context["form"].secret)}

    def form_valid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _strengthen(self.request, "totp")
        return response


class AddPasskey(AddWebAuthnView):
    def form_valid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _strengthen(self.request, "webauthn")
        return response


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class RemovePasskey(RemoveWebAuthnView):
    """Removes one of one's own passkeys, unless it is the last second factor."""

    def form_valid(self, form: Form) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.get_object()):
            messages.error(self.request, LAST_ONE)
            return redirect("mfa_list_webauthn")
        response: HttpResponse = super().form_valid(form)
        return response


@require_http_methods(["GET"])
def sessions(request: HttpRequest) -> HttpResponse:
    """The browsers in which this person is signed in."""
    person = _person(request)
    row = staff_session(request).row()
    others = [found for found in queries.sessions_of(person) if row is None or found.pk != row.pk]
    return render(request, "account/sessions.html", {"here": row, "others": others})


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    row = staff_session(request).row()
    operations.end_other_sessions(_person(request), keep=row.pk if row else None)
    messages.success(request, "U bent overal afgemeld, behalve hier.")
    return redirect("account_sessions")


def _strengthen(request: HttpRequest, kind: Authenticator.Type | str) -> None:
    """This session now has a second factor. Any other of this person, signed in without one, ends."""
    person = _person(request)
    record_authentication(request, person, method="mfa", type=str(kind))
    session = staff_session(request)
    session.cycle_key()
    row = session.row()
    operations.end_other_sessions(person, keep=row.pk if row else None)


def _person(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise TypeError("Nobody is signed in behind the door.")
    return request.user


def _in_groups(secret: str) -> str:
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
