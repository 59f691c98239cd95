"""What people tell of a file: the same questions for who sent it and for the desk."""

from typing import Any

from django import forms

from rugdekking.reports.about import LONGEST_ADDRESS, About


class AboutForm(forms.Form):
    day = forms.DateField(
        label="Op welke dag is dit gemaakt?",
        required=False,
        help_text="Bijvoorbeeld de dag waarop u de schermfoto maakte. Weet u het niet? Laat dit leeg.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    time = forms.TimeField(
        label="Hoe laat ongeveer?",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    address = forms.CharField(
        label="Op welk webadres stond het?",
        required=False,
        max_length=LONGEST_ADDRESS,
        help_text="Kopieer het adres van het bericht of het profiel. Alleen als het van internet komt.",
    )
    note = forms.CharField(
        label="Wat is hierop te zien of te horen?", required=False, max_length=4000, widget=forms.Textarea
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("time") and not told.get("day"):
            self.add_error("day", "Vul ook de dag in, of haal de tijd weg.")
        return told

    def about(self) -> About:
        """What was filled in."""
        told = self.cleaned_data
        day, time = told["day"], told["time"]
        captured = "" if day is None else day.isoformat() + (f"T{time:%H:%M}" if time else "")
        return About(captured=captured, address=told["address"], note=told["note"])


def initial(about: About) -> dict[str, str]:
    """What was told before, for the form."""
    day, _, time = about.captured.partition("T")
    return {"day": day, "time": time, "address": about.address, "note": about.note}
