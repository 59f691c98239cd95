"""The table of looks in the browser: no two things that can meet are left apart, and no page is left out."""

from itertools import combinations, product

from django.urls import resolve

from rugdekking.content.schema.toolkit import PageKind
from tests.access_table import ACCESS
from tests.browser.looks.kinds import HOME, KINDS, LOOKS, PAGES, SCRIPT, STYLES, WIDTHS, Look, can_be
from tests.browser.looks.pairs import covering

# Addresses of the toolkit that give a file or lead on, or that stand on a way (tests/browser/looks/kinds.py).
FILES = {
    "help:sheet",
    "help:elsewhere",
    "help:new",
    "help:news",
    "scans:plan",
    "scans:reminder",
    "meetings:presentation-file",
}
ON_A_WAY = {"meetings:room", "meetings:room-hand-on", "meetings:room-lead-too"}


def test_each_two_of_kind_width_script_and_style_are_seen_together() -> None:
    every = [row for row in product(KINDS, WIDTHS, SCRIPT, STYLES) if can_be(row)]

    for one, other in combinations(range(len(Look._fields)), 2):
        assert {(look[one], look[other]) for look in LOOKS} == {(row[one], row[other]) for row in every}


def test_the_looks_are_as_few_as_can_be() -> None:
    assert len(LOOKS) <= max(len(WIDTHS), len(SCRIPT), len(STYLES)) * len(KINDS)


def test_what_cannot_be_is_not_asked_for() -> None:
    rows = covering([("a", "b"), ("x", "y")], possible=lambda row: row != ("b", "y"))

    assert set(rows) == {("a", "x"), ("a", "y"), ("b", "x")}


def test_every_address_of_the_toolkit_is_looked_at() -> None:
    toolkit = {name for name in ACCESS if name.startswith(("help:", "scans:", "meetings:", "public:acute-ca"))}

    looked_at = {resolve(f"{HOME}{address}".partition("?")[0]).view_name for address in PAGES.values()}

    assert toolkit - looked_at == FILES | ON_A_WAY


def test_every_kind_of_page_is_looked_at() -> None:
    assert {f"help: {kind}" for kind in PageKind} - set(PAGES) == set()
