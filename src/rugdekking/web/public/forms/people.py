"""Who tells, for whom, who must not know, what somebody wants, how to reach them, and what they kept."""

from typing import Any

from django import forms
from msgspec.structs import replace

from rugdekking.content.queries import latest
from rugdekking.content.schema import Offices
from rugdekking.reports.story import Concerned, Contact, For, KnownAs, Me, Reach, Story, Wish
from rugdekking.web.public.forms.base import KeepsOut, PhoneField, StoryForm, line_field, one_of
from rugdekking.web.ui.forms import Described
from rugdekking.web.uploads import SealedFilesField

KNOWN_AS = (
    (
        KnownAs.ANONYMOUS.value,
        Described("Anoniem", "Niemand weet wie u bent. Raakt u uw code kwijt, dan kunnen wij u niet meer bereiken."),
    ),
    (
        KnownAs.DESK_ONLY.value,
        Described("Alleen het meldpunt mag het weten", "Wij noemen uw naam nergens, tenzij u dat eerst goedvindt."),
    ),
    (
        KnownAs.NAMED.value,
        Described(
            "Met mijn naam",
            "Uw naam mag in het dossier. Een ander ziet die pas als u dat goedvindt.",
        ),
    ),
)
FOR_WHOM = (
    (For.SELF.value, "Voor mijzelf"),
    (For.WITNESS.value, Described("Ik was getuige", "U zag of hoorde wat een ander overkwam.")),
    (
        For.OTHER.value,
        Described(
            "Voor iemand anders",
            "Die persoon krijgt een eigen code en beslist zelf over de volgende stap. U krijgt uw eigen code.",
        ),
    ),
)
WISHES = (
    (Wish.RECORD.value, Described("Alleen vastleggen", "Wij bewaren uw verhaal. Wij doen verder niets zonder u.")),
    (Wish.ADVICE.value, Described("Advies", "Wij denken met u mee. U kiest zelf wat u daarna wilt.")),
    (Wish.ACTION.value, Described("Actie", "Wij bespreken met u wat de organisatie kan doen tegen dit gedrag.")),
)
WAYS = (
    (Reach.CODE.value, Described("Alleen met mijn code", "U kijkt zelf op deze site of er een bericht voor u is.")),
    (Reach.PHONE.value, Described("Bel mij", "Alleen wie uw melding mag lezen, ziet uw nummer.")),
    (
        Reach.EMAIL.value,
        Described(
            "Mail mij als er een bericht is",
            "Onze computer kan dan dit mailadres lezen, en verder niets. "
            "In de mail staat alleen dat er iets voor u klaarstaat.",
        ),
    ),
)


class YouForm(StoryForm):
    known_as = one_of("Hoe mogen wij u kennen?", KNOWN_AS)
    name = line_field("Uw naam", help_text="Alleen als u die wilt geven. Hoe wij u mogen noemen is genoeg.")
    office = one_of("Wat is uw functie?", ())

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:
        return {"known_as": story.me.known_as, "name": story.me.name, "office": story.me.office}

    def prepare(self) -> None:
        offices = latest(Offices, self.place.organisation.kind).offices
        self.fields["office"].choices = [(one.code, one.label) for one in offices]  # type: ignore[attr-defined]

    def told(self) -> Story:
        known_as = KnownAs(self.line("known_as") or KnownAs.ANONYMOUS)
        return replace(self.story, me=Me(known_as=known_as, name=self.line("name"), office=self.line("office")))


class ForWhomForm(StoryForm):
    reporting_for = one_of("Voor wie meldt u dit?", FOR_WHOM)
    name = line_field("Om wie gaat het?", help_text="Alleen als u voor iemand anders meldt of getuige was.")
    contact = line_field("Hoe kunnen wij die persoon bereiken?", help_text="Een telefoonnummer of mailadres.")
    knows = one_of("Weet die persoon dat u meldt?", (("ja", "Ja"), ("nee", "Nee, nog niet")))

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:
        knows = {True: "ja", False: "nee", None: ""}[story.concerned.knows_of_it]
        concerned = story.concerned
        return {
            "reporting_for": story.reporting_for,
            "name": concerned.name,
            "contact": concerned.contact,
            "knows": knows,
        }

    def told(self) -> Story:
        for_whom = For(self.line("reporting_for") or For.SELF)
        knows = {"ja": True, "nee": False}.get(self.line("knows"))
        concerned = Concerned(name=self.line("name"), contact=self.line("contact"), knows_of_it=knows)
        return replace(
            self.story, reporting_for=for_whom, concerned=Concerned() if for_whom == For.SELF else concerned
        )


class KeepOutForm(KeepsOut):
    @staticmethod
    def answers(story: Story) -> dict[str, Any]:
        return KeepsOut.out_answers(story)

    def told(self) -> Story:
        return replace(self.story, keep_out=self.kept_out())


class WishForm(StoryForm):
    wish = one_of("Wat wilt u dat wij doen?", WISHES)

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:
        return {"wish": story.wish or ""}

    def told(self) -> Story:
        wish = self.line("wish")
        return replace(self.story, wish=Wish(wish) if wish else None)


class ReachForm(StoryForm):
    reach = one_of("Hoe kunnen wij u bereiken?", WAYS)
    phone = PhoneField(label="Telefoonnummer", required=False)
    moment = line_field(
        "Wanneer en hoe kunnen wij bellen?", help_text="Bijvoorbeeld ‘na 17.00 uur’ of ‘spreek geen bericht in’."
    )
    email = forms.EmailField(
        label="E-mailadres",
        help_text="Kies liever een adres dat niemand anders leest.",
        required=False,
        error_messages={"invalid": "Dit e-mailadres lijkt niet compleet. Kijk het nog even na."},
    )

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:
        contact = story.contact
        return {
            "reach": contact.reach or "",
            "phone": contact.phone,
            "moment": contact.moment,
            "email": contact.email,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("reach") == Reach.PHONE and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", "Vul het nummer in waarop wij u mogen bellen, of kies een andere manier.")
        if cleaned.get("reach") == Reach.EMAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "Vul het adres in waarop wij u mogen mailen, of kies een andere manier.")
        return cleaned

    def told(self) -> Story:
        reach = self.line("reach")
        contact = Contact(
            reach=Reach(reach) if reach else None,
            phone=self.line("phone"),
            moment=self.line("moment"),
            email=self.line("email"),
            mail_me=reach == Reach.EMAIL,
        )
        return replace(self.story, contact=contact)


class FilesForm(StoryForm):
    evidence = SealedFilesField(
        label="Wilt u iets meesturen?",
        help_text="Foto’s, schermafdrukken, opnames of documenten. Een bestand mag 200 MB zijn.",
        required=False,
    )

    @staticmethod
    def answers(story: Story) -> dict[str, Any]:  # noqa: ARG004  (files are no part of the story)
        return {}

    def told(self) -> Story:
        return self.story
