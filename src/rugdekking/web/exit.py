"""The way out: one link on every public page that wipes what this browser holds and shows something ordinary."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from rugdekking.web import sessions


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Ends the sessions, drops both cookies, clears what the browser kept, and goes to a neutral site.

    The one GET that changes state (design part 6): it must work as a plain link, at once, without script.
    A draft stays: its access code brings it back.
    """
    sessions.forget(request)
    response = HttpResponseRedirect(settings.QUICK_EXIT_URL)
    for name in (settings.STAFF_COOKIE, settings.REPORTER_COOKIE):
        response.delete_cookie(name)
    # Browsers obey this over https only; no-store on every page does the rest.
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
