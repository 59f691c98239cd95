"""Accepting an invitation: the one page on which an account begins."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rugdekking.kernel.refusal import Refused
from rugdekking.organisations import operations as organisations
from rugdekking.organisations.models import Invitation
from rugdekking.organisations.roles import Role
from rugdekking.people.models import Person
from rugdekking.people.queries import by_email


class PasswordForm(forms.Form):
    password = forms.CharField(
        label="Kies een wachtwoord",
        help_text="Minstens 12 tekens. Hiermee meldt u zich aan.",
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Kies een wachtwoord."},
    )
    again = forms.CharField(
        label="Hetzelfde wachtwoord nog een keer",
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Vul hetzelfde wachtwoord nog een keer in."},
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("password") and typed.get("again") and typed["password"] != typed["again"]:
            self.add_error("again", "De twee wachtwoorden zijn niet gelijk.")
        return typed


@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    try:
        invitation = organisations.invitation_of(token, at=timezone.now())
    except organisations.NoSuchInvitation as refusal:
        return render(request, "account/no_invitation.html", {"reason": refusal.reason}, status=404)
    if by_email(invitation.email) is not None:
        return _with_account(request, invitation)
    return _new_account(request, invitation)


def _with_account(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    person = request.user if isinstance(request.user, Person) else None
    if person is None or request.method != "POST":
        return render(request, "account/invitation.html", _shown(invitation, has_account=True, signed_in=person))
    try:
        organisations.accept(invitation, person=person, password="", at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
        return redirect(request.path)
    return redirect("office-start")


def _new_account(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            organisations.accept(invitation, person=None, password=form.cleaned_data["password"], at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, "Uw account is gemaakt. Meld u aan en stel uw tweede stap in.")
            return redirect("account_login")
    return render(request, "account/invitation.html", {**_shown(invitation), "form": form})


def _shown(invitation: Invitation, *, has_account: bool = False, signed_in: Person | None = None) -> dict[str, Any]:
    return {
        "invitation": invitation,
        "roles": [Role(role).label for role in invitation.roles.split()],
        "has_account": has_account,
        "signed_in": signed_in,
        "form": None,
    }
