"""What every template may count on. Asks no database: public pages must stay cheap, and work when it is down."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.functional import SimpleLazyObject

from rugdekking.web.sessions import is_staff_path
from rugdekking.web.ui import assets, navigation
from rugdekking.web.ui.site import Site
from rugdekking.web.unlocking import unlocked_bytes

PLAIN = Site()


def page(request: HttpRequest) -> dict[str, Any]:
    """The defaults; a page that hands over a `site` or a `nav` of its own replaces them."""
    return {
        "demo": settings.DEMO,
        "assets": assets.addresses(),
        "site": PLAIN,
        "nav": navigation.bar(request.path, allowed={"queue", "account"}),
        "messages": get_messages(request),
        **(_lock(request) if is_staff_path(request) else {}),
    }


def _lock(request: HttpRequest) -> dict[str, Any]:
    """Whether the screen is locked, asked only by a page that shows it."""
    return {
        "unlocked": SimpleLazyObject(lambda: unlocked_bytes(request) is not None),
        "lock_address": reverse_lazy("vault-lock"),
        "unlock_address": reverse_lazy("vault-unlock"),
    }
