"""What the pages of a demo give away, so that a visitor signs in without an app. Nowhere else do they."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.app_settings import TOTP_PERIOD
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.utils import timezone

from rugdekking.people.models import Person


def code_now(person: Person) -> str:
    """The code that this person's authenticator app shows now. Empty outside a demo."""
    app = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first() if settings.DEMO else None
    if app is None:
        return ""
    secret = get_adapter().decrypt(app.data["secret"])
    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // TOTP_PERIOD))
