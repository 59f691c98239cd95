"""The forms of the file for the police, on the person's own page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from rugdekking.police.file.queries import Line
from rugdekking.police.file.sheets import QUESTIONS, Account
from rugdekking.reports.choices import Channel
from rugdekking.web.public.forms.base import text_field
from rugdekking.web.ui.forms import DateInput, an_hour
from rugdekking.web.ui.parts import Event


class OwnAccountForm(forms.Form):
    """The seven questions, with what stands there. Each may stay empty."""

    what, who, when, where, with_what, how, why = (
        text_field(question, rows=8 if name == "what" else 2, help_text=hint) for name, question, hint in QUESTIONS
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, account: Account) -> None:
        super().__init__(data, initial={name: getattr(account, name) for name, _, _ in QUESTIONS})

    @property
    def account(self) -> Account:
        return Account(**{name: self.cleaned_data[name] for name, _, _ in QUESTIONS})


class ContactForm(forms.Form):
    """One contact that you did not want."""

    text = text_field("Wat was er?", rows=2, required="Schrijf in een paar woorden wat er was.")
    day = forms.DateField(
        label="Op welke dag?",
        widget=DateInput,
        error_messages={"required": "Kies een dag.", "invalid": "Deze datum bestaat niet."},
    )
    time = an_hour("Hoe laat?", help_text="Zoals 21.15. Niet verplicht.")
    channel = forms.ChoiceField(label="Hoe?", choices=Channel.choices)

    @staticmethod
    def events(lines: Iterable[Line]) -> list[tuple[Line, Event]]:
        """The contacts that stand, the newest first."""
        return [
            (
                one,
                Event(
                    f"{Channel(one.line.channel).label.capitalize()}{', ' if one.line.hour else ''}{one.line.hour}",
                    one.line.day,
                    "door u opgeschreven" if one.row.written_by_id is None else "door het meldpunt opgeschreven",
                    one.line.text,
                ),
            )
            for one in lines
            if one.row.struck_on is None
        ]
