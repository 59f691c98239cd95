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
        **(_office(request) if is_staff_path(request) else {"messages": (), "nav": ()}),
    }


def _office(request: HttpRequest) -> dict[str, Any]:
    """Where to go, what was just done, and whether the screen is locked: asked only by a page that shows it."""
    return {
        "nav": SimpleLazyObject(lambda: navigation.bar(request.path, allowed={"queue", "account"})),
        "messages": get_messages(request),
        "unlocked": SimpleLazyObject(lambda: unlocked_bytes(request) is not None),
        "lock_address": reverse_lazy("vault-lock"),
        "unlock_address": reverse_lazy("vault-unlock"),
    }
