"""Choosing on one's own page: a notification, a complaint or another way; one's own wish leads and may change."""

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from rugdekking.content.queries import latest
from rugdekking.content.schema import Way, Ways
from rugdekking.kernel.refusal import Refused
from rugdekking.kernel.time import day_of
from rugdekking.police import operations as police
from rugdekking.police.choosing import stands, ways_of
from rugdekking.police.hinting import terms_of
from rugdekking.police.models import Dossier, Filer, Part
from rugdekking.police.queries import dossier_of, sheets
from rugdekking.police.sheets import Wish
from rugdekking.reports.queries import owner_of
from rugdekking.web.mailbox.door import Own, back_to, own_report, show_own
from rugdekking.web.public.forms.base import text_field
from rugdekking.web.ui.forms import Described
from rugdekking.web.wishes import Asked, WaysForm

FILERS = {
    Filer.PERSON: Described("Ikzelf", "Iemand van het meldpunt kan mee."),
    Filer.EMPLOYER: Described(
        "De organisatie",
        "U bent dan getuige en wordt wel gehoord. Soms moet u daarnaast zelf om vervolging vragen; wij zeggen dat "
        "op tijd.",
    ),
    Filer.ON_BEHALF: Described("Iemand anders namens mij", "U schrijft daarvoor een volmacht."),
    "": Described("Dat weet ik nog niet"),
}


class WishForm(WaysForm):
    asked = Asked(
        what="Wat wilt u?",
        hint="U mag meer dan één ding kiezen.",
        missing="Kies wat u wilt, of ‘Ik weet het nog niet’. U mag dit later veranderen.",
        first="Wat staat voor u voorop?",
    )
    filer = forms.ChoiceField(
        label="Gaat het naar de politie, wie gaat er dan?",
        choices=list(FILERS.items()),
        widget=forms.RadioSelect,
        required=False,
    )
    remark = text_field("Wilt u er iets bij zeggen?", rows=3, help_text="Niet verplicht.")

    @property
    def offered(self) -> list[tuple[BoundWidget, Way]]:
        """Each way once: its box, and what to know of it."""
        boxes = self["ways"].subwidgets
        return list(zip(boxes, self.listed, strict=True))


@require_http_methods(["GET", "POST"])
@own_report
def choice(request: HttpRequest, own: Own) -> HttpResponse:
    """The ways beside each other, and what one wants now. Only for the person whose report it is."""
    dossier = own_dossier(own)
    if dossier is None:
        raise Http404
    ways = latest(Ways, "police")
    wishes = sheets(dossier, Part.WISH, Wish, ring=own.ring)
    form = WishForm(
        request.POST if request.method == "POST" else None, ways=ways, now=wishes[0].written if wishes else None
    )
    if form.is_bound and form.is_valid():
        try:
            police.record_wish(dossier, wish=form.wish, ring=own.ring, at=own.at)
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            return back_to("choice", own)
    context = {
        "form": form,
        "ways": ways,
        "stands": stands(dossier, ring=own.ring),
        "newest": wishes[0] if wishes else None,
        "earlier": [(one, ways_of(one.written)) for one in wishes[1:]],
        "terms": [(clock, day_of(clock.due_at), clock.due_at < own.at) for clock in terms_of(dossier)],
    }
    return show_own(request, "choice", own, context)


def own_dossier(own: Own) -> Dossier | None:
    """The police file of who looks, when they can open it: somebody who told it for another person has none."""
    owner = owner_of(own.report)
    if owner is None or owner.pk != own.holder.pk:
        return None
    found = dossier_of(own.report)
    return found if found is not None and own.ring.open_all([found.key_id]) else None
