"""Scans of the organisation itself: brought in as a file, tried, published by a second person, taken back."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.content.schema import Header
from rugdekking.content.writing import written
from rugdekking.organisations.roles import Role
from rugdekking.scans import operations as scans
from rugdekking.scans.models import OwnContent, State
from rugdekking.scans.queries import read, scan_of, scans_of, version_of, versions_of
from rugdekking.scans.weighing import weigh
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, Sure, a_question, at, filled
from rugdekking.web.office.page import show
from rugdekking.web.scans import showing
from rugdekking.web.scans.forms import ScanForm

View = Callable[..., HttpResponseBase]
EDITORS = (Role.EDITOR, Role.COORDINATOR, Role.ADMINISTRATOR)
FILE = "application/yaml; charset=utf-8"


class FileForm(forms.Form):
    text = forms.CharField(
        label="De inhoud van het bestand",
        help_text="Open het bestand in een tekstprogramma, kopieer alles en plak het hier.",
        max_length=200_000,
        strip=False,
        widget=forms.Textarea({"rows": 14, "spellcheck": "false"}),
        error_messages={"required": "Plak hier de inhoud van het bestand.", "max_length": "Dit bestand is te groot."},
    )


def of_version(page: View) -> View:
    """For a page about one version. Another organisation's is as none."""

    @office(*EDITORS)
    @wraps(page)
    def opened(request: HttpRequest, visit: Visit, own: UUID, **names: Any) -> HttpResponseBase:  # noqa: ANN401
        row = version_of(visit.membership.organisation_id, own)
        if row is None:
            raise Http404
        return page(request, visit, row, **names)

    return opened


@require_safe
@office(*EDITORS)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    organisation = visit.membership.organisation
    rows = [(row, read(row).title) for row in versions_of(organisation.pk)]
    public = [(one, one.slug) for one in scans_of(organisation)]
    return show(request, visit, "office/scans/overview.html", {"rows": rows, "public": public})


@a_question(office(*EDITORS))
def bring_in(request: HttpRequest, visit: Visit) -> Question:
    form = filled(request, FileForm)
    return Question(
        heading="Een zelfscan inlezen",
        button="Inlezen",
        form=form,
        act=lambda: scans.bring_in(form.cleaned_data["text"], by=visit.membership, at=timezone.now()),
        done="Ingelezen als concept. Probeer het uit. Bezoekers zien er nog niets van.",
        to=at(visit, "own-scans"),
        around={
            "intro": "Begin met het bestand van een scan die er al is: bewaar het, wijzig het en plak het hier. "
            "Klopt er iets niet, dan leest u op welke regel. Er verandert dan niets."
        },
    )


@require_safe
@office(*EDITORS)
def example(_request: HttpRequest, visit: Visit, scan: str) -> HttpResponse:
    found = scan_of(visit.membership.organisation, scan)
    if found is None:
        raise Http404
    return as_file(found)


@require_safe
@of_version
def file(_request: HttpRequest, _visit: Visit, row: OwnContent) -> HttpResponse:
    return as_file(read(row))


@require_safe
@of_version
def one(request: HttpRequest, visit: Visit, row: OwnContent) -> HttpResponse:
    """All that visitors can come to read: each question, each answer, and what it gives."""
    scan = read(row)
    context = {
        "row": row,
        "scan": scan,
        "oneself": row.made_by.person_id == visit.membership.person_id,
    }
    return show(request, visit, "office/scans/scan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_version
def trial(request: HttpRequest, visit: Visit, row: OwnContent) -> HttpResponse:
    """Fill it in as a visitor would. Nothing of it is kept."""
    scan = read(row)
    form = ScanForm(request.POST or None, scan=scan)
    context = {"row": row, "scan": scan, "form": form, "outcome": None}
    if request.method == "POST":
        outcome = weigh(scan, form.answers)
        organisation = visit.membership.organisation
        context["outcome"] = {
            "levels": showing.levels(scan, outcome),
            "first": showing.items(scan, outcome.first, organisation),
            "later": showing.items(scan, outcome.later, organisation),
            "thoughts": showing.by_theme(scan, showing.items(scan, outcome.thoughts, organisation)),
        }
    return show(request, visit, "office/scans/trial.html", context)


@a_question(of_version)
def publish(request: HttpRequest, visit: Visit, row: OwnContent) -> Question:
    must_be(row, State.DRAFT)
    return Question(
        heading=f"‘{read(row).title}’ publiceren",
        button="Publiceren",
        form=filled(request, Sure),
        act=lambda: scans.publish(row, by=visit.membership, at=timezone.now()),
        done="Gepubliceerd. Bezoekers vinden de scan bij Zelfscans.",
        to=at(visit, "own-scans"),
        back=at(visit, "own-scan", row.pk),
        around={
            "intro": "Iedereen kan de scan daarna doen. Heeft een meegeleverde scan hetzelfde id, dan komt deze "
            "ervoor in de plaats."
        },
    )


@a_question(of_version)
def withdraw(request: HttpRequest, visit: Visit, row: OwnContent) -> Question:
    must_be(row, State.PUBLISHED)
    return Question(
        heading=f"Versie {row.number} van ‘{read(row).title}’ intrekken",
        button="Intrekken",
        form=filled(request, Sure),
        act=lambda: scans.withdraw(row, by=visit.membership, at=timezone.now()),
        done="Ingetrokken.",
        to=at(visit, "own-scans"),
        back=at(visit, "own-scan", row.pk),
        around={"intro": "Bezoekers vinden dan de versie van daarvoor, de meegeleverde scan, of niets meer."},
    )


@a_question(of_version)
def drop(request: HttpRequest, visit: Visit, row: OwnContent) -> Question:
    must_be(row, State.DRAFT)
    return Question(
        heading=f"Het concept van ‘{read(row).title}’ weggooien",
        button="Weggooien",
        form=filled(request, Sure),
        act=lambda: scans.drop(row, by=visit.membership, at=timezone.now()),
        done="Het concept is weg.",
        to=at(visit, "own-scans"),
        back=at(visit, "own-scan", row.pk),
        around={"intro": "Wat is gepubliceerd, blijft."},
    )


def must_be(row: OwnContent, state: State) -> None:
    if row.state != state:
        raise Http404


def as_file(scan: Header) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{scan.id}.yaml"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(written(scan), content_type=FILE, headers=headers)
