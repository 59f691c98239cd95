"""Pages for the tests."""

from typing import Any, TypeVar

from rugdekking.content.models import ContentKind, Item
from rugdekking.knowledge.models import Article, Document, Home, ToolkitPage
from rugdekking.knowledge.operations import publish_shipped
from tests import make

P = TypeVar("P", bound=ToolkitPage)


def an_article(home: Home, **given: Any) -> Article:  # noqa: ANN401  (whatever a page has)
    return a_page(Article, home, **given)


def a_document(home: Home, **given: Any) -> Document:  # noqa: ANN401
    """A report of somebody else; without an address where it stands unless it has one `elsewhere`."""
    return a_page(Document, home, **{"sort": "rapport", "author": "Wij", "month": "2026-03", **given})


def a_page(kind: type[P], home: Home, **given: Any) -> P:  # noqa: ANN401
    """A page below `home`; a draft unless it says `live`."""
    values = {
        "title": "Een pagina",
        "slug": "een-pagina",
        "summary": "Waar dit over gaat.",
        "body": "Lees dit.",
        "audience": " councillor ",
        "phase": " before ",
        "theme": "reporting",
        "source": "Eigen tekst.",
        "keeper": "Redactie",
        "review_by": make.MIDDAY.date(),
        "live": False,
    }
    page = kind(**{**values, **given})
    home.add_child(instance=page)
    return page


def published(*ids: str) -> None:
    """These national pages and no others: making all of them takes seconds."""
    make.content()
    Item.objects.filter(kind=ContentKind.TOOLKIT).exclude(name__in=ids).delete()
    publish_shipped(at=make.MIDDAY)
