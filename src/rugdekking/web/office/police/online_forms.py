"""What is typed about what stands online."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from rugdekking.content.schema import Passage
from rugdekking.police.models import Answer
from rugdekking.police.writing import Place
from rugdekking.web.office.case.answer_forms import OnADay
from rugdekking.web.office.fields import a_day, choose, line, one_of, some_of, text_area

KEPT = {
    "address": "Het adres van de pagina",
    "screenshot": "Een schermafdruk met datum en tijd",
    "account": "De pagina van het account",
    "conversation": "Het gesprek ervoor",
    "export": "Een export of het bestand zelf",
}


class PlaceForm(forms.Form):
    kind = one_of("Waar staat het?", missing="Kies waar het staat.")
    platform = line("Welk platform of welke website?", missing="Vul in welk platform het is.")
    account = line("Welk account?", help_text="De accountnaam precies zoals die er staat.")
    address = line(
        "Het adres van de pagina", most=2000, help_text="Kopieer het hele adres. Niet bekend? Laat het leeg."
    )
    what = text_area(
        "Wat staat er?", rows=4, missing="Schrijf op wat er staat.", help_text="Letterlijk, als u dat kunt."
    )
    seen_on = a_day("Wanneer is het gezien?")
    kept = some_of("Wat is al bewaard?", KEPT, help_text="Voeg de bestanden zelf toe bij het bewijs.")
    blocked = forms.BooleanField(label="Het account is geblokkeerd", required=False)
    remark = text_area("Opmerking")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, places: list[Passage], known: Place | None = None
    ) -> None:
        first = {} if known is None else {name: getattr(known, name) for name in self.base_fields}
        super().__init__(data, initial=first)
        choose(self, "kind", [(one.code, one.title) for one in places])

    @property
    def place(self) -> Place:
        said = self.cleaned_data
        return Place(**{**said, "kept": tuple(said["kept"])})


class AnsweredForm(OnADay):
    answer = one_of(
        "Wat deed het platform?",
        {answer.value: answer.label.capitalize() for answer in Answer},
        missing="Kies wat het platform deed.",
    )


class NoticedForm(forms.Form):
    on = a_day("Op welke dag is het gemeld?", missing="Vul de dag in.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
