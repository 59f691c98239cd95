"""Conversation guides of the organisation itself: brought in as a file, published by a second person, taken back."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.scans import operations as scans
from rugdekking.scans.models import Kind, OwnContent, State
from rugdekking.scans.queries import guide_of, guides_of, read_guide, version_of, versions_of
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, Sure, a_question, at, filled
from rugdekking.web.office.page import show
from rugdekking.web.office.scans.views import EDITORS, FileForm, as_file, must_be

View = Callable[..., HttpResponseBase]


def of_version(page: View) -> View:
    """For a page about one version. Another organisation's is as none."""

    @office(*EDITORS)
    @wraps(page)
    def opened(request: HttpRequest, visit: Visit, talk: UUID, **names: Any) -> HttpResponseBase:  # noqa: ANN401
        row = version_of(visit.membership.organisation_id, talk, Kind.GUIDE)
        if row is None:
            raise Http404
        return page(request, visit, row, **names)

    return opened


@require_safe
@office(*EDITORS)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    organisation = visit.membership.organisation
    rows = [(row, read_guide(row).title) for row in versions_of(organisation.pk, Kind.GUIDE)]
    return show(request, visit, "office/guides/overview.html", {"rows": rows, "public": guides_of(organisation)})


@a_question(office(*EDITORS))
def bring_in(request: HttpRequest, visit: Visit) -> Question:
    form = filled(request, FileForm)
    return Question(
        heading="Een werkvorm inlezen",
        button="Inlezen",
        form=form,
        act=lambda: scans.bring_in_guide(form.cleaned_data["text"], by=visit.membership, at=timezone.now()),
        done="Ingelezen als concept. Lees het na. Bezoekers zien er nog niets van.",
        to=at(visit, "own-guides"),
        around={
            "intro": "Begin met het bestand van een werkvorm die er al is: bewaar het, wijzig het en plak het hier. "
            "Klopt er iets niet, dan leest u op welke regel. Er verandert dan niets."
        },
    )


@require_safe
@office(*EDITORS)
def example(_request: HttpRequest, visit: Visit, guide: str) -> HttpResponse:
    found = guide_of(visit.membership.organisation, guide)
    if found is None:
        raise Http404
    return as_file(found)


@require_safe
@of_version
def file(_request: HttpRequest, _visit: Visit, row: OwnContent) -> HttpResponse:
    return as_file(read_guide(row))


@require_safe
@of_version
def one(request: HttpRequest, visit: Visit, row: OwnContent) -> HttpResponse:
    """The guide as visitors would read it."""
    context = {"row": row, "guide": read_guide(row), "oneself": row.made_by.person_id == visit.membership.person_id}
    return show(request, visit, "office/guides/guide.html", context)


@a_question(of_version)
def publish(request: HttpRequest, visit: Visit, row: OwnContent) -> Question:
    must_be(row, State.DRAFT)
    return Question(
        heading=f"‘{read_guide(row).title}’ publiceren",
        button="Publiceren",
        form=filled(request, Sure),
        act=lambda: scans.publish(row, by=visit.membership, at=timezone.now()),
        done="Gepubliceerd. Bezoekers vinden de werkvorm binnen een minuut bij Samen in gesprek.",
        to=at(visit, "own-guides"),
        back=at(visit, "own-guide", row.pk),
        around={
            "intro": "Iedereen kan de werkvorm daarna gebruiken. Heeft een meegeleverde hetzelfde id, dan komt deze "
            "ervoor in de plaats."
        },
    )


@a_question(of_version)
def withdraw(request: HttpRequest, visit: Visit, row: OwnContent) -> Question:
    must_be(row, State.PUBLISHED)
    return Question(
        heading=f"Versie {row.number} van ‘{read_guide(row).title}’ intrekken",
        button="Intrekken",
        form=filled(request, Sure),
        act=lambda: scans.withdraw(row, by=visit.membership, at=timezone.now()),
        done="Ingetrokken.",
        to=at(visit, "own-guides"),
        back=at(visit, "own-guide", row.pk),
        around={"intro": "Bezoekers vinden dan de versie van daarvoor, de meegeleverde werkvorm, of niets meer."},
    )


@a_question(of_version)
def drop(request: HttpRequest, visit: Visit, row: OwnContent) -> Question:
    must_be(row, State.DRAFT)
    return Question(
        heading=f"Het concept van ‘{read_guide(row).title}’ weggooien",
        button="Weggooien",
        form=filled(request, Sure),
        act=lambda: scans.drop(row, by=visit.membership, at=timezone.now()),
        done="Het concept is weg.",
        to=at(visit, "own-guides"),
        back=at(visit, "own-guide", row.pk),
        around={"intro": "Wat is gepubliceerd, blijft."},
    )
