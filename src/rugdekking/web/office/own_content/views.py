"""Content of the organisation itself: brought in as a file, published by a second person, taken back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.content.writing import written
from rugdekking.scans import operations as scans
from rugdekking.scans.models import OwnContent, State
from rugdekking.scans.queries import versions_of
from rugdekking.web.access import Visit, office
from rugdekking.web.downloads import YAML, to_save
from rugdekking.web.office.asking import Question, Sure, a_question, at, filled
from rugdekking.web.office.fields import FileForm
from rugdekking.web.office.own_content.shelves import EDITORS, SHELVES, Own, Shelf, of_version
from rugdekking.web.office.page import show

question_of_version = a_question(of_version)


@require_safe
@office(*EDITORS)
def overview(request: HttpRequest, visit: Visit, shelf: Shelf) -> HttpResponse:
    organisation = visit.membership.organisation
    public = [
        (one, reverse(shelf.public, args=[organisation.slug, one.slug]), at(visit, f"{shelf.name}-example", one.slug))
        for one in shelf.shown(organisation)
    ]
    own = [
        (row, shelf.read(row).title, at(visit, shelf.name, row.pk))
        for row in versions_of(organisation.pk, shelf.kind)
    ]
    (other,) = (one for one in SHELVES if one is not shelf)
    context = {
        "shelf": shelf,
        "public": public,
        "own": own,
        "add": at(visit, f"{shelf.name}-bring-in"),
        "other": other,
        "other_address": at(visit, other.overview),
    }
    return show(request, visit, "office/own_content/overview.html", context)


@a_question(office(*EDITORS))
def bring_in(request: HttpRequest, visit: Visit, shelf: Shelf) -> Question:
    form = filled(request, FileForm)
    return Question(
        heading=shelf.adding,
        button="Inlezen",
        form=form,
        act=lambda: shelf.bring_in(form.cleaned_data["text"], by=visit.membership, at=timezone.now()),
        done=f"Ingelezen als concept. {shelf.look} Bezoekers zien er nog niets van.",
        to=at(visit, shelf.overview),
        around={
            "intro": f"Begin met het bestand van een {shelf.word} die er al is: bewaar het, wijzig het en plak het "
            "hier. Klopt er iets niet, dan leest u op welke regel. Er verandert dan niets."
        },
    )


@require_safe
@office(*EDITORS)
def example(_request: HttpRequest, visit: Visit, shelf: Shelf, example: str) -> HttpResponse:
    found = shelf.found(visit.membership.organisation, example)
    if found is None:
        raise Http404
    return _as_file(found)


@require_safe
@of_version
def file(_request: HttpRequest, _visit: Visit, shelf: Shelf, row: OwnContent) -> HttpResponse:
    return _as_file(shelf.read(row))


@question_of_version
def publish(request: HttpRequest, visit: Visit, shelf: Shelf, row: OwnContent) -> Question:
    _must_be(row, State.DRAFT)
    return Question(
        heading=f"‘{shelf.read(row).title}’ publiceren",
        button="Publiceren",
        form=filled(request, Sure),
        act=lambda: scans.publish(row, by=visit.membership, at=timezone.now()),
        done=f"Gepubliceerd. Bezoekers vinden de {shelf.word} binnen een minuut bij {shelf.where}.",
        **_around(visit, shelf, row),
        around={
            "intro": f"Iedereen kan de {shelf.word} daarna gebruiken. Heeft een meegeleverde hetzelfde id, dan komt "
            "deze ervoor in de plaats."
        },
    )


@question_of_version
def withdraw(request: HttpRequest, visit: Visit, shelf: Shelf, row: OwnContent) -> Question:
    _must_be(row, State.PUBLISHED)
    return Question(
        heading=f"Versie {row.number} van ‘{shelf.read(row).title}’ intrekken",
        button="Intrekken",
        form=filled(request, Sure),
        act=lambda: scans.withdraw(row, by=visit.membership, at=timezone.now()),
        done="Ingetrokken.",
        **_around(visit, shelf, row),
        around={
            "intro": f"Bezoekers vinden dan de versie van daarvoor, de meegeleverde {shelf.word}, of niets meer."
        },
    )


@question_of_version
def drop(request: HttpRequest, visit: Visit, shelf: Shelf, row: OwnContent) -> Question:
    _must_be(row, State.DRAFT)
    return Question(
        heading=f"Het concept van ‘{shelf.read(row).title}’ weggooien",
        button="Weggooien",
        form=filled(request, Sure),
        act=lambda: scans.drop(row, by=visit.membership, at=timezone.now()),
        done="Het concept is weg.",
        **_around(visit, shelf, row),
        around={"intro": "Wat is gepubliceerd, blijft."},
    )


def _around(visit: Visit, shelf: Shelf, row: OwnContent) -> dict[str, str]:
    """Where a question about a version leads, answered or not."""
    return {"to": at(visit, shelf.overview), "back": at(visit, shelf.name, row.pk)}


def _must_be(row: OwnContent, state: State) -> None:
    if row.state != state:
        raise Http404


def _as_file(own: Own) -> HttpResponse:
    return to_save(written(own), f"{own.id}.yaml", YAML)
