"""Every address of the site stands in the table that says who may use it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, path

from tests.access_table import ACCESS, EVERYBODY


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """The full name of every address below `resolver`; an address without a name gives its route."""
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield f"{prefix}{one.name}" if one.name else f"unnamed: {one.pattern}"
        else:
            yield from names(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)


def missing(found: set[str], listed: set[str]) -> tuple[set[str], set[str]]:
    """Addresses that nobody thought about, and rows of the table that mean nothing."""
    return found - listed, listed - found


def test_every_address_says_who_may_use_it() -> None:
    assert missing(set(names(get_resolver())), set(ACCESS)) == (set(), set())


def test_the_table_names_only_people_that_exist() -> None:
    assert {who for allowed in ACCESS.values() for who in allowed} <= EVERYBODY


def test_this_rule_can_fail() -> None:
    assert missing({"open"}, {"gone"}) == ({"open"}, {"gone"})
    tiny = URLResolver(get_resolver().pattern, [path("a/", print), path("b/", print, name="b")])
    assert list(names(tiny)) == ["unnamed: a/", "b"]
