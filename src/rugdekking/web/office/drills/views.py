"""Practising: choose what, go there together, look back, and throw it away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.drills import operations as drills
from rugdekking.drills.queries import held_drills, reporters_of, running_drill, scenario_of, scenarios
from rugdekking.organisations.practising import seat_of
from rugdekking.organisations.roles import Role
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, Sure, a_question, at, filled
from rugdekking.web.office.page import show


@require_safe
@office()
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """In a drill this page leads back; outside it to the drill, or to what one can practise."""
    organisation = visit.membership.organisation
    if organisation.practice_of is not None:
        real_address = reverse("drills", args=[organisation.practice_of.slug])
        return show(request, visit, "office/drills/inside.html", {"real_address": real_address})
    drill = running_drill(organisation.pk)
    seat = seat_of(visit.membership)
    context = {
        "drill": drill,
        "scenario": None if drill is None else scenario_of(drill),
        "reporters": [] if drill is None else reporters_of(drill),
        "reporter_address": "" if seat is None else reverse("mailbox-home", args=[seat.organisation.slug]),
        "play_address": "" if seat is None else reverse("office", args=[seat.organisation.slug]),
        "scenarios": scenarios() if drill is None else [],
        "held": held_drills(organisation.pk),
        "coordinates": Role.COORDINATOR in visit.roles,
    }
    return show(request, visit, "office/drills/overview.html", context)


@a_question(office(Role.COORDINATOR, unlocked=True))
def start(request: HttpRequest, visit: Visit, scenario: str) -> Question:
    chosen = next((one for one in scenarios() if one.id == scenario), None)
    if chosen is None:
        raise Http404
    return Question(
        heading=chosen.title,
        button="Oefening beginnen",
        form=filled(request, Sure),
        act=lambda: drills.start(visit.desk, scenario=chosen.id, ring=visit.ring, at=timezone.now()),
        done="De oefening staat klaar. Er gaat geen mail uit: roep iedereen zelf bij elkaar.",
        to=at(visit, "drills"),
        template="office/drills/start.html",
        around={"scenario": chosen},
    )


@a_question(office(Role.COORDINATOR))
def throw_away(request: HttpRequest, visit: Visit) -> Question:
    drill = running_drill(visit.membership.organisation_id)
    if drill is None:
        raise Http404
    return Question(
        heading="De oefening weggooien",
        button="Alles weggooien",
        form=filled(request, Sure),
        act=lambda: drills.throw_away(drill, by=visit.membership, at=timezone.now()),
        done="De oefening is weg. Dat u oefende, blijft hier staan.",
        to=at(visit, "drills"),
        around={
            "intro": "Alles wat in de oefening is gemaakt, verdwijnt meteen: meldingen, zaken, taken en besluiten. "
            "U kunt dit niet terugdraaien. Aan het echte werk verandert niets."
        },
    )
