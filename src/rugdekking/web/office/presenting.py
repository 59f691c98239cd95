"""A presentation for an occasion of one's own: what stands first, own figures, and which slides go along."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rugdekking.content.schema import Filling
from rugdekking.documents.presentation import Chosen, texts_of
from rugdekking.kernel.time import MONTHS
from rugdekking.web.access import Visit, office
from rugdekking.web.office.page import show
from rugdekking.web.presenting import MAKERS, as_file, deck_of

# What the schema of slides allows on a line as well.
_FITS = 120
_FORMS = (("pptx", "PowerPoint, om te laten zien en aan te passen"), ("pdf", "Pdf, met de spreektekst erachter"))

_WORD = "[eé]én|twee|drie|vier|vijf|zes|zeven|acht|negen"
_NUMBER = rf"(?:\d+(?:[.,]\d+)*|een|tien|honderd|{_WORD})"
# Figures that count nobody: a day, a quarter, a share, an order, and what has a point or comma in it.
_COUNTS_NOBODY = re.compile(
    rf"\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}|\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b|\bkwartaal \d|\bq\d"
    rf"|\b{_NUMBER} ?(?:%|procent\b)|\b{_NUMBER} op de {_NUMBER}\b|\d+(?:e|de|ste)\b|\d+(?:[.,]\d+)+"
)
# A number below ten by itself. ‘Een’ is left alone: it is an article far more often.
_SMALL = re.compile(rf"(?<!\w)0*[1-9](?!\d)|\b(?:{_WORD})\b")
MOST_FIGURES = 6


def counts_few(line: str) -> bool:
    """Whether a line seems to count fewer than ten, in digits or in words. It misses what somebody wants to hide."""
    plain = unicodedata.normalize("NFKC", line).lower()
    return bool(_SMALL.search(_COUNTS_NOBODY.sub(" ", plain)))


class FiguresField(forms.CharField):
    """Lines for a slide; points out what counts so few that it may lead back to somebody."""

    def __init__(self, *, label: str, help_text: str) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            # Between two lines a browser sends two characters, and some leave a line free.
            max_length=MOST_FIGURES * (_FITS + 4),
            widget=forms.Textarea({"rows": 3}),
        )

    def clean(self, value: object) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_FIGURES:
            raise ValidationError(f"Kies hoogstens {MOST_FIGURES} cijfers. Meer past niet op één dia.")
        if any(len(line) > _FITS for line in lines):
            raise ValidationError(f"Maak elke regel korter: hoogstens {_FITS} tekens.")
        if small := next((line for line in lines if counts_few(line)), ""):
            raise ValidationError(f"Zo’n klein aantal kan naar iemand leiden: ‘{small}’. Schrijf: minder dan 10.")
        return lines


class PresentationForm(forms.Form):
    occasion = forms.CharField(
        label="Waar en wanneer?",
        help_text="Staat op de eerste dia. Vult u niets in? Dan staat er de datum van vandaag.",
        max_length=80,
        required=False,
    )
    figures = FiguresField(
        label="Wilt u eigen cijfers laten zien?",
        help_text="Niet verplicht. Eén cijfer op een regel, hoogstens zes. Bijvoorbeeld: 24 meldingen in 2025. "
        "Aantallen onder de tien kunnen naar iemand leiden. Schrijf dan: minder dan 10.",
    )
    slides = forms.MultipleChoiceField(label="Welke dia’s?", widget=forms.CheckboxSelectMultiple, required=False)
    form = forms.ChoiceField(
        label="Als wat?",
        choices=_FORMS,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies PowerPoint of pdf.", "invalid_choice": "Kies PowerPoint of pdf."},
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        offered = [one for one in texts_of()[1:] if one.filling is not Filling.FIGURES]
        choices = [(one.code, one.title.replace("{desk}", "ons meldpunt")) for one in offered]
        super().__init__(data, initial={"slides": [code for code, _ in choices], "form": next(iter(MAKERS))})
        self.fields["slides"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Chosen:
        told = self.cleaned_data
        offered = {code for code, _ in self.fields["slides"].choices}  # type: ignore[attr-defined]
        return Chosen(told["occasion"], frozenset(offered - set(told["slides"])), told["figures"])


@require_http_methods(["GET", "POST"])
@office()
def presentation(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = PresentationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return as_file(deck_of(visit.desk, request, chosen=form.chosen), form.cleaned_data["form"])
    context = {
        "form": form,
        "heading": "Presentatie maken",
        "intro": "Met de kleuren, norm, reacties en nummers van uw organisatie. "
        "Er staat niets in over meldingen, behalve wat u zelf invult.",
        "button": "Presentatie opslaan",
        "back_address": reverse("preparation", args=[visit.membership.organisation.slug]),
    }
    return show(request, visit, "office/form.html", context)
