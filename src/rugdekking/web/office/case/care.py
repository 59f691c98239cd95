"""Support for everybody of a case: offered, answered, given to a carer, planned. What is said stays there."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.aftercare import operations as aftercare
from rugdekking.aftercare import queries
from rugdekking.aftercare.models import Track
from rugdekking.aftercare.status import COME_BACK_FROM, TrackState
from rugdekking.cases.models import Case
from rugdekking.cases.queries import people
from rugdekking.content.queries import latest
from rugdekking.content.schema import Services
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, at, filled
from rugdekking.web.office.case.care_forms import MomentForm, OfferForm, YesNoForm
from rugdekking.web.office.case.frame import ask_in_case, of_case, question_of_case, show_case
from rugdekking.web.office.fields import WhoForm

View = Callable[..., HttpResponseBase]


def of_track(page: View) -> View:
    """For pages about the support of one person of a case: the page gets `track` as well."""

    @of_case
    @wraps(page)
    def opened(request: HttpRequest, visit: Visit, case: Case, track: UUID) -> HttpResponseBase:
        found = next((one for one in queries.tracks_in(case) if one.pk == track), None)
        if found is None:
            raise Http404
        return page(request, visit, case, found)

    return opened


def question_of_track(page: Callable[..., Question]) -> View:
    """For such a page that is one question."""

    @require_http_methods(["GET", "POST"])
    @of_track
    @wraps(page)
    def asked(request: HttpRequest, visit: Visit, case: Case, track: Track) -> HttpResponse:
        return ask_in_case(request, visit, case, page(request, visit, case, track))

    return asked


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    known = {one.person.pk: one for one in people(case, visit.ring)}
    services = latest(Services, "support")
    context = {
        "tracks": [
            {
                "open": one,
                "may_answer": one.row.state in {TrackState.ASKED, TrackState.NO_ANSWER},
                "may_give_up": one.row.state == TrackState.ASKED,
                "running": one.row.state == TrackState.RUNNING,
                "may_come_back": one.row.state in COME_BACK_FROM,
            }
            for one in queries.open_tracks(queries.tracks_in(case), visit.ring)
        ],
        "not_offered": [known[row.pk] for row in queries.people_not_offered(case) if row.pk in known],
        "referrals": [
            {
                "open": one,
                "person": known.get(one.row.person_id),
                "service": services.service(one.row.service),
            }
            for one in queries.open_referrals(case, visit.ring)
        ],
        "told": queries.open_feedback(case, visit.ring),
        "untold": queries.reports_without_feedback(case),
    }
    return show_case(request, visit, case, "office/case/care.html", context)


@question_of_case
def offer(request: HttpRequest, visit: Visit, case: Case) -> Question:
    waiting = {row.pk for row in queries.people_not_offered(case)}
    form = filled(request, OfferForm, people=[one for one in people(case, visit.ring) if one.person.pk in waiting])
    return Question(
        heading="Opvang aanbieden",
        button="Aanbieden",
        form=form,
        act=lambda: aftercare.offer_support(
            case,
            person=form.chosen.person,
            remark=form.cleaned_data["remark"],
            ring=visit.ring,
            at=timezone.now(),
        ),
        done="Aangeboden. Leg vast wat deze persoon antwoordt.",
        to=at(visit, "case-care", case.reference),
        around={"intro": "Vraag het een keer, zonder aan te dringen. Wie nee zegt, wordt niet nog eens gevraagd."},
    )


@question_of_track
def answer(request: HttpRequest, visit: Visit, case: Case, track: Track) -> Question:
    form = filled(request, YesNoForm)
    return _question(
        visit,
        case,
        heading="Antwoord op het aanbod van opvang",
        button="Vastleggen",
        form=form,
        act=lambda: aftercare.answer_offer(track, accepts=form.yes, ring=visit.ring, at=timezone.now()),
        done="Vastgelegd.",
    )


@question_of_track
def give_up(request: HttpRequest, visit: Visit, case: Case, track: Track) -> Question:
    return _question(
        visit,
        case,
        heading="Er kwam geen antwoord",
        button="Vastleggen",
        form=filled(request, Sure),
        act=lambda: aftercare.give_up_asking(track, ring=visit.ring, at=timezone.now()),
        done="Vastgelegd. Deze persoon mag zelf terugkomen.",
        intro="U vraagt het niet nog eens. Deze persoon mag er zelf altijd op terugkomen.",
    )


@question_of_track
def come_back(request: HttpRequest, visit: Visit, case: Case, track: Track) -> Question:
    return _question(
        visit,
        case,
        heading="Deze persoon wil toch opvang",
        button="Opvang starten",
        form=filled(request, Sure),
        act=lambda: aftercare.come_back(track, ring=visit.ring, at=timezone.now()),
        done="De opvang loopt. Kies wie haar geeft.",
        intro="Alleen als deze persoon daar zelf om vroeg.",
    )


@question_of_track
def assign(request: HttpRequest, visit: Visit, case: Case, track: Track) -> Question:
    form = filled(request, WhoForm, members=queries.carers(case))
    return _question(
        visit,
        case,
        heading="Wie geeft de opvang?",
        button="Kiezen",
        form=form,
        act=lambda: aftercare.assign_carer(track, carer=form.chosen, ring=visit.ring, at=timezone.now()),
        done="Gekozen. Deze collega krijgt een mail.",
        intro="Deze collega ziet de naam, hoe iemand te bereiken is en de gesprekken. Niets anders van de zaak.",
    )


@question_of_track
def plan(request: HttpRequest, visit: Visit, case: Case, track: Track) -> Question:
    return _question(
        visit,
        case,
        heading="De gewone gesprekken plannen",
        button="Plannen",
        form=filled(request, Sure),
        act=lambda: aftercare.plan_moments(track, ring=visit.ring, at=timezone.now()),
        done="De gesprekken staan gepland.",
        intro="Binnen 72 uur, na twee weken, na zes tot acht weken en na drie maanden.",
    )


@question_of_track
def plan_one(request: HttpRequest, visit: Visit, case: Case, track: Track) -> Question:
    form = filled(request, MomentForm)
    return _question(
        visit,
        case,
        heading="Een gesprek plannen",
        button="Plannen",
        form=form,
        act=lambda: aftercare.plan_moment(
            track, kind=form.chosen, on=form.cleaned_data["on"], ring=visit.ring, at=timezone.now()
        ),
        done="Het gesprek staat gepland.",
    )


@question_of_track
def stop(request: HttpRequest, visit: Visit, case: Case, track: Track) -> Question:
    return _question(
        visit,
        case,
        heading="De opvang stopt",
        button="Opvang stoppen",
        form=filled(request, Sure),
        act=lambda: aftercare.stop_support(track, ring=visit.ring, at=timezone.now()),
        done="De opvang is gestopt.",
        intro="Deze persoon wil geen opvang meer. Wat gepland stond, vervalt.",
    )


def _question(visit: Visit, case: Case, *, intro: str = "", **parts: Any) -> Question:  # noqa: ANN401
    return Question(to=at(visit, "case-care", case.reference), around={"intro": intro}, **parts)
