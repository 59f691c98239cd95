"""The questions of a scan as a form. Each may be skipped, and nothing that is chosen here is ever kept."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from rugdekking.content.schema import Scan, ScanQuestion, ScanTheme


class ScanForm(forms.Form):
    def __init__(self, data: Mapping[str, Any] | None = None, *, scan: Scan) -> None:
        super().__init__(data)
        self._scan = scan
        for question in scan.questions():
            self.fields[question.code] = _field(question)

    @property
    def themes(self) -> list[tuple[ScanTheme, list[BoundField]]]:
        """Each theme with its fields."""
        return [(theme, [self[one.code] for one in theme.questions]) for theme in self._scan.themes]

    @property
    def answers(self) -> dict[str, str]:
        """What was chosen: codes by the codes of the questions. What nobody could have chosen is left out."""
        known = {question.code: [one.code for one in question.choices] for question in self._scan.questions()}
        return {code: self.data[code] for code, choices in known.items() if self.data.get(code) in choices}


def _field(question: ScanQuestion) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=question.text,
        help_text=question.about,
        required=False,
        choices=[(one.code, one.text) for one in question.choices],
        widget=forms.RadioSelect,
    )
