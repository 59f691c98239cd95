"""What a coordinator types to make letters the organisation's own."""

from collections.abc import Mapping
from typing import Any

from django import forms

from rugdekking.content.schema import Letter as Text
from rugdekking.content.schema.letters import slots_in
from rugdekking.measures.letters.own import Words
from rugdekking.web.office.fields import line, text_area


class WordingForm(forms.Form):
    """The subject, and a field for the text of each paragraph."""

    subject = line("Onderwerp", most=160, missing="Vul het onderwerp in.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, words: Words | None, shipped: Text) -> None:
        begun = {"subject": shipped.subject, **{one.code: one.text for one in shipped.paragraphs}}
        own = {} if words is None else {"subject": words.subject, **words.paragraphs}
        super().__init__(data, initial={**begun, **own})
        self.codes = [one.code for one in shipped.paragraphs]
        for number, one in enumerate(shipped.paragraphs, start=1):
            slots = ", ".join(f"{{{name}}}" for name in slots_in([one.text]))
            self.fields[one.code] = text_area(
                one.heading or f"Alinea {number}",
                rows=4,
                missing="Schrijf hier een tekst.",
                help_text=f"Hier wordt ingevuld: {slots}. Laat dat staan." if slots else "",
            )

    @property
    def words(self) -> Words:
        said = self.cleaned_data
        return Words(said["subject"], {code: said[code] for code in self.codes})


class TemplateForm(forms.Form):
    template = forms.FileField(
        label="Kies uw sjabloon",
        help_text="Een Word-bestand (.docx) van hoogstens 1 MB.",
        widget=forms.FileInput({"accept": ".docx"}),
        error_messages={"required": "Kies eerst een bestand."},
    )
