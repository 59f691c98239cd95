"""The kinds of fields that forms of the office are made of."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from rugdekking.organisations.models import Membership
from rugdekking.reports.texts import LONGEST
from rugdekking.web.ui.forms import DateInput, TextField

NOT_KNOWN = ("", "Niet bekend")
TOO_LONG = "Deze tekst is te lang. Maak hem korter, of voeg de rest toe als bestand."


def line(label: str, *, help_text: str = "", most: int = 300, missing: str = "") -> forms.CharField:
    """One line. `missing` is what to say when it stays empty; without it, it may."""
    wrong = {"required": missing, "max_length": TOO_LONG}
    return forms.CharField(
        label=label, help_text=help_text, required=bool(missing), max_length=most, error_messages=wrong
    )


def text_area(label: str, *, rows: int = 3, help_text: str = "", missing: str = "") -> forms.CharField:
    """A longer text. `missing` as for a line."""
    return TextField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": missing, "max_length": TOO_LONG},
    )


def one_of(
    label: str, choices: Mapping[Any, str] | Iterable[tuple[str, str]] = (), *, missing: str = "", help_text: str = ""
) -> forms.ChoiceField:
    """Radio buttons. Without `missing` one may also say that it is not known."""
    listed = [(str(code), words) for code, words in dict(choices).items()]
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        choices=listed if missing else [NOT_KNOWN, *listed],
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing or "Kies een van deze antwoorden."},
    )


def some_of(
    label: str, choices: Mapping[Any, str] | Iterable[tuple[str, str]] = (), *, help_text: str = ""
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        choices=[(str(code), words) for code, words in dict(choices).items()],
        widget=forms.CheckboxSelectMultiple,
    )


def a_day(label: str, *, help_text: str = "", missing: str = "") -> forms.DateField:
    wrong = {"required": missing, "invalid": "Deze datum bestaat niet."}
    return forms.DateField(
        label=label, help_text=help_text, required=bool(missing), widget=DateInput, error_messages=wrong
    )


def choose(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Give a field the choices that are known only now."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no choice.")
    field.choices = list(choices)


class WhoForm(forms.Form):
    """Choosing one member. Pages hand over exactly those who may be chosen."""

    member = one_of("Wie?", missing="Kies iemand.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, members: Iterable[Membership]) -> None:
        super().__init__(data)
        self.people = {str(one.pk): one for one in members}
        choose(self, "member", [(key, named(one)) for key, one in self.people.items()])

    @property
    def chosen(self) -> Membership:
        return self.people[self.cleaned_data["member"]]


def named(member: Membership) -> str:
    """How colleagues know a member: name and function."""
    return f"{member.person.name}, {member.title}"


class FileForm(forms.Form):
    """A content file that is pasted: a protocol, a scan, a conversation guide."""

    text = forms.CharField(
        label="De inhoud van het bestand",
        help_text="Open het bestand in een tekstprogramma, kopieer alles en plak het hier.",
        max_length=500_000,
        strip=False,
        widget=forms.Textarea({"rows": 14, "spellcheck": "false"}),
        error_messages={"required": "Plak hier de inhoud van het bestand.", "max_length": "Dit bestand is te groot."},
    )
