"""What is typed on the pages of the vault."""

from typing import Any

from django import forms


class UnlockForm(forms.Form):
    passphrase = forms.CharField(
        label="Uw wachtzin",
        help_text="Dit is niet uw wachtwoord. De wachtzin opent de meldingen.",
        strip=True,
        max_length=400,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Vul uw wachtzin in."},
    )


class NewPassphraseForm(forms.Form):
    passphrase = forms.CharField(
        label="Kies een wachtzin",
        help_text="Vier of vijf gewone woorden, samen minstens 15 tekens. Bijvoorbeeld een zin die alleen u kent.",
        max_length=400,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Kies een wachtzin."},
    )
    again = forms.CharField(
        label="Dezelfde wachtzin nog een keer",
        max_length=400,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Vul dezelfde wachtzin nog een keer in."},
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("passphrase") and typed.get("again") and typed["passphrase"] != typed["again"]:
            self.add_error("again", "De twee zinnen zijn niet gelijk. Vul ze nog een keer in.")
        return typed


class ChangePassphraseForm(NewPassphraseForm):
    field_order = ("old", "passphrase", "again")
    old = forms.CharField(
        label="Uw wachtzin van nu",
        max_length=400,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Vul de wachtzin in die u nu gebruikt."},
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Een van uw herstelcodes",
        help_text="24 letters en cijfers. Spaties en streepjes maken niet uit.",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        error_messages={"required": "Vul een herstelcode in."},
    )


class RecoverForm(CodeForm, NewPassphraseForm):
    field_order = ("code", "passphrase", "again")


class StartOverForm(NewPassphraseForm):
    understood = forms.BooleanField(
        label="Ik begrijp dat wat alleen voor mij was bestemd, niet terugkomt.",
        error_messages={"required": "Zet een vinkje als u dit begrijpt."},
    )
