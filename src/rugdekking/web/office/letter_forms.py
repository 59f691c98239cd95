"""What is typed in a letter: one field for each slot, in the order in which the letter tells it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from rugdekking.content.schema import Letter as Text
from rugdekking.content.schema import Slot
from rugdekking.content.schema.letters import slots_in
from rugdekking.measures.letters.drafting import Draft
from rugdekking.measures.letters.fitting import Value
from rugdekking.measures.letters.slots import BLANKS, Blank, Form
from rugdekking.web.office.case.answer_forms import NO_DAY, OnADay
from rugdekking.web.office.fields import a_day, line, text_area


class LetterForm(forms.Form):
    """The name and address, the salutation, every slot of the letter, and who signs."""

    recipient = text_area(
        "Aan wie gaat de brief?",
        rows=4,
        missing="Vul in aan wie de brief gaat.",
        help_text="De naam, en daaronder het adres. Bij een bedrijf onder de naam: t.a.v. wie de brief leest.",
    )
    salutation = line("Hoe begint de brief?", missing="Vul de aanhef in.")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        text: Text,
        first: Mapping[Slot, Value],
        recipient: str,
        signature: str,
    ) -> None:
        begun = {slot.value: value for slot, value in first.items()}
        around = {"recipient": recipient, "salutation": "Geachte heer of mevrouw,", "signature": signature}
        super().__init__(data, initial={**around, **begun})
        self.text = text
        self.slots = [Slot(name) for name in slots_in(one.text for one in text.paragraphs)]
        for slot in self.slots:
            self.fields[slot.value] = _field(BLANKS[slot])
        self.fields["signature"] = text_area("Wie tekent de brief?", rows=2, missing="Vul in wie de brief tekent.")

    @property
    def draft(self) -> Draft:
        said = self.cleaned_data
        values = {slot: said[slot.value] for slot in self.slots}
        return Draft(self.text.id, said["recipient"], said["salutation"], said["signature"], values)


class SentForm(OnADay):
    told = text_area(
        "Hoe is de brief verstuurd?",
        missing="Schrijf hoe de brief is verstuurd.",
        help_text="Bijvoorbeeld: per post, aangetekend, of meegegeven in een gesprek.",
    )
    field_order = ("on", "told")

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date) -> None:
        super().__init__(data, today=today, told="Per post.")


def _field(blank: Blank) -> forms.Field:
    missing = NO_DAY if blank.form is Form.DAY else f"Vul nog in: {blank.what}."
    if blank.form is Form.DAY:
        return a_day(blank.label, help_text=blank.help_text, missing=missing)
    if blank.form is Form.LINE:
        return line(blank.label, help_text=blank.help_text, missing=missing)
    return text_area(blank.label, help_text=blank.help_text, missing=missing)
