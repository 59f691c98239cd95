"""What is typed around support, referral and feedback."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from rugdekking.aftercare.models import FeedbackWay, MomentKind, ReferralOutcome
from rugdekking.cases.queries import Person
from rugdekking.web.office.case.forms import NO_DAY, ReportForm
from rugdekking.web.office.fields import a_day, choose, line, one_of, text_area


class PersonChoice(forms.Form):
    """Choosing one of the people of a case."""

    person = one_of("Wie?", missing="Kies wie.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, people: Iterable[Person]) -> None:
        super().__init__(data)
        self.people = {str(one.person.pk): one for one in people}
        choose(self, "person", [(key, called(one)) for key, one in self.people.items()])

    @property
    def chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class OfferForm(PersonChoice):
    remark = text_area(
        "Wat is goed om te weten voor wie de opvang geeft?",
        help_text="Alleen wat nodig is: de opvang leest niets van de zaak.",
    )


class YesNoForm(forms.Form):
    answer = one_of("Wat zei deze persoon?", {"yes": "Ja, graag", "no": "Nee"}, missing="Kies ja of nee.")

    @property
    def yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == "yes")


class MomentForm(forms.Form):
    kind = one_of(
        "Welk gesprek?",
        {kind.value: kind.label.capitalize() for kind in MomentKind},
        missing="Kies welk gesprek.",
    )
    on = a_day("Op welke dag?", missing=NO_DAY)

    @property
    def chosen(self) -> MomentKind:
        return MomentKind(self.cleaned_data["kind"])


class ReferForm(forms.Form):
    contact = line("Met wie hebt u gesproken?", missing="Schrijf wie u sprak.")
    on = a_day("Op welke dag?", missing=NO_DAY)

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})


class ReferralEndForm(forms.Form):
    outcome = one_of(
        "Wat kwam eruit?",
        {outcome.value: outcome.label.capitalize() for outcome in ReferralOutcome},
        missing="Kies wat eruit kwam.",
    )
    remark = text_area("Toelichting", help_text="Mag leeg blijven.")

    @property
    def chosen(self) -> ReferralOutcome:
        return ReferralOutcome(self.cleaned_data["outcome"])


class FeedbackForm(ReportForm):
    way = one_of(
        "Hoe vertelt u het?",
        {way.value: way.label.capitalize() for way in FeedbackWay},
        missing="Kies hoe u het vertelt.",
    )
    text = text_area(
        "Wat is er gedaan, en wat vertelt u daarover?",
        rows=6,
        missing="Schrijf wat u vertelt.",
        help_text="Kiest u ‘bericht op de eigen pagina’, dan wordt deze tekst meteen verstuurd.",
    )
    field_order = ("report", "way", "text")

    @property
    def chosen_way(self) -> FeedbackWay:
        return FeedbackWay(self.cleaned_data["way"])


def called(person: Person) -> str:
    """How the desk calls somebody of a case."""
    kind = person.person.get_kind_display()
    return f"{person.name}, {kind}" if person.name else f"{kind.capitalize()} zonder naam"
