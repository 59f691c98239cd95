"""The account library's forms in our words: a label above each field, and nothing grey inside it."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.forms import Field

CODE = "Code van zes cijfers uit uw app"
CODE_OR_RECOVERY = "Code uit uw app, of een herstelcode"
EMAIL = "E-mailadres"
PASSWORD = "Wachtwoord"  # noqa: S105  (a label)
NEW_PASSWORD = "Nieuw wachtwoord"  # noqa: S105  (a label)
AGAIN = "Nog een keer het nieuwe wachtwoord"


class InOurWords:
    """Puts `labels` on the fields of the form that it is mixed into."""

    labels: ClassVar[dict[str, str]]
    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)


class SignIn(InOurWords, account.LoginForm):
    labels: ClassVar[dict[str, str]] = {"login": EMAIL, "password": PASSWORD}


class ForgotPassword(InOurWords, account.ResetPasswordForm):
    labels: ClassVar[dict[str, str]] = {"email": EMAIL}


class NewPassword(InOurWords, account.ResetPasswordKeyForm):
    labels: ClassVar[dict[str, str]] = {"password1": NEW_PASSWORD, "password2": AGAIN}


class ChangePassword(InOurWords, account.ChangePasswordForm):
    labels: ClassVar[dict[str, str]] = {
        "oldpassword": "Wachtwoord van nu",
        "password1": NEW_PASSWORD,
        "password2": AGAIN,
    }


class FirstPassword(InOurWords, account.SetPasswordForm):
    labels: ClassVar[dict[str, str]] = {"password1": NEW_PASSWORD, "password2": AGAIN}


class ConfirmByPassword(InOurWords, account.ReauthenticateForm):
    labels: ClassVar[dict[str, str]] = {"password": PASSWORD}


class SecondStep(InOurWords, mfa.AuthenticateForm):
    labels: ClassVar[dict[str, str]] = {"code": CODE_OR_RECOVERY}


class ConfirmByCode(InOurWords, mfa.ReauthenticateForm):
    labels: ClassVar[dict[str, str]] = {"code": CODE_OR_RECOVERY}


class SetUpApp(InOurWords, totp.ActivateTOTPForm):
    labels: ClassVar[dict[str, str]] = {"code": CODE}


class AddPasskey(InOurWords, webauthn.AddWebAuthnForm):
    labels: ClassVar[dict[str, str]] = {
        "name": "Naam, zodat u hem herkent",
        "passwordless": "Ook aanmelden zonder wachtwoord",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].help_text = "Uw apparaat vraagt dan om uw vinger, gezicht of pincode."


class NamePasskey(InOurWords, webauthn.EditWebAuthnForm):
    labels: ClassVar[dict[str, str]] = {"name": "Naam"}
