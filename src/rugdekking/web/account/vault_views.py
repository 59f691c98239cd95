"""Unlocking, and everything around the vault passphrase. Signing in is another thing, and comes first."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from rugdekking.kernel.refusal import Refused
from rugdekking.keys import operations as keys
from rugdekking.keys import queries
from rugdekking.keys.models import Doubt
from rugdekking.keys.rings import StaffRing
from rugdekking.organisations.models import Desk
from rugdekking.organisations.queries import desk_of, memberships_of
from rugdekking.people.models import Person
from rugdekking.vault.codes import AccessCode
from rugdekking.vault.secrets import Secret
from rugdekking.web import held
from rugdekking.web.access import local_path, personal_secret, signed_in
from rugdekking.web.account.vault_forms import (
    ChangePassphraseForm,
    CodeForm,
    NewPassphraseForm,
    RecoverForm,
    StartOverForm,
    UnlockForm,
)
from rugdekking.web.unlocking import lock as lock_session
from rugdekking.web.unlocking import store_unlocked


@require_http_methods(["GET", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    if not queries.has_personal_key(person):
        return redirect("vault-set-up")
    form = UnlockForm(request.POST or None)
    if form.is_valid():
        try:
            secret = keys.unlock(person, passphrase=form.cleaned_data["passphrase"])
        except Refused as refusal:
            form.add_error("passphrase", str(refusal.reason))
        else:
            return _opened(request, person, secret)
    return render(request, "vault/unlock.html", {"form": form, "next": local_path(request.GET.get("next"))})


@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    if queries.has_personal_key(person):
        return redirect("vault-unlock")
    form = NewPassphraseForm(request.POST or None)
    if form.is_valid():
        try:
            made = keys.set_up_person(person, passphrase=form.cleaned_data["passphrase"], at=timezone.now())
        except Refused as refusal:
            form.add_error("passphrase", str(refusal.reason))
        else:
            return _show_codes(request, made)
    return render(request, "vault/set_up.html", {"form": form})


@require_http_methods(["GET", "POST"])
def codes_kept(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            keys.prove_codes_kept(signed_in(request), typed=form.cleaned_data["code"], at=timezone.now())
        except Refused as refusal:
            form.add_error("code", str(refusal.reason))
        else:
            messages.success(request, "Uw codes zijn bewaard. U kunt aan het werk.")
            return redirect("office-start")
    return render(request, "vault/codes_kept.html", {"form": form})


@require_http_methods(["GET", "POST"])
def new_codes(request: HttpRequest) -> HttpResponse:
    secret = personal_secret(request)
    if secret is None:
        return redirect("vault-unlock")
    if request.method == "POST":
        return _codes_page(request, keys.renew_codes(signed_in(request), secret=secret))
    return render(request, "vault/new_codes.html", {"left": queries.codes_left(signed_in(request))})


@require_http_methods(["GET", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    form = RecoverForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            secret = keys.unlock_with_code(
                person, typed=typed["code"], passphrase=typed["passphrase"], at=timezone.now()
            )
        except keys.personal.WeakPassphrase as refusal:
            form.add_error("passphrase", str(refusal.reason))
        except Refused as refusal:
            form.add_error("code", str(refusal.reason))
        else:
            messages.success(request, "Uw nieuwe wachtzin geldt. De gebruikte code werkt niet meer.")
            return _opened(request, person, secret)
    return render(request, "vault/recover.html", {"form": form})


@require_http_methods(["GET", "POST"])
def start_over(request: HttpRequest) -> HttpResponse:
    form = StartOverForm(request.POST or None)
    if form.is_valid():
        try:
            made = keys.start_over(signed_in(request), passphrase=form.cleaned_data["passphrase"], at=timezone.now())
        except Refused as refusal:
            form.add_error("passphrase", str(refusal.reason))
        else:
            return _show_codes(request, made)
    return render(request, "vault/start_over.html", {"form": form})


@require_http_methods(["GET", "POST"])
def change_passphrase(request: HttpRequest) -> HttpResponse:
    form = ChangePassphraseForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            keys.change_passphrase(signed_in(request), old=typed["old"], new=typed["passphrase"])
        except keys.personal.WrongPassphrase as refusal:
            form.add_error("old", str(refusal.reason))
        except Refused as refusal:
            form.add_error("passphrase", str(refusal.reason))
        else:
            messages.success(request, "Uw nieuwe wachtzin geldt vanaf nu.")
            return redirect("mfa_index")
    return render(request, "vault/change_passphrase.html", {"form": form})


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    lock_session(request)
    messages.success(request, "Uw scherm is vergrendeld. U bent nog aangemeld.")
    return redirect("vault-unlock")


@require_http_methods(["GET", "POST"])
def held_forms(request: HttpRequest) -> HttpResponse:
    person, secret = signed_in(request), personal_secret(request)
    if secret is None:
        return redirect("vault-unlock")
    waiting = held.forms_of(person, secret, at=timezone.now())
    if request.method == "POST":
        chosen = next((one for one in waiting if str(one.id) == request.POST.get("form")), None)
        if chosen is not None:
            keys.drop_held_form(chosen.id, person=person)
            messages.success(request, "Weggegooid.")
        return redirect("vault-held")
    return render(request, "vault/held.html", {"waiting": waiting})


def _opened(request: HttpRequest, person: Person, secret: Secret) -> HttpResponse:
    """Keep the keys in the session, check that nobody swapped a desk's key, and go on."""
    store_unlocked(request, secret.seed)
    at = timezone.now()
    for membership in memberships_of(person):
        desk = desk_of(membership.organisation_id)
        if not keys.check_desk_key(StaffRing.of(membership, secret), desk=desk.pk, at=at):
            messages.warning(request, _in_doubt(desk))
    if held.forms_of(person, secret, at=at):
        return redirect("vault-held")
    if not _codes_were_kept(person):
        return redirect("vault-codes-kept")
    return redirect(local_path(request.GET.get("next")))


def _in_doubt(desk: Desk) -> str:
    key = queries.distrusted_key(desk.pk)
    found = (
        f"De sleutel van {desk.name} klopt niet met de sleutel die u hebt."
        if key is None or key.doubt == Doubt.OTHER_KEY
        else f"De sleutel van {desk.name} wordt niet meer vertrouwd. {key.get_doubt_display()}"
    )
    return f"{found} Het formulier is gesloten. Wat u nu doet, staat bij Inrichten, Sleutels."


def _codes_were_kept(person: Person) -> bool:
    key = queries.personal_key(person)
    return key is not None and key.codes_kept_on is not None


def _show_codes(request: HttpRequest, made: keys.personal.Made) -> HttpResponse:
    store_unlocked(request, made.secret.seed)
    return _codes_page(request, made.codes)


def _codes_page(request: HttpRequest, codes: tuple[AccessCode, ...]) -> HttpResponse:
    # Answered without a redirect: the codes are shown once and are kept nowhere on the way.
    return render(request, "vault/codes.html", {"codes": [code.text for code in codes]})
