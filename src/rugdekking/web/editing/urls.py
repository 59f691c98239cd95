"""Wagtail's admin below `/redactie/`, as far as editors need it.

Its addresses keep their names, because its pages name each other. What is not listed here answers as if it was not
there: accounts, groups, passwords, settings, reports and everything that a later version brings.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from allauth.account import views as account
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RegexPattern
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.urls import urlpatterns as wagtails

from rugdekking.web.editing import drafts, national
from rugdekking.web.editing.door import View, for_editors, only_editors

# Pages of our own in the place of Wagtail's.
OWN: Final[dict[str, View]] = {
    "wagtailadmin_pages:view_draft": drafts.draft,
    "wagtailadmin_account": drafts.account,
    "wagtailadmin_logout": only_editors(account.logout),
    # With our words in the place of some of its own, see `locale`.
    "wagtailadmin_javascript_catalog": only_editors(
        JavaScriptCatalog.as_view(packages=["wagtail.admin", "rugdekking.web.editing"])
    ),
}
OPEN: Final = frozenset(
    {
        "wagtailadmin_home",
        "wagtailadmin_explore_root",
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_pages:add",
        "wagtailadmin_pages:add_subpage",
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:delete",
        "wagtailadmin_pages:unpublish",
        "wagtailadmin_pages:workflow_action",
        "wagtailadmin_pages:collect_workflow_action_data",
        "wagtailadmin_pages:confirm_workflow_cancellation",
        "wagtailadmin_pages:revisions_revert",
        "wagtailadmin_pages:revisions_unschedule",
        "wagtailadmin_pages:revisions_compare",
        "wagtailadmin_pages:workflow_history",
        "wagtailadmin_pages:workflow_history_detail",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:history_results",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        "wagtailadmin_sprite",
        *OWN,
        "editing-national",
    }
)


# The door asks which page an address is about, so its blanks have names.
_WITH_NAMES: Final = {
    "revisions_compare": RegexPattern(
        r"^(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\."
        r"(?P<revision_id_b>live|latest|\d+)/\Z",
        name="revisions_compare",
        is_endpoint=True,
    )
}


def not_there(_request: HttpRequest, *_: object, **__: object) -> HttpResponseBase:
    raise Http404


def _kept(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[URLPattern | URLResolver]:
    """The same addresses, each behind the door of the editors or closed."""
    for one in patterns:
        if isinstance(one, URLResolver):
            within = f"{before}{one.namespace}:" if one.namespace else before
            yield _below(one, list(_kept(one.url_patterns, within)))
        elif one.name:
            name = f"{before}{one.name}"
            view = OWN.get(name) or (for_editors(one.callback) if name in OPEN else not_there)
            yield URLPattern(_WITH_NAMES.get(one.name, one.pattern), view, one.default_args, one.name)


def _below(one: URLResolver, patterns: list[URLPattern | URLResolver]) -> URLResolver:
    if one.namespace == "wagtailadmin_api":
        # Every page of Wagtail names these two, also where there are no pictures and documents.
        listing = [path("", not_there, name="listing")]
        patterns += [path(f"{kind}/", include((listing, kind))) for kind in ("documents", "images")]
    return URLResolver(one.pattern, patterns, one.default_kwargs, one.app_name, one.namespace)


def names() -> frozenset[str]:
    """The full name of every address of Wagtail, open or closed."""
    return frozenset(_named(urlpatterns))


def _named(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _named(one.url_patterns, f"{before}{one.namespace}:" if one.namespace else before)
        else:
            yield f"{before}{one.name}"


urlpatterns = [
    path("landelijk/", for_editors(national.overview), name="editing-national"),
    *_kept(wagtails),
]
