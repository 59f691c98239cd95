"""What is typed on the set-up pages."""

import re
from typing import Any

from django import forms
from django.core.validators import RegexValidator, URLValidator

from rugdekking.kernel.refusal import Refused
from rugdekking.organisations.models import Membership
from rugdekking.organisations.roles import Role
from rugdekking.web.ui import house_style

COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", "Schrijf een kleur als # met zes cijfers of letters, zoals #154273.")


def _roles() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Rollen",
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens een rol."},
    )


class InviteForm(forms.Form):
    name = forms.CharField(label="Naam", max_length=120, error_messages={"required": "Vul de naam in."})
    email = forms.EmailField(label="E-mailadres", error_messages={"required": "Vul het e-mailadres in."})
    title = forms.CharField(
        label="Functie",
        max_length=80,
        help_text="Bijvoorbeeld griffier. Melders kiezen hieruit wie niets mag weten.",
        error_messages={"required": "Vul de functie in."},
    )
    roles = _roles()


class RolesForm(forms.Form):
    roles = _roles()


class DeputyForm(forms.Form):
    deputy = forms.ChoiceField(label="Wie vervangt deze persoon?", required=False)

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["deputy"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Niemand"), *((str(one.pk), f"{one.person.name}, {one.title}") for one in members)]


class ShareForm(forms.Form):
    number = forms.TypedChoiceField(
        label="Welk deel hebt u?",
        choices=[(1, "Deel 1"), (2, "Deel 2"), (3, "Deel 3")],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies welk deel u hebt."},
    )
    share = forms.CharField(
        label="Typ het deel over",
        help_text="24 letters en cijfers. Wij bewaren niet wat u hier typt.",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Typ het deel over van het papier."},
    )


class RecoverDeskForm(forms.Form):
    first_number = forms.TypedChoiceField(
        label="Eerste deel: welk nummer?", choices=[(1, 1), (2, 2), (3, 3)], coerce=int
    )
    first = forms.CharField(label="Eerste deel", max_length=100, error_messages={"required": "Typ het eerste deel."})
    second_number = forms.TypedChoiceField(
        label="Tweede deel: welk nummer?", choices=[(1, 1), (2, 2), (3, 3)], coerce=int, initial=2
    )
    second = forms.CharField(label="Tweede deel", max_length=100, error_messages={"required": "Typ het tweede deel."})


class ContactsForm(forms.Form):
    name = forms.CharField(
        label="Naam van het steunpunt", max_length=120, error_messages={"required": "Vul een naam in."}
    )
    introduction = forms.CharField(
        label="Wie bent u? (op de voorpagina)",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Noem de mensen die opnemen. Mensen bellen eerder als zij weten wie zij krijgen.",
    )
    phone = forms.CharField(label="Telefoonnummer", max_length=20, required=False)
    hours = forms.CharField(
        label="Wanneer neemt er iemand op?",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld: maandag tot en met vrijdag, 9.00 tot 17.00 uur.",
    )
    outside_hours = forms.CharField(label="En buiten die uren?", max_length=200, required=False)
    address = forms.CharField(
        label="Adres",
        max_length=200,
        required=False,
        help_text="Straat, postcode en plaats. In een dossier voor de politie staat dit in plaats van het woonadres.",
    )
    privacy_officer = forms.CharField(
        label="Functionaris gegevensbescherming",
        max_length=200,
        required=False,
        help_text="Hoe iemand deze persoon bereikt: een mailadres of nummer. Dit staat op de privacypagina.",
    )
    accessibility_entry = forms.URLField(
        label="Uw verklaring over toegankelijkheid",
        max_length=200,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https"])],
        error_messages={"invalid": "Schrijf een adres dat begint met https://."},
        help_text="Het adres van uw verklaring in het landelijke register, toegankelijkheidsverklaring.nl. Het staat "
        "op de pagina over toegankelijkheid.",
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        if phone and len(re.sub(r"\D", "", phone)) < 8:
            raise forms.ValidationError("Dit lijkt geen telefoonnummer. Schrijf het zoals u het belt.")
        return phone


class TermsForm(forms.Form):
    contact_working_days = forms.IntegerField(
        label="Binnen hoeveel werkdagen neemt iemand contact op?",
        min_value=0,
        max_value=3,
        help_text="0 is: dezelfde dag.",
    )
    plan_hours = forms.IntegerField(label="Binnen hoeveel uur is er een plan?", min_value=1, max_value=168)
    reaction_hours = forms.IntegerField(
        label="Binnen hoeveel uur krijgt de veroorzaker een reactie?", min_value=1, max_value=336
    )
    draft_days = forms.IntegerField(label="Hoeveel dagen blijft een concept staan?", min_value=1, max_value=60)
    withdrawn_days = forms.IntegerField(
        label="Na hoeveel dagen is een ingetrokken melding vernietigd?", min_value=1, max_value=180
    )
    closed_months = forms.IntegerField(
        label="Na hoeveel maanden is een gesloten zaak vernietigd?",
        min_value=1,
        max_value=120,
        help_text="Eindigde een maatregel pas na het sluiten? Dan telt het vanaf het einde van die maatregel.",
    )


class StyleForm(forms.Form):
    name = forms.CharField(
        label="Naam van de organisatie", max_length=120, error_messages={"required": "Vul de naam in."}
    )
    brand_colour = forms.CharField(
        label="Hoofdkleur",
        required=False,
        validators=[COLOUR],
        help_text="Bijvoorbeeld #154273. Leeg is de gewone kleur.",
    )
    accent_colour = forms.CharField(label="Tweede kleur", required=False, validators=[COLOUR])
    logo = forms.FileField(label="Logo (PNG, hoogstens 100 kB)", required=False)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        chosen = {"brand": typed.get("brand_colour"), "accent": typed.get("accent_colour")}
        colours = {name: colour for name, colour in chosen.items() if colour}
        if colours and not self.errors:
            try:
                house_style.house_style_css(colours)
            except Refused as refusal:
                self.add_error("brand_colour", str(refusal.reason))
        return typed
