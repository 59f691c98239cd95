"""A whole story on one page, as a colleague types it during a talk."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from msgspec.structs import replace

from rugdekking.content.queries import latest
from rugdekking.content.schema import Choices, Offices
from rugdekking.kernel.time import day_of
from rugdekking.organisations.models import Membership, Organisation
from rugdekking.reports.choices import Kind, Origin
from rugdekking.reports.story import For, KeepOut, KnownAs, Me, Moment, Perpetrator, Story, Target, When, Who, Wish
from rugdekking.web.office.fields import NOT_KNOWN, a_day, choose, line, named, one_of, some_of, text_area
from rugdekking.web.office.report import wording

Parts = tuple[tuple[str, tuple[str, ...]], ...]
SAFE_ANSWERS = {"yes": True, "no": False}
# What a story calls the same as its field here.
SAME = ("what", "literal", "others", "behaviour", "channel", "place")


class StoryForm(forms.Form):
    """What was told. Only for an incident something must be told, and the operation says so."""

    kind = one_of("Waarover gaat het?", wording.KINDS, missing="Kies waarover het gaat.")
    safe_now = one_of("Is deze persoon nu veilig?", {"yes": "Ja", "no": "Nee, nu niet veilig"})
    what = text_area("Wat is er gebeurd?", rows=8, help_text="In de woorden van de melder. Lees het daarna voor.")
    literal = text_area("Wat is er letterlijk gezegd of geschreven?")
    others = text_area("Wie was erbij?", rows=2)
    behaviour = forms.ChoiceField(label="Wat past het best?", required=False)
    day = a_day("Op welke dag?")
    when_words = line("Wanneer, in woorden", help_text="Bijvoorbeeld: na elke raadsvergadering.")
    channel = forms.ChoiceField(label="Waar of hoe?", required=False, choices=[NOT_KNOWN, *wording.CHANNELS.items()])
    place = line("Welke plek, pagina of vergadering?")
    who_kind = one_of("Wie deed het?", wording.WHO)
    who_words = text_area("Wat is er bekend over deze persoon of groep?", rows=2)
    targets = some_of("Op wie was het gericht?", wording.TARGETS)
    known_as = one_of("Hoe wil de melder bekend zijn?", wording.KNOWN_AS, missing="Vraag het en kies.")
    name = line("Naam van de melder")
    office = forms.ChoiceField(label="Functie van de melder", required=False)
    reporting_for = one_of("Voor wie?", wording.FOR_WHOM, missing="Kies voor wie de melding is.")
    concerned_name = line("Om wie gaat het?", help_text="Alleen als het over iemand anders gaat.")
    concerned_contact = line("Hoe is die persoon te bereiken?")
    wish = one_of("Wat wil de melder?", wording.WISHES)
    phone = line("Telefoonnummer", most=40)
    contact_moment = line("Wanneer bellen?")

    PARTS: ClassVar[Parts] = (
        ("Waarover het gaat", ("kind", "safe_now", "what", "literal", "others", "behaviour")),
        ("Waar, wanneer en wie", ("day", "when_words", "channel", "place", "who_kind", "who_words", "targets")),
        ("De melder", ("known_as", "name", "office", "reporting_for", "concerned_name", "concerned_contact")),
        ("Wat nu", ("wish", "phone", "contact_moment")),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        organisation: Organisation,
        at: datetime,
        story: Story | None = None,
    ) -> None:
        self.before, self.today = story or Story(), day_of(at)
        super().__init__(data, initial=self.first(self.before))
        behaviours = [(one.code, one.label) for one in latest(Choices, "behaviours").choices]
        offices = [(one.code, one.label) for one in latest(Offices, organisation.kind).offices]
        choose(self, "behaviour", [NOT_KNOWN, *behaviours])
        choose(self, "office", [NOT_KNOWN, *offices])

    @staticmethod
    def first(story: Story) -> dict[str, Any]:
        """What the fields show at first."""
        return typed(story)

    @property
    def parts(self) -> list[tuple[str, list[BoundField]]]:
        """The fields under their headings."""
        return [(heading, [self[name] for name in names]) for heading, names in self.PARTS]

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day is not None and day > self.today:
            raise forms.ValidationError("Deze dag is nog niet geweest.")
        return day

    def story(self) -> Story:
        """The story as typed. What only the reporter's own form asks stays as it was."""
        said, before = self.cleaned_data, self.before
        return replace(
            before,
            kind=Kind(said["kind"]),
            safe_now=SAFE_ANSWERS.get(said["safe_now"]),
            **{name: said[name] for name in SAME},
            when=_when(before.when, said["day"], said["when_words"]),
            who=Who(kind=Perpetrator(said["who_kind"]) if said["who_kind"] else None, words=said["who_words"]),
            targets=tuple(Target(one) for one in said["targets"]),
            me=Me(known_as=KnownAs(said["known_as"]), office=said["office"], name=said["name"]),
            reporting_for=For(said["reporting_for"]),
            concerned=replace(before.concerned, name=said["concerned_name"], contact=said["concerned_contact"]),
            wish=Wish(said["wish"]) if said["wish"] else None,
            contact=replace(before.contact, phone=said["phone"], moment=said["contact_moment"]),
        )


class IntakeForm(StoryForm):
    """A report for somebody on the phone or in the room: also how it came in, and who must not know."""

    origin = one_of("Hoe komt dit binnen?", wording.ORIGINS, missing="Kies hoe dit binnenkomt.")
    keep_out = some_of(
        "Wie mag dit niet weten?",
        help_text="Vraag het altijd. Wie u aankruist, ziet niet eens dat de melding er is.",
    )
    keep_out_names = line(
        "Iemand anders die dit niet mag weten",
        help_text="Lijkt de naam op die van een collega, dan kan die de melding niet openen.",
    )
    email = forms.EmailField(label="Mailadres", required=False, help_text="Alleen als de melder mail wil krijgen.")
    mail_me = forms.BooleanField(
        label="De melder wil een mail als er een bericht is, en weet dat de computer dit adres dan kan lezen",
        required=False,
    )

    PARTS: ClassVar[Parts] = (
        ("Hoe het binnenkomt", ("origin",)),
        *StoryForm.PARTS[:3],
        ("Wie dit niet mag weten", ("keep_out", "keep_out_names")),
        ("Wat nu", ("wish", "phone", "contact_moment", "email", "mail_me")),
    )

    def __init__(self, *args: Any, readers: Iterable[Membership], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.readers = {str(one.pk): one for one in readers}
        choose(self, "keep_out", [(key, named(one)) for key, one in self.readers.items()])

    @staticmethod
    def first(story: Story) -> dict[str, Any]:
        # How somebody wants to be known is asked, never presumed.
        return {**typed(story), "known_as": ""}

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("mail_me") and not said.get("email"):
            self.add_error("email", "Vul het mailadres in, of haal het vinkje weg.")
        return said

    @property
    def came_in(self) -> Origin:
        return Origin(self.cleaned_data["origin"])

    def story(self) -> Story:
        said, told = self.cleaned_data, super().story()
        ticked = tuple(self.readers[key].pk for key in said["keep_out"])
        return replace(
            told,
            keep_out=KeepOut(members=ticked, names=said["keep_out_names"]),
            contact=replace(told.contact, email=said["email"], mail_me=said["mail_me"]),
        )


def typed(story: Story) -> dict[str, Any]:
    """The story as the fields show it."""
    return {
        "kind": story.kind,
        "safe_now": {True: "yes", False: "no", None: ""}[story.safe_now],
        **{name: getattr(story, name) for name in SAME},
        "day": date.fromisoformat(story.when.day) if story.when.day else None,
        "when_words": story.when.words,
        "who_kind": story.who.kind or "",
        "who_words": story.who.words,
        "targets": list(story.targets),
        "known_as": story.me.known_as,
        "name": story.me.name,
        "office": story.me.office,
        "reporting_for": story.reporting_for,
        "concerned_name": story.concerned.name,
        "concerned_contact": story.concerned.contact,
        "wish": story.wish or "",
        "phone": story.contact.phone,
        "contact_moment": story.contact.moment,
    }


def _when(before: When, day: date | None, words: str) -> When:
    moment = before.moment or (Moment.EXACT if day else Moment.ABOUT if words else None)
    return replace(before, moment=moment, day=day.isoformat() if day else "", words=words)


class JoinForm(forms.Form):
    reference = line(
        "Kenmerk van de zaak",
        help_text="Acht letters en cijfers, zoals 7KQ4-XM2P. U moet de zaak zelf behandelen.",
        most=20,
        missing="Vul het kenmerk van de zaak in.",
    )

    def clean_reference(self) -> str:
        letters = "".join(letter for letter in self.cleaned_data["reference"].upper() if letter.isalnum())
        return f"{letters[:4]}-{letters[4:]}"


class ByWordForm(forms.Form):
    """The person said, with a second member listening, that the text is right."""

    witness = one_of("Wie luisterde mee?", missing="Kies wie meeluisterde.")
    spoken_on = a_day("Op welke dag?", missing="Vul de dag in.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, members: Iterable[Membership], today: date) -> None:
        super().__init__(data, initial={"spoken_on": today})
        self.people = {str(one.pk): one for one in members}
        choose(self, "witness", [(key, named(one)) for key, one in self.people.items()])

    @property
    def second_person(self) -> Membership:
        return self.people[self.cleaned_data["witness"]]
