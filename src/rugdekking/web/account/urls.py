"""The account pages: what of allauth is used, under Dutch addresses. What is not named here does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path

from rugdekking.web.account import invitation, views
from rugdekking.web.staff import before_second_factor, open_to_anyone

entrance = [
    path("aanmelden/", open_to_anyone(views.SignIn.as_view()), name="account_login"),
    path("aanmelden/code/", open_to_anyone(views.SecondStep.as_view()), name="mfa_authenticate"),
    path("aanmelden/passkey/", open_to_anyone(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("afmelden/", open_to_anyone(account.logout), name="account_logout"),
    path("gesloten/", open_to_anyone(views.Closed.as_view()), name="account_inactive"),
    path("wachtwoord/vergeten/", open_to_anyone(views.ForgotPassword.as_view()), name="account_reset_password"),
    path(
        "wachtwoord/vergeten/verstuurd/",
        open_to_anyone(views.MailSent.as_view()),
        name="account_reset_password_done",
    ),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        open_to_anyone(views.NewPassword.as_view()),
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/veranderd/",
        open_to_anyone(views.PasswordChanged.as_view()),
        name="account_reset_password_from_key_done",
    ),
]

second_factor = [
    path("", before_second_factor(mfa.index), name="mfa_index"),
    path("app/", before_second_factor(views.SetUpApp.as_view()), name="mfa_activate_totp"),
    path("app/uit/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/nieuw/", before_second_factor(views.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/naam/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/weg/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("herstelcodes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("herstelcodes/nieuw/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]

signed_in = [
    path("bevestigen/", before_second_factor(account.reauthenticate), name="account_reauthenticate"),
    path("bevestigen/code/", before_second_factor(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "bevestigen/passkey/",
        before_second_factor(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("wachtwoord/kiezen/", views.FirstPassword.as_view(), name="account_set_password"),
    path("sessies/", views.sessions, name="account_sessions"),
    path("sessies/afmelden/", views.end_other_sessions, name="account_end_other_sessions"),
]

urlpatterns = [
    *entrance,
    *second_factor,
    *signed_in,
    path("uitnodiging/<str:token>/", open_to_anyone(invitation.accept), name="invitation"),
    path("kluis/", include("rugdekking.web.account.vault_urls")),
]
