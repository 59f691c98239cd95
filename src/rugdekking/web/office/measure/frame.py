"""The pages of one measure that was made known: who may open them, and where they lead.

They are for whoever handles the case, and after it closed for whoever keeps a clock of the measure: a keeper sees
the measure and what became of it, and nothing else of the case.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase

from rugdekking.measures import course
from rugdekking.measures.models import Answer
from rugdekking.measures.queries import told_answer
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import a_question, at

View = Callable[..., HttpResponseBase]


def of_measure(page: View) -> View:
    """The page gets `visit` and `row`, the answer; anybody else finds nothing."""

    @office(unlocked=True)
    @wraps(page)
    def opened(request: HttpRequest, visit: Visit, measure: UUID, **names: Any) -> HttpResponseBase:  # noqa: ANN401
        row = told_answer(visit.membership.organisation_id, measure)
        if row is None or not course.looks_after(row, visit.membership):
            raise Http404
        if row.key_id not in visit.ring.open_all([row.key_id]):
            raise Http404
        return page(request, visit, row, **names)

    return opened


question_of_measure = a_question(of_measure)


def home(visit: Visit, row: Answer) -> str:
    """The page of the measure itself."""
    return at(visit, "measure", row.pk)
