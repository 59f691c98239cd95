"""Where allauth meets our own rules: no sign-up, mails without content, secrets that do not lie in clear."""

import base64
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone

from rugdekking.notify.models import Kind
from rugdekking.notify.operations import enqueue
from rugdekking.people import operations, queries
from rugdekking.people.models import Person
from rugdekking.vault import outside
from rugdekking.vault.secrets import Context, Secret
from rugdekking.web.account.qr import picture

# An account is of no organisation: one person may work for several desks.
NOWHERE = UUID(int=0)
ABOUT = Context(NOWHERE, "people", NOWHERE, "second factor")

LAST_ONE = "Dit is uw enige tweede stap. Stel eerst een andere in."


class Backend(AuthenticationBackend):
    """Finds the person of a session together with what the door asks, in one query."""

    def get_user(self, user_id: Any) -> Person | None:  # noqa: ANN401  (Django's own signature)
        return queries.signed_in(user_id)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations only, and mails say nothing that a thief of a mailbox could use."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def send_password_reset_mail(self, _user: AbstractBaseUser, email: str, context: dict[str, Any]) -> None:
        # Through the outbox: whether an address is known does not show in how long the answer takes.
        enqueue(
            Kind.PASSWORD_RESET,
            organisation=NOWHERE,
            address=email,
            at=timezone.now(),
            extra=context["password_reset_url"],
        )

    def send_notification_mail(self, template_prefix: str, user: AbstractBaseUser, *_: Any, **__: Any) -> None:  # noqa: ANN401, ARG002
        """Tell somebody that their password or second factor changed, so that they notice when it was not them."""
        enqueue(Kind.ACCOUNT_CHANGED, organisation=NOWHERE, address=_person(user).email, at=timezone.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        raise NotImplementedError("Every mail has its own kind in the outbox.")

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Set the password and sign this person out in every other browser."""
        super().set_password(user, password)
        operations.end_other_sessions(_person(user), keep=_this_session(self.request))

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        return "/account/"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are sealed with a key outside the database."""

    error_messages = DefaultMFAAdapter.error_messages | {"cannot_delete_authenticator": LAST_ONE}

    def encrypt(self, text: str) -> str:
        return base64.b64encode(_key().seal(text.encode(), ABOUT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _key().open(base64.b64decode(encrypted_text), ABOUT).decode()

    def build_totp_svg(self, url: str) -> str:
        return picture(url).path

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays: without it the office closes. Set up another one first."""
        others = Authenticator.objects.filter(user=authenticator.user_id, type__in=queries.STRONG)
        return others.exclude(pk=authenticator.pk).exists()


def _person(user: AbstractBaseUser) -> Person:
    if not isinstance(user, Person):
        raise TypeError("Every account is a person's.")
    return user


def _key() -> Secret:
    return outside.secret(settings.SECRETS_FOLDER, "second-factors")


def _this_session(request: HttpRequest) -> UUID | None:
    row = getattr(request.session, "row", lambda: None)()
    return row.pk if row is not None else None
