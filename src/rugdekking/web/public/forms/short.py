"""The short ways in: call me, I feel unsafe, and a report in one page."""

from typing import Any

from django import forms
from msgspec.structs import replace

from rugdekking.reports.choices import Kind
from rugdekking.reports.story import Contact, KnownAs, Me, Reach, Story
from rugdekking.web.public.forms.base import KeepsOut, PhoneField, line_field, one_of, text_field
from rugdekking.web.public.forms.incident import SAFE_ANSWERS, WHAT_IS_MISSING, safe_answer, safe_told

MOMENTS = tuple(
    (words, words)
    for words in (
        "Zo snel mogelijk",
        "Op een werkdag in de ochtend",
        "Op een werkdag in de middag",
        "In de avond",
    )
)


class CallMeForm(KeepsOut):
    """A number and a moment. Nothing else needs to be told."""

    phone = PhoneField(
        label="Op welk nummer kunnen wij u bellen?",
        error_messages={"required": "Vul het nummer in waarop wij u kunnen bellen."},
    )
    moment = forms.ChoiceField(
        label="Wanneer kunnen wij u bellen?", choices=MOMENTS, initial=MOMENTS[0][0], widget=forms.RadioSelect
    )
    note = line_field(
        "Waar moeten wij op letten?",
        help_text="Niet verplicht. Bijvoorbeeld ‘spreek geen bericht in’ of ‘vraag naar Sam’.",
    )

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:  # noqa: ARG004  (a talk starts empty)
        return {"moment": MOMENTS[0][0]}

    def told(self) -> Story:
        moment = "; ".join(filter(None, (self.line("moment"), self.line("note"))))
        contact = Contact(reach=Reach.PHONE, phone=self.line("phone"), moment=moment)
        return replace(
            self.story,
            kind=Kind.TALK,
            me=Me(known_as=KnownAs.DESK_ONLY),
            contact=contact,
            keep_out=self.kept_out(),
        )


class _Brief(KeepsOut):
    """A few words, whether somebody is safe now, and perhaps a number."""

    safe = one_of("Bent u nu veilig?", SAFE_ANSWERS)
    phone = PhoneField(
        label="Op welk nummer kunnen wij u bellen?",
        help_text="Niet verplicht. Zonder nummer leest u ons antwoord met uw code.",
        required=False,
    )

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:
        return {
            "safe": safe_answer(story),
            "what": story.what,
            "phone": story.contact.phone,
            **KeepsOut.out_answers(story),
        }

    def brief(self) -> Story:
        phone = self.line("phone")
        reach = Reach.PHONE if phone else Reach.CODE
        # Who leaves a number is not anonymous any more, and may be called back when the code is lost.
        me = self.story.me
        if phone and me.known_as == KnownAs.ANONYMOUS:
            me = replace(me, known_as=KnownAs.DESK_ONLY)
        return replace(
            self.story,
            safe_now=safe_told(self.line("safe")),
            what=self.line("what"),
            me=me,
            contact=replace(self.story.contact, reach=reach, phone=phone),
            keep_out=self.kept_out(),
        )


class FeelingForm(_Brief):
    what = text_field(
        "Wat maakt dat u zich niet veilig voelt?",
        help_text="Een paar woorden zijn genoeg. Er hoeft niets gebeurd te zijn.",
        required="Vertel in een paar woorden wat er speelt. Of bel ons, dan hoeft u niets te schrijven.",
    )
    field_order = ("what", "safe", "phone", "out_members", "out_names")

    def told(self) -> Story:
        return replace(self.brief(), kind=Kind.FEELING)


class ShortForm(_Brief):
    what = text_field(
        "Wat is er gebeurd?",
        rows=7,
        help_text="Losse woorden zijn ook goed. U kunt later alles aanvullen.",
        required=WHAT_IS_MISSING,
    )
    field_order = ("safe", "what", "phone", "out_members", "out_names")

    def told(self) -> Story:
        return self.brief()
