"""What is typed along a route."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from rugdekking.content.schema import Office
from rugdekking.police.operations import Taken
from rugdekking.web.office.fields import a_day, choose, one_of, text_area

ANSWERS = {"yes": "Ja", "no": "Nee", "unknown": "Weet ik niet"}


class BeginForm(forms.Form):
    office = one_of("Welke functie heeft deze persoon?")

    def __init__(self, data: Mapping[str, Any] | None = None, *, offices: Iterable[Office], known: str = "") -> None:
        super().__init__(data, initial={"office": known})
        choose(self, "office", [("", "Niet bekend"), *((one.code, one.label) for one in offices)])


class TakenForm(forms.Form):
    on = a_day("Op welke dag?", missing="Vul de dag in.")
    note = text_area("Met wie, hoe laat en wat is afgesproken?", help_text="De betrokkene kan dit ook lezen.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})

    def taken(self, code: str) -> Taken:
        return Taken(code, self.cleaned_data["on"], self.cleaned_data["note"])


class DutyForm(forms.Form):
    """One field for each question of the duty."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        questions: Iterable[str],
        answers: Iterable[str],
        decided: str,
    ) -> None:
        self.questions = list(questions)
        given = dict(zip(self._names(), answers, strict=False))
        super().__init__(data, initial={**given, "decided": decided})
        for name, question in zip(self._names(), self.questions, strict=True):
            self.fields[name] = one_of(question, ANSWERS, missing="Kies een antwoord.")
        self.fields["decided"] = text_area(
            "Wat is er besloten, door wie en waarom?", help_text="Dit kan later. De antwoorden beslissen niet."
        )

    def _names(self) -> list[str]:
        return [f"vraag_{number}" for number, _ in enumerate(self.questions, start=1)]

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data[name] for name in self._names())
