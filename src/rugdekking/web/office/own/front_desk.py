"""The front desk: one name, and whether a measure holds for it now. No list, no story."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rugdekking.content.queries import latest
from rugdekking.content.schema import Card
from rugdekking.keys.circles import may_hold
from rugdekking.keys.models import KeyKind
from rugdekking.measures import operations as measures
from rugdekking.measures.cards import LookedUp
from rugdekking.organisations.roles import READERS, Role
from rugdekking.web.access import Visit, office
from rugdekking.web.limits import SharedLimit
from rugdekking.web.office.asking import accepted, filled
from rugdekking.web.office.fields import line
from rugdekking.web.office.page import show
from rugdekking.web.ui.site import Site

# Nobody looks up more visitors than this; who types a list of names does.
LOOKUPS = SharedLimit("lookups", most=30, per=timedelta(minutes=10))


class NameForm(forms.Form):
    name = line(
        "Naam",
        help_text="Voornaam en achternaam. Een voorletter kan ook. Een achternaam alleen is te weinig.",
        missing="Vul een naam in.",
    )


@require_http_methods(["GET", "POST"])
@office(Role.FRONT_DESK, *READERS, unlocked=True)
def look_up(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was typed and found stands on the answer to the form only: no address, no history, no cache."""
    form = filled(request, NameForm)
    now = timezone.now()
    looked: list[LookedUp] = []
    wait = request.method == "POST" and LOOKUPS.is_over(visit.membership.pk, at=now)
    searched = not wait and accepted(
        request, form, lambda: looked.append(measures.look_up(form.cleaned_data["name"], ring=visit.ring, at=now))
    )
    context = {
        "form": form,
        "found": looked[0].found if looked else (),
        "several": bool(looked) and looked[0].several,
        "searched": searched,
        "wait": wait,
        "admitted": visit.membership.pk in may_hold(KeyKind.CARD, visit.desk),
        "desk": visit.desk,
        "acute_address": f"{Site.of(visit.desk).home}kaarten/{latest(Card, 'counter').address}/",
    }
    return show(request, visit, "office/own/front_desk.html", context)
