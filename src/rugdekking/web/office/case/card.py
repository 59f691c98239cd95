"""The card of a running measure at the front desk."""

from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from rugdekking.cases.models import Case
from rugdekking.measures import operations as measures
from rugdekking.measures.cards import OnCard, card_of
from rugdekking.measures.letters.queries import addressed_to
from rugdekking.measures.queries import OpenAnswer
from rugdekking.perpetrators.queries import in_case
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, at, filled
from rugdekking.web.office.case.answers import answer_in
from rugdekking.web.office.case.frame import question_of_case
from rugdekking.web.office.fields import line, text_area

INTRO = "De balie vindt deze kaart alleen met de naam, zolang de maatregel loopt. Schrijf niet op wat er is gebeurd."


class CardForm(forms.Form):
    name = line(
        "Naam, zoals de balie die hoort",
        missing="Vul de naam in.",
        help_text="Voornaam of voorletter, en achternaam. Bij een bedrijf: de naam met bv, nv of stichting.",
    )
    rule = line("Wat is de regel?", missing="Vul de regel in.")
    place = text_area("Waar geldt dit?", rows=2, missing="Vul in waar dit geldt.")
    to_do = text_area(
        "Wat kan wel, en wat doet de balie dan?",
        missing="Vul in wat wel kan.",
        help_text="Bijvoorbeeld: met een afspraak binnenlaten, en dan de bode bellen.",
    )

    @property
    def on_card(self) -> OnCard:
        said = self.cleaned_data
        return OnCard(name=said["name"], rule=said["rule"], place=said["place"], to_do=said["to_do"])


@question_of_case
def make(request: HttpRequest, visit: Visit, case: Case, answer: UUID) -> Question:
    opened = answer_in(visit, case, answer)
    now = card_of(opened.row, visit.ring)
    form = filled(request, CardForm, initial=_first(visit, case, opened, now))
    return Question(
        heading="De kaart voor de balie" if now else "Een kaart voor de balie maken",
        button="Opslaan" if now else "Kaart maken",
        form=form,
        act=lambda: measures.make_card(opened.row, on_card=form.on_card, ring=visit.ring, at=timezone.now()),
        done="De kaart ligt bij de balie.",
        to=at(visit, "case-answer", case.reference, answer),
        around={"intro": INTRO},
    )


@question_of_case
def drop(request: HttpRequest, visit: Visit, case: Case, answer: UUID) -> Question:
    opened = answer_in(visit, case, answer)
    return Question(
        heading="De kaart bij de balie weghalen",
        button="Weghalen",
        form=filled(request, Sure),
        act=lambda: measures.drop_card(opened.row, ring=visit.ring, at=timezone.now()),
        done="De kaart is weg. De maatregel zelf loopt door.",
        to=at(visit, "case-answer", case.reference, answer),
        around={"intro": "De balie weet dan niet meer dat deze maatregel loopt."},
    )


def _first(visit: Visit, case: Case, opened: OpenAnswer, now: OnCard | None) -> dict[str, str]:
    """What lies there, or else what the case says already: who it is stands in the record, or above the letter."""
    names = [one.known.name for one in in_case(case, visit.ring) if one.known.name]
    names = names or [addressed_to(opened.row, visit.ring)]
    first = now or OnCard(
        name=names[0],
        rule=opened.measure.label,
        place=opened.scope,
        to_do=opened.basic_services,
    )
    return {"name": first.name, "rule": first.rule, "place": first.place, "to_do": first.to_do}
