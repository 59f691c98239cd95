"""Every address of the site, read from the routes themselves, so that a new page is attacked without being named."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver, reverse

Names = tuple[str, ...]

# Where a blank means something else than in other addresses.
SPECIAL = {
    "public:step": {"name": "wat"},
    "preparation-scan": {"scan": "organisatie"},
    "preparation-scan-add": {"scan": "organisatie"},
    "dossier-script": {"which": "telefoon"},
    "dossier-script-paper": {"which": "balie"},
    **{
        f"wagtailusers_users:{page}": {"pk": "00000000-0000-4000-8000-000000000000"}
        for page in ("edit", "delete", "history", "history_results", "usage", "copy")
    },
}

# These have one blank for two shelves, and other things stand on each.
SHELVES = {
    "own-scan": {"version": "own", "example": "scan"},
    "own-guide": {"version": "talk", "example": "guide"},
}


@cache
def routes() -> dict[str, Names]:
    """The full name of every address, with the names of its blanks."""
    return dict(_walk(get_resolver()))


def _walk(resolver: URLResolver, before: str = "", above: Names = ()) -> Iterator[tuple[str, Names]]:
    for one in resolver.url_patterns:
        blanks = (*above, *_blanks(one))
        if isinstance(one, URLPattern):
            yield f"{before}{one.name}", blanks
        else:
            yield from _walk(one, f"{before}{one.namespace}:" if one.namespace else before, blanks)


def _blanks(one: URLPattern | URLResolver) -> Names:
    return tuple(one.pattern.converters) or tuple(one.pattern.regex.groupindex)


def filled(name: str, blanks: Mapping[str, str]) -> str:
    """The address of the page `name`. Fails loudly when nobody thought about one of its blanks."""
    known = {**blanks, **SPECIAL.get(name, {})}
    on = next((shelf for start, shelf in SHELVES.items() if name.startswith(start)), {})
    return _reversed(name, tuple((blank, known[on.get(blank, blank)]) for blank in routes()[name]))


@cache
def _reversed(name: str, values: tuple[tuple[str, str], ...]) -> str:
    """Django compiles a pattern for each of these; the same world comes by in many tests."""
    return reverse(name, kwargs=dict(values))


def all_filled(blanks: Mapping[str, str], *, among: Collection[str] = ()) -> dict[str, str]:
    """Every address by its name, or those `among`, with its blanks filled."""
    return {name: filled(name, blanks) for name in routes() if not among or name in among}
