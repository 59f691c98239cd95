"""What every template may count on. Asks no database: public pages must stay cheap, and work when it is down."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest

from rugdekking.web.ui import assets, navigation
from rugdekking.web.ui.site import Site

PLAIN = Site()


def page(request: HttpRequest) -> dict[str, Any]:
    """The defaults; a page that hands over a `site` or a `nav` of its own replaces them."""
    return {
        "demo": settings.DEMO,
        "assets": assets.addresses(),
        "site": PLAIN,
        "nav": navigation.bar(request.path, allowed={"queue", "account"}),
        "messages": get_messages(request),
    }
