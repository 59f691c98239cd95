"""What happened: safe now, the story, when, where, who did it, and at whom it was aimed."""

from datetime import date
from typing import Any

from django import forms
from msgspec.structs import replace

from rugdekking.content.queries import latest
from rugdekking.content.schema import Choices
from rugdekking.reports.story import Moment, Perpetrator, Story, Target, When, Who
from rugdekking.web.public.forms.base import NOT_REQUIRED, StoryForm, line_field, one_of, text_field
from rugdekking.web.ui.forms import DayField, Described

YES, NO = "ja", "nee"
SAFE_ANSWERS = (
    (YES, "Ja, ik ben nu veilig"),
    (
        NO,
        Described(
            "Nee, ik ben nu niet veilig",
            "Bel 112 als u nu gevaar loopt. Als u dit formulier verstuurt, krijgt het meldpunt meteen bericht.",
        ),
    ),
)
WHAT_IS_MISSING = "Vertel in een paar woorden wat er gebeurde. Losse woorden zijn ook goed."


def shipped(name: str) -> list[tuple[str, str]]:
    """The choices of a content file, as a form shows them."""
    return [(one.code, Described(one.label, one.help)) for one in latest(Choices, name).choices]


def safe_answer(story: Story) -> str:
    return {True: YES, False: NO, None: ""}[story.safe_now]


def safe_told(answer: str) -> bool | None:
    return {YES: True, NO: False}.get(answer)


class SafeForm(StoryForm):
    safe = one_of("Bent u nu veilig?", SAFE_ANSWERS)

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:
        return {"safe": safe_answer(story)}

    def told(self) -> Story:
        return replace(self.story, safe_now=safe_told(self.line("safe")))


class WhatForm(StoryForm):
    what = text_field(
        "Wat is er gebeurd?",
        rows=9,
        help_text="Het hoeft geen mooi verhaal te zijn. Begin met wat u het eerst te binnen schiet.",
        required=WHAT_IS_MISSING,
    )
    first = text_field("Wat weet u als eerste nog?", rows=3, help_text="Een beeld, een geluid of een zin.")
    literal = text_field(
        "Wat is er letterlijk gezegd of geschreven?",
        rows=3,
        help_text="Ook als de woorden grof zijn. Weet u het niet precies? Schrijf dan ‘ongeveer’.",
    )
    then = text_field("Wat deed u daarna?", rows=3, help_text="Alles wat u deed is goed.")
    others = text_field("Was er iemand bij?", rows=2, help_text="Een naam, of hoe iemand eruitzag.")
    behaviour = one_of("Wat past het best bij wat er gebeurde?", (), help_text=NOT_REQUIRED)

    prompts = ("first", "literal", "then", "others")

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:
        return {name: getattr(story, name) for name in ("what", "behaviour", *WhatForm.prompts)}

    def prepare(self) -> None:
        self.fields["behaviour"].choices = shipped("behaviours")  # type: ignore[attr-defined]

    @property
    def helped(self) -> bool:
        """Whether one of the questions that help was answered, or came back with an error."""
        return any(self[name].value() or self[name].errors for name in self.prompts)

    def told(self) -> Story:
        names = ("what", "behaviour", *self.prompts)
        return replace(self.story, **{name: self.line(name) for name in names})


class WhenForm(StoryForm):
    moment = one_of(
        "Wanneer was het?",
        (
            (Moment.EXACT.value, "Ik weet de dag"),
            (Moment.ABOUT.value, "Ik weet het ongeveer"),
            (Moment.PERIOD.value, "Het duurde een tijd"),
            (Moment.MORE_THAN_ONCE.value, "Het gebeurde vaker"),
        ),
    )
    day = DayField(label="Welke dag?", help_text="Of de eerste dag. Bijvoorbeeld 21 11 2026.", required=False)
    until = DayField(
        label="Tot en met welke dag?", help_text="Alleen als het een tijd duurde of vaker was.", required=False
    )
    words = line_field(
        "In uw eigen woorden", help_text="Bijvoorbeeld ‘gisteren rond half negen’ of ‘na elke raadsvergadering’."
    )

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:
        when = story.when
        return {"moment": when.moment or "", "day": _day(when.day), "until": _day(when.until), "words": when.words}

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        self.refuse_the_future("day")
        self.refuse_the_future("until")
        day, until = cleaned.get("day"), cleaned.get("until")
        if day and until and until < day:
            self.add_error("until", "Deze dag ligt voor de eerste dag. Kijk de twee dagen nog even na.")
        return cleaned

    def told(self) -> Story:
        moment = self.line("moment")
        when = When(
            moment=Moment(moment) if moment else None,
            day=_iso(self.cleaned_data.get("day")),
            until=_iso(self.cleaned_data.get("until")),
            words=self.line("words"),
        )
        return replace(self.story, when=when)


class WhereForm(StoryForm):
    channel = one_of("Waar of hoe gebeurde het?", ())
    place_words = line_field("Welke plek, pagina of vergadering?", help_text="Vertel niet meer dan u wilt.")

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:
        return {"channel": story.channel, "place_words": story.place}

    def prepare(self) -> None:
        self.fields["channel"].choices = shipped("channels")  # type: ignore[attr-defined]

    def told(self) -> Story:
        return replace(self.story, channel=self.line("channel"), place=self.line("place_words"))


class WhoForm(StoryForm):
    kind = one_of(
        "Wie deed het?",
        (
            (Perpetrator.KNOWN.value, "Iemand van wie ik de naam weet"),
            (Perpetrator.UNKNOWN.value, "Iemand die ik niet ken"),
            (Perpetrator.ACCOUNT.value, "Een account op internet"),
            (Perpetrator.GROUP.value, "Een groep"),
        ),
    )
    words = text_field(
        "Wat weet u over deze persoon of groep?",
        rows=3,
        help_text="Een naam, de naam van een account, een kenteken, hoe iemand eruitzag.",
    )

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:
        return {"kind": story.who.kind or "", "words": story.who.words}

    def told(self) -> Story:
        kind = self.line("kind")
        return replace(self.story, who=Who(kind=Perpetrator(kind) if kind else None, words=self.line("words")))


class AimForm(StoryForm):
    targets = forms.MultipleChoiceField(
        label="Op wie was het gericht?",
        help_text="U kunt er meer dan een kiezen.",
        choices=[
            (Target.OFFICE.value, "Op mijn werk of ambt"),
            (Target.PERSON.value, "Op mij als persoon"),
            (Target.FAMILY.value, "Op mijn gezin of familie"),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:
        return {"targets": list(story.targets)}

    def told(self) -> Story:
        return replace(self.story, targets=tuple(Target(one) for one in self.cleaned_data["targets"]))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
