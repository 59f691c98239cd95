"""What everybody finds at a desk without pages of its own, made of the content files and without a database."""

from collections.abc import Iterator
from functools import cache

from rugdekking.content.schema import Conversation, HelpPage, PageKind, Scan, Synonyms
from rugdekking.content.schema.synonyms import Group
from rugdekking.knowledge.finding import Entry, Facet, Found, Wanted, find
from rugdekking.knowledge.listing import CALLED
from rugdekking.web.help.entries import PRESENTATION, of_guide, of_scan
from tests.content import shipped


@cache
def synonyms() -> tuple[Group, ...]:
    found = shipped.content("synonyms/search.yaml")
    assert isinstance(found, Synonyms)
    return found.groups


@cache
def entries() -> tuple[Entry, ...]:
    return (*_entries(), PRESENTATION)


@cache
def found(words: str) -> Found:
    return find(entries(), Wanted(words), synonyms())


def first(words: str, number: int) -> list[str]:
    """The last parts of the addresses of the first pages that somebody finds."""
    return [name_of(one) for one in found(words).entries[:number]]


def name_of(entry: Entry) -> str:
    way, _, name = entry.target.partition(":")
    return name or way


def _entries() -> Iterator[Entry]:
    for path in shipped.files():
        content = shipped.content(f"{path.parent.name}/{path.name}")
        if isinstance(content, HelpPage):
            yield _of_page(content)
        if isinstance(content, Scan):
            yield of_scan(content)
        if isinstance(content, Conversation):
            yield of_guide(content)


def _of_page(page: HelpPage) -> Entry:
    theme = page.theme or (page.id if page.kind is PageKind.THEME else "")
    codes = {Facet.AUDIENCE: page.audience, Facet.PHASE: page.phase, Facet.THEME: (theme,) if theme else ()}
    body = "\n".join([page.body, *(f"{step.title}\n{step.body}" for step in page.steps), CALLED.get(page.kind, "")])
    return Entry(f"page:{page.slug}", page.kind, page.title, page.summary, codes, page.situations, body)
