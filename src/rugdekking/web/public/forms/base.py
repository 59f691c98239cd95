"""What all questions share: they start from what was told before, and give back the story with the new answer."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from msgspec.structs import replace

from rugdekking.kernel.time import day_of
from rugdekking.reports.story import KeepOut, Story
from rugdekking.web.public.places import Place
from rugdekking.web.ui.forms import TextField

LONGEST_TEXT = 20_000
LONGEST_LINE = 300
NOT_REQUIRED = "Niet verplicht."
TOO_LONG = "Dit is langer dan wij in één keer kunnen bewaren. Maak de tekst korter, of voeg de rest toe als bestand."
HALF_A_NUMBER = "Dit telefoonnummer lijkt niet compleet. Kijk het nog even na."

Choices = Iterable[tuple[str, str]]


class StoryForm(forms.Form):
    """One question. `answers` says what it shows at first, `told` what the story is with its answer."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: "MultiValueDict[str, Any] | None" = None,
        *,
        place: Place,
        story: Story,
        at: datetime,
    ) -> None:
        super().__init__(data, files, initial=self.answers(story), prefix=None)
        self.place, self.story, self.today = place, story, day_of(at)
        self.prepare()

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:
        raise NotImplementedError

    def prepare(self) -> None:
        """Fill in choices that differ per organisation."""

    def told(self) -> Story:
        raise NotImplementedError

    def line(self, name: str) -> str:
        """What was typed in a field, empty when nothing was."""
        return str(self.cleaned_data.get(name) or "").strip()

    def refuse_the_future(self, name: str) -> None:
        day: date | None = self.cleaned_data.get(name)
        if day is not None and day > self.today:
            self.add_error(name, "Deze dag is nog niet geweest. Kijk de datum nog even na.")


class KeepsOut(StoryForm):
    """A form that also asks who must not know."""

    out_members = forms.MultipleChoiceField(
        label="Wie mag dit niet weten?",
        help_text="Wie u aankruist, kan uw melding niet openen en ziet ook niet dat die er is.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    out_names = forms.CharField(
        label="Iemand anders",
        help_text=(
            "Schrijf de naam op. Lijkt de naam op die van iemand van het meldpunt, "
            "dan kan die persoon uw melding niet openen."
        ),
        required=False,
        max_length=LONGEST_LINE,
    )

    def prepare(self) -> None:
        self._readers = {str(reader.id): reader for reader in self.place.readers}
        field = self.fields["out_members"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(key, reader.title) for key, reader in self._readers.items()]

    def kept_out(self) -> KeepOut:
        ticked = tuple(self._readers[key].id for key in self.cleaned_data["out_members"])
        return replace(self.story.keep_out, members=ticked, names=self.line("out_names"))

    @staticmethod
    def out_answers(story: Story) -> dict[str, Any]:
        return {"out_members": [str(one) for one in story.keep_out.members], "out_names": story.keep_out.names}


class PhoneField(forms.CharField):
    """A telephone number however people write it, also the short one of a colleague's desk."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        super().__init__(max_length=40, widget=forms.TextInput({"inputmode": "tel"}), **options)
        self.error_messages["max_length"] = HALF_A_NUMBER

    def clean(self, value: object) -> str:
        typed = str(super().clean(value))
        digits = re.sub(r"\D", "", typed)
        if typed and not 4 <= len(digits) <= 15:
            raise forms.ValidationError(HALF_A_NUMBER, code="incomplete")
        return typed


def text_field(label: str, *, rows: int = 6, help_text: str = "", required: str = "") -> forms.CharField:
    """A field for a story. `required` is what to say when it stays empty; without it the field may be skipped."""
    return TextField(
        label=label,
        help_text=help_text,
        required=bool(required),
        max_length=LONGEST_TEXT,
        strip=True,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": required, "max_length": TOO_LONG},
    )


def line_field(label: str, *, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_LINE,
        error_messages={"max_length": TOO_LONG},
    )


def one_of(label: str, choices: Choices, *, help_text: str = "") -> forms.ChoiceField:
    """Radio buttons of which none needs to be chosen."""
    return forms.ChoiceField(
        label=label, help_text=help_text, choices=list(choices), required=False, widget=forms.RadioSelect
    )
