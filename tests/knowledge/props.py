"""Pages for the tests."""

from typing import Any

from rugdekking.knowledge.models import Article, Home
from tests import make


def an_article(home: Home, **given: Any) -> Article:  # noqa: ANN401  (whatever a page has)
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
    page = Article(**{**values, **given})
    home.add_child(instance=page)
    return page
