"""What a reporter can still say: a message, files, a correction, a look back, and who must not know."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from msgspec.structs import replace

from rugdekking.organisations.models import Membership
from rugdekking.reports.choices import Kind, Score
from rugdekking.reports.operations import as_incident
from rugdekking.reports.story import Story
from rugdekking.web.public.forms.base import StoryForm, line_field, text_field
from rugdekking.web.public.places import title_of


class MessageForm(forms.Form):
    text = text_field("Uw bericht", rows=6, required="Schrijf eerst iets.")


class CorrectForm(StoryForm):
    """The story to read, correct and add to. Everything else stays as it was told."""

    what = text_field("Wat er gebeurde", rows=9)
    literal = text_field("Wat er letterlijk is gezegd of geschreven", rows=3)
    then = text_field("Wat u daarna deed", rows=3)
    others = text_field("Wie erbij was", rows=2)
    when_words = line_field("Wanneer het was")
    place_words = line_field("Waar het was")
    who_words = text_field("Wie het deed", rows=2)
    is_incident = forms.BooleanField(
        label="Er is iets gebeurd: maak hier een volledige melding van",
        help_text="U hoeft niets over te typen.",
        required=False,
    )

    same = ("what", "literal", "then", "others")

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:
        told = {name: getattr(story, name) for name in CorrectForm.same}
        return {**told, "when_words": story.when.words, "place_words": story.place, "who_words": story.who.words}

    def prepare(self) -> None:
        if self.story.kind == Kind.INCIDENT:
            del self.fields["is_incident"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self._stays_incident() and not cleaned.get("what"):
            self.add_error("what", "Vertel in een paar woorden wat er gebeurde.")
        return cleaned

    def told(self) -> Story:
        changed = replace(
            self.story,
            **{name: self.line(name) for name in self.same},
            place=self.line("place_words"),
            when=replace(self.story.when, words=self.line("when_words")),
            who=replace(self.story.who, words=self.line("who_words")),
        )
        return as_incident(changed) if self._stays_incident() else changed

    def _stays_incident(self) -> bool:
        return self.story.kind == Kind.INCIDENT or bool(self.cleaned_data.get("is_incident"))


class RatingForm(forms.Form):
    score = forms.ChoiceField(
        label="Hoe hebben wij u geholpen?",
        choices=[(Score.GOOD, "Goed"), (Score.MIXED, "Deels goed, deels niet"), (Score.BAD, "Niet goed")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat het best past."},
    )
    comment = text_field("Wat wilt u ons nog zeggen?", rows=4, help_text="Niet verplicht.")
    reopen = forms.BooleanField(
        label="Er is nog iets nodig: open mijn melding opnieuw",
        help_text="Dan neemt iemand van het meldpunt weer contact met u op.",
        required=False,
    )


class KeepOutForm(forms.Form):
    """Somebody of the readers who must not know from now on."""

    member = forms.ChoiceField(
        label="Wie mag uw melding niet meer zien?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een persoon, of ga terug."},
    )

    def __init__(self, *given: Any, readers: Iterable[Membership]) -> None:  # noqa: ANN401  (Django's own shape)
        super().__init__(*given)
        self.members = {str(one.pk): one for one in readers}
        field = self.fields["member"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(key, title_of(one)) for key, one in self.members.items()]

    def chosen(self) -> Membership:
        return self.members[str(UUID(self.cleaned_data["member"]))]
