"""What is typed along a route."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from rugdekking.content.schema import Office
from rugdekking.police.operations import Taken
from rugdekking.police.writing import Duty
from rugdekking.web.office.fields import a_day, choose, line, one_of, text_area
from rugdekking.web.ui.forms import Described

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
    ) -> None:
        self.questions = list(questions)
        super().__init__(data, initial=dict(zip(self._names(), answers, strict=False)))
        for name, question in zip(self._names(), self.questions, strict=True):
            self.fields[name] = one_of(question, ANSWERS, missing="Kies een antwoord.")

    def _names(self) -> list[str]:
        return [f"vraag_{number}" for number, _ in enumerate(self.questions, start=1)]

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data[name] for name in self._names())


class DecideForm(forms.Form):
    """What was decided about the duty to file."""

    decision = one_of(
        "Wat is er besloten?",
        {
            "yes": Described(
                "De organisatie doet aangifte", "De betrokkene kan dat niet tegenhouden, maar hoort het eerst."
            ),
            "no": Described("Er is geen plicht om aangifte te doen", "Dan gaat de wens van de betrokkene voor."),
        },
        missing="Kies wat er is besloten.",
    )
    decided_by = line(
        "Wie besliste?", help_text="Naam en functie, bijvoorbeeld de secretaris.", missing="Vul in wie besliste."
    )
    reason = text_area("Waarom?", help_text="De betrokkene leest dit ook.", missing="Schrijf op waarom.")
    decided_on = a_day("Op welke dag is dit besloten?", missing="Vul de dag in.")
    told_on = a_day(
        "Op welke dag is het de betrokkene verteld?",
        help_text="Nodig als de organisatie aangifte doet. De aangifte komt daarna.",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date) -> None:
        super().__init__(data, initial={"decided_on": today})

    @property
    def duty(self) -> Duty:
        told = self.cleaned_data
        return Duty(
            files=told["decision"] == "yes",
            decided_by=told["decided_by"],
            reason=told["reason"],
            decided_on=told["decided_on"],
            told_on=told["told_on"],
        )
