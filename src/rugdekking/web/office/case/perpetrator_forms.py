"""What is typed about who did it: facts by which to know somebody, and nothing about what they are like."""

from collections.abc import Mapping
from typing import Any

from django import forms

from rugdekking.perpetrators.models import Purpose
from rugdekking.perpetrators.operations import Reason
from rugdekking.perpetrators.sealing import Known
from rugdekking.web.office.case.answer_forms import OnADay
from rugdekking.web.office.fields import a_day, line, one_of, text_area

ONE_A_LINE = "Elk op een eigen regel."


class KnownForm(forms.Form):
    name = line(
        "Naam", help_text="Zoals u die kent. Bij een bedrijf: de naam met bv, nv of stichting. Geen oordeel erbij."
    )
    phones = text_area("Telefoonnummers", rows=2, help_text=ONE_A_LINE)
    emails = text_area("E-mailadressen", rows=2, help_text=ONE_A_LINE)
    handles = text_area("Accounts op sociale media", rows=2, help_text=ONE_A_LINE)
    address = line("Adres", help_text="Postcode en huisnummer is genoeg.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, known: Known | None = None) -> None:
        super().__init__(data, initial={} if known is None else _typed(known))

    @property
    def known(self) -> Known:
        said = self.cleaned_data
        return Known(
            name=said["name"],
            phones=_lines(said["phones"]),
            emails=_lines(said["emails"]),
            handles=_lines(said["handles"]),
            address=said["address"],
        )


class RecordForm(KnownForm):
    purpose = one_of(
        "Waarvoor legt u dit vast?",
        {choice.value: f"Voor {choice.label}" for choice in Purpose},
        missing="Kies waarvoor u dit vastlegt.",
    )
    reason = text_area(
        "Waarom is dit nodig?",
        missing="Schrijf waarom dit nodig is.",
        help_text="Waarom kan het niet met minder? De ander mag dit lezen.",
    )

    @property
    def why(self) -> Reason:
        return Reason(Purpose(self.cleaned_data["purpose"]), self.cleaned_data["reason"])


class InformForm(OnADay):
    how = text_area(
        "Hoe hebt u het laten weten?",
        missing="Schrijf hoe u het hebt laten weten.",
        help_text="Bijvoorbeeld: in de brief met de waarschuwing.",
    )
    field_order = ("on", "how")


class DelayForm(forms.Form):
    until = a_day("Op welke dag laat u het alsnog weten?", missing="Kies een dag.")
    reason = text_area(
        "Waarom moet het later?",
        missing="Schrijf waarom het later moet.",
        help_text="Dat mag alleen als de veiligheid of een onderzoek erom vraagt.",
    )


class ViewForm(OnADay):
    view = text_area(
        "Wat zegt de ander ervan?", rows=6, missing="Schrijf wat de ander zegt.", help_text="In diens eigen woorden."
    )
    field_order = ("on", "view")


class KeepForm(forms.Form):
    reason = text_area("Waarom is dit nog nodig?", missing="Schrijf waarom dit nog nodig is.")


def _lines(typed: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in typed.splitlines())))


def _typed(known: Known) -> dict[str, str]:
    return {
        "name": known.name,
        "phones": "\n".join(known.phones),
        "emails": "\n".join(known.emails),
        "handles": "\n".join(known.handles),
        "address": known.address,
    }
