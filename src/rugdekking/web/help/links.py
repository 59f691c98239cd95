"""Where a link in a page leads: to the desk of the organisation in whose site the page is read."""

from collections.abc import Callable
from typing import Final

from django.urls import NoReverseMatch, reverse

from rugdekking.content.queries import everything
from rugdekking.content.schema import Conversation, Scan
from rugdekking.knowledge.queries import slug_of

# What an address in a page may begin with, and the page of the site that it means.
BELOW_HELP: Final = {"scan": "scans:scan", "guide": "meetings:guide"}
AS_IT_IS: Final = ("tel:", "https://")


def resolver(organisation: str) -> Callable[[str], str]:
    """`organisation` is the slug under which the page is read."""

    def resolve(target: str) -> str:
        if target.startswith(AS_IT_IS):
            return target
        way, _, name = target.partition(":")
        return _on_this_site(organisation, way, name)

    return resolve


def _below(way: str, name: str) -> str:
    shape: type[Scan] | type[Conversation] = Scan if way == "scan" else Conversation
    return next((one.slug for one in everything(shape) if one.id == name), name)


def _on_this_site(organisation: str, way: str, name: str) -> str:
    if way == "hulp":
        return reverse("help:page", args=[organisation, slug_of(name)])
    names = {"desk": f"public:{name}", **BELOW_HELP}
    more = [_below(way, name)] if way in BELOW_HELP else []
    if way not in names:
        return ""
    # The rest of the path asks nothing, but the first question of the long way has a name of its own.
    try:
        return reverse(names[way], args=[organisation, *more])
    except NoReverseMatch:
        return ""
