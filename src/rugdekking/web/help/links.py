"""Where a link in a page leads: to the desk of the organisation in whose site the page is read."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, resolve, reverse

from rugdekking.content.queries import everything
from rugdekking.content.schema import Conversation, Scan
from rugdekking.content.schema.writing import DESK, IN_DUTCH, in_code
from rugdekking.knowledge.queries import slug_of

# What an address in a page may begin with, and the page of the site that it means.
BELOW_HELP: Final = {"scan": "scans:scan", "guide": "meetings:guide"}
# What lists pages, by what stands behind `hulp/` in its address.
LISTS: Final = {
    "help:situations": "wat-te-doen",
    "scans:overview": "scan",
    "meetings:guides": "gesprek",
    "meetings:presentation": "presentatie",
}
AS_IT_IS: Final = ("tel:", "https://")


def resolver(organisation: str) -> Callable[[str], str]:
    """`organisation` is the slug under which the page is read."""

    def leads_to(target: str) -> str:
        if target.startswith(AS_IT_IS):
            return target
        way, _, name = in_code(target).partition(":")
        return _on_this_site(organisation, way, name)

    return leads_to


def is_of_this_site(address: str) -> bool:
    """Whether this is an address as a browser shows it, of this site: with its name before it or without."""
    try:
        parts = urlsplit(address)
    except ValueError:
        # What no browser can read is refused as a link that leads nowhere.
        return False
    if parts.scheme in {"http", "https"}:
        # An installation that answers to every name does not own every name.
        names = [name for name in settings.ALLOWED_HOSTS if name != "*"]
        return bool(parts.hostname) and validate_host(str(parts.hostname), names)
    return not parts.scheme and address.startswith("/")


def spelled(address: str) -> str:
    """How a text links to the page of this site at `address`; empty when there is none to which it can.

    With that spelling a link leads to the desk of whoever reads, and goes on doing so when an address changes.
    """
    try:
        found = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return ""
    return _below_help(found) or _of_the_desk(found)


def _below_help(found: ResolverMatch) -> str:
    ways = {"help:page": "hulp", "help:plan": "hulp", "scans:scan": "scan", "meetings:guide": "werkvorm"}
    names = [str(found.kwargs[name]) for name in ("page", "scan", "guide") if name in found.kwargs]
    if found.view_name in ways:
        return f"{ways[found.view_name]}:{names[0]}"
    return f"hulp:{LISTS[found.view_name]}" if found.view_name in LISTS else ""


def _of_the_desk(found: ResolverMatch) -> str:
    code = f"desk:{found.url_name}"
    if found.namespace != "public" or found.url_name not in DESK:
        return ""
    return next((dutch for dutch, known in IN_DUTCH.items() if known == code), code)


def _below(way: str, name: str) -> str:
    if way == "hulp":
        return slug_of(name)
    shape: type[Scan] | type[Conversation] = Scan if way == "scan" else Conversation
    return next((one.slug for one in everything(shape) if one.id == name), name)


def _on_this_site(organisation: str, way: str, name: str) -> str:
    names = {"hulp": "help:page", "desk": f"public:{name}", **BELOW_HELP}
    more = [] if way == "desk" else [_below(way, name)]
    if way not in names:
        return ""
    # The rest of the path asks nothing, but the first question of the long way has a name of its own. A draft may
    # name what is no part of any address.
    try:
        return reverse(names[way], args=[organisation, *more])
    except NoReverseMatch:
        return ""
