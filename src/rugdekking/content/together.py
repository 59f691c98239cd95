"""What only shows when the pages of the toolkit are read together: a link to a page that is not there, a date."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from rugdekking.content.reading import FaultyContent, line_of, read_file
from rugdekking.content.schema import HelpPage
from rugdekking.content.schema.writing import Link, Way, links


def refuse_dead_links(folder: Path) -> None:
    """Read all pages below `folder` and refuse the first link to a page, or theme, that no file makes.

    Links to scans and conversation guides are checked once files of those kinds are there.
    Raises FaultyContent with file and line.
    """
    _refuse_shared_addresses(folder)
    known = {
        way: {path.stem for path in (folder / kind).glob("*.yaml")}
        for way, kind in ((Way.PAGE, "toolkit"), (Way.SCAN, "scans"), (Way.GUIDE, "guides"))
    }
    for path in sorted((folder / "toolkit").glob("*.yaml")):
        page = read_file(path)[1]
        if not isinstance(page, HelpPage):
            continue
        label = f"toolkit/{path.name}"
        if page.theme and page.theme not in known[Way.PAGE]:
            line = line_of(path.read_text(encoding="utf-8"), ".theme")
            raise FaultyContent(f"{label}, regel {line}: het thema ‘{page.theme}’ heeft nog geen pagina.")
        for place, link in _inside(page):
            if known[link.way] and link.target not in known[link.way]:
                line = line_of(path.read_text(encoding="utf-8"), place, link.row)
                raise FaultyContent(f"{label}, regel {line}: de pagina ‘{link.way}:{link.target}’ bestaat niet.")


def due(folder: Path, *, until: date) -> list[HelpPage]:
    """The pages below `folder` whose review date is on or before `until`, the first date first."""
    pages = [read_file(path)[1] for path in sorted((folder / "toolkit").glob("*.yaml"))]
    found = [page for page in pages if isinstance(page, HelpPage) and page.review_by <= until]
    return sorted(found, key=lambda page: page.review_by)


def _refuse_shared_addresses(folder: Path) -> None:
    taken: dict[str, str] = {}
    names = {path.stem for path in (folder / "toolkit").glob("*.yaml")}
    for path in sorted((folder / "toolkit").glob("*.yaml")):
        page = read_file(path)[1]
        if isinstance(page, HelpPage) and taken.setdefault(page.slug, page.id) != page.id:
            raise FaultyContent(f"toolkit/{path.name}: het adres ‘{page.slug}’ is al van {taken[page.slug]}.")
        # Editors link by the address, files by the id: one may not mean two pages.
        if isinstance(page, HelpPage) and page.slug in names - {page.id}:
            raise FaultyContent(f"toolkit/{path.name}: het adres ‘{page.slug}’ is het id van een andere pagina.")


def _inside(page: HelpPage) -> Iterable[tuple[str, Link]]:
    for place, text in page.written():
        for link in links(place, text):
            if link.way in (Way.PAGE, Way.SCAN, Way.GUIDE):
                yield place, link
