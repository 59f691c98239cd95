"""The door of the toolkit's editor: for whoever is an editor now, and only to the pages of their organisation."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from rugdekking.knowledge.operations import let_edit
from rugdekking.knowledge.queries import may_edit_below
from rugdekking.web.access import signed_in

View = Callable[..., HttpResponseBase]

# How Wagtail calls the page that an address is about.
PAGES: Final = ("page_id", "parent_page_id", "object_id", "pk")
# An address that may be about anything has to be about a page.
A_PAGE: Final = {"app_label": "wagtailcore", "model_name": "page"}
# Publishing at once; here it takes a second person, in the moderation.
ALONE: Final = "action-publish"
# The places of its panels stand in Wagtail's pages themselves. No other page may do that, and no script may.
INLINE: Final = {"style-src": [SELF, UNSAFE_INLINE]}


def for_editors(view: View) -> View:
    """Opens a page of Wagtail for editors; to everybody else, and about all else, it leads nowhere."""

    @wraps(view)
    @csp_update(INLINE)
    def opened(request: HttpRequest, *args: Any, **names: Any) -> HttpResponseBase:  # noqa: ANN401
        if args:
            raise Http404
        _sought_by_title(request)
        response = only_editors(view)(request, **names)
        if response.status_code == 404:
            raise Http404
        return response

    return opened


def only_editors(view: View) -> View:
    """Opens `view` for whoever is an editor now, when the page that it is about lies in their home."""

    @wraps(view)
    def opened(request: HttpRequest, **names: Any) -> HttpResponseBase:  # noqa: ANN401
        person = signed_in(request)
        if not let_edit(person) or ALONE in request.POST:
            raise Http404
        of_a_page = all(names.get(name, value) == value for name, value in A_PAGE.items())
        if not of_a_page or not may_edit_below(person, [names[name] for name in PAGES if name in names]):
            raise Http404
        # What an editor does and the line about it in the log stand or fall together.
        with transaction.atomic():
            return view(request, **names)

    return opened


def _sought_by_title(request: HttpRequest) -> None:
    """What somebody typed into the search field of a list. Wagtail's own search needs an index of its own."""
    asked = request.GET.copy()
    request.sought = " ".join(asked.pop("q", []))  # type: ignore[attr-defined]
    asked.pop("search_all", None)
    request.GET = asked  # type: ignore[assignment]
