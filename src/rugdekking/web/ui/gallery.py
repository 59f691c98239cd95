"""Made-up things for the gallery of components."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.http import QueryDict

from rugdekking.web.ui import navigation
from rugdekking.web.ui.forms import DateInput, DayField, Described
from rugdekking.web.ui.parts import Answer, Chip, Column, Event, Step
from rugdekking.web.ui.site import Site

SITE = Site(
    name="Steunpunt Noordmeer",
    organisation="Gemeente Noordmeer",
    home="/noordmeer/",
    phone="0512345678",
    hours="maandag tot en met vrijdag, 9.00 tot 17.00 uur",
)
MOMENT = datetime(2026, 11, 21, 13, 30, tzinfo=UTC)


class SampleForm(forms.Form):
    what = forms.CharField(label="Wat is er gebeurd?", widget=forms.Textarea, help_text="Begin met wat u nog weet.")
    known = forms.ChoiceField(
        label="Hoe mogen wij u kennen?",
        widget=forms.RadioSelect,
        choices=[
            ("nobody", Described("Anoniem", "Niemand weet wie u bent. U volgt uw melding met een code.")),
            ("desk", Described("Alleen het steunpunt", "Wij vertellen uw naam aan niemand anders.")),
            ("named", "Met mijn naam"),
        ],
    )
    wanted = forms.MultipleChoiceField(
        label="Wat wilt u van ons?",
        help_text="U kunt meer dan een antwoord kiezen.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("record", "Alleen vastleggen"), ("advice", "Advies"), ("action", "Dat er iets gebeurt")],
    )
    day = DayField(label="Op welke dag was het?", help_text="Bijvoorbeeld 21 11 2026.", required=False)
    due = forms.DateField(label="Uiterlijk op", required=False, widget=DateInput)
    office = forms.ChoiceField(label="Uw functie", choices=[("", "Kies uw functie"), ("raad", "Raadslid")])
    phone = forms.CharField(label="Telefoonnummer", widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}))
    file = forms.FileField(label="Bestand", required=False, help_text="Een foto, een bericht of een opname.")
    mail = forms.BooleanField(label="Mail mij als er een bericht voor mij is", required=False)


class QuestionForm(forms.Form):
    safe = forms.ChoiceField(
        label="Bent u nu veilig?",
        help_text="Kies wat het beste past. U hoeft het niet zeker te weten.",
        widget=forms.RadioSelect,
        choices=[("yes", "Ja"), ("no", "Nee"), ("unknown", "Weet ik niet"), ("skip", "Zeg ik liever niet")],
    )


def samples(*, wrong: bool) -> dict[str, Any]:
    return {
        "site": SITE,
        "form": SampleForm(QueryDict("day_0=31&day_1=2&day_2=2026") if wrong else None),
        "answers": [
            Answer("Wat is er gebeurd?", "Na de vergadering stond iemand bij mijn auto.", "#"),
            Answer("Wanneer was het?", "", "#"),
            Answer("Wie deed het?", "Onbekend"),
        ],
        "events": [
            Event("Wij hebben u gebeld", MOMENT, "casusregisseur", "U vertelde wat er gebeurde."),
            Event("Uw melding is binnen", date(2026, 11, 20), "u"),
            Event("Er stond iemand bij de deur", None, "u"),
        ],
        "steps": [
            Step("Bel de melder", "Klaar", "good", address="#"),
            Step("Maak een plan", "Bezig", "info", MOMENT, "Samen met de melder", "#"),
            Step("Vraag om een besluit", "Nog niet begonnen", due=date(2026, 11, 24)),
            Step("Kijk hoe het gaat", "Bijna te laat", "attention", date(2026, 11, 22)),
        ],
        "moment": MOMENT,
        "code": "7KQ4 XM2P 9DTR H3VB 5WNC 8JGZ",
    }


def question(*, wrong: bool) -> dict[str, Any]:
    form = QuestionForm({} if wrong else None)
    return {"site": SITE, "form": form, "field": form["safe"], "step": 1, "steps": 6, "back": "/onderdelen/"}


def office() -> dict[str, Any]:
    return {
        "site": SITE,
        "nav": navigation.bar("/werk/"),
        "unlocked": True,
        "lock_address": "/werk/vergrendelen/",
        "filters": [Chip("Van mij", "#"), Chip("Te laat", "#")],
        "columns": [
            Column("Zaak"),
            Column("Stand"),
            Column("Uiterlijk", "#", "ascending"),
            Column("Taken", numeric=True),
        ],
        "moment": MOMENT,
    }
