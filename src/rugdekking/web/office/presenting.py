"""A presentation for an occasion of one's own: what stands on the first slide, and which slides go along."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rugdekking.documents.presentation import texts_of
from rugdekking.web.access import Visit, office
from rugdekking.web.office.page import show
from rugdekking.web.presenting import MAKERS, as_file, deck_of

_FORMS = (("pptx", "PowerPoint, om te laten zien en aan te passen"), ("pdf", "Pdf, met de spreektekst erachter"))


class PresentationForm(forms.Form):
    occasion = forms.CharField(
        label="Waar en wanneer?",
        help_text="Staat op de eerste dia. Vult u niets in? Dan staat er de datum van vandaag.",
        max_length=80,
        required=False,
    )
    slides = forms.MultipleChoiceField(label="Welke dia’s?", widget=forms.CheckboxSelectMultiple, required=False)
    form = forms.ChoiceField(
        label="Als wat?",
        choices=_FORMS,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies PowerPoint of pdf.", "invalid_choice": "Kies PowerPoint of pdf."},
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        choices = [(one.code, one.title.replace("{desk}", "ons meldpunt")) for one in texts_of()[1:]]
        super().__init__(data, initial={"slides": [code for code, _ in choices], "form": next(iter(MAKERS))})
        self.fields["slides"].choices = choices  # type: ignore[attr-defined]

    @property
    def without(self) -> frozenset[str]:
        return frozenset(one.code for one in texts_of()) - set(self.cleaned_data["slides"])


@require_http_methods(["GET", "POST"])
@office()
def presentation(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = PresentationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        deck = deck_of(visit.desk, request, occasion=form.cleaned_data["occasion"], without=form.without)
        return as_file(deck, form.cleaned_data["form"])
    context = {
        "form": form,
        "heading": "Presentatie maken",
        "intro": "Met de kleuren, norm, reacties en nummers van uw organisatie. Er staat niets in over meldingen.",
        "button": "Presentatie opslaan",
        "back_address": reverse("preparation", args=[visit.membership.organisation.slug]),
    }
    return show(request, visit, "office/form.html", context)
