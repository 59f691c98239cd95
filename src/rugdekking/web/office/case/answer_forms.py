"""What is typed around an answer to a perpetrator."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from rugdekking.content.schema import Kind, Measure
from rugdekking.measures import terms
from rugdekking.measures.models import Remedy
from rugdekking.measures.queries import Candidate
from rugdekking.web.office.fields import a_day, choose, named, one_of, text_area

NO_DAY = "Vul de dag in."
IN_LETTERS = "Dit komt ook in de brief aan de ander. Noem dus geen melder."


class PutForm(forms.Form):
    """What a decider needs, and nothing else of the case. A measure also says what the other side can do."""

    decider = one_of("Aan wie legt u dit voor?", missing="Kies wie beslist.")
    behaviour = text_area(
        "Op welk gedrag is dit een antwoord?",
        rows=5,
        missing="Beschrijf het gedrag.",
        help_text="Zo precies als u het weet, met de dag. De beslisser ziet de zaak zelf niet.",
    )
    ground = text_area("Waarom past dit antwoord?", missing="Schrijf waarom dit antwoord past.", help_text=IN_LETTERS)
    remedy = one_of(
        "Wat kan de ander tegen dit besluit doen?",
        {choice.value: choice.label.capitalize() for choice in Remedy},
        missing="Kies wat de ander kan doen.",
    )
    remedy_text = text_area(
        "Hoe vertelt u dat aan de ander?",
        missing="Schrijf hoe de ander dit leest.",
        help_text="Bijvoorbeeld: bent u het niet eens met deze brief, bel of schrijf dan binnen zes weken.",
    )
    length = forms.TypedChoiceField(
        label="Voor hoe lang?",
        coerce=int,
        help_text="De beslisser kan korter kiezen, niet langer.",
        error_messages={"required": "Kies hoe lang de maatregel duurt."},
    )
    scope = text_area(
        "Waar geldt de maatregel, en wat mag er dan precies niet?",
        missing="Schrijf waar de maatregel geldt en wat er dan niet mag.",
        help_text="Zo precies dat de ander weet waar de grens ligt. Bijvoorbeeld: het gemeentehuis, ook de hal. "
        "Bij een verbod voor een gebouw leest ook de balie dit: schrijf niet op wat er is gebeurd.",
    )
    basic_services = text_area(
        "Wat blijft mogelijk, en hoe?",
        missing="Schrijf wat er mogelijk blijft en hoe de ander dat regelt.",
        help_text="Wat alleen uw organisatie kan geven, zoals een paspoort, blijft altijd bereikbaar. "
        "Noem plek, tijd en telefoonnummer. Ook dit leest de balie bij een verbod voor een gebouw.",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        candidates: Iterable[Candidate],
        measure: Measure,
        first: Mapping[str, str],
    ) -> None:
        super().__init__(data, initial=dict(first))
        self.candidates = {str(one.membership.pk): one for one in candidates}
        choose(self, "decider", [(key, _candidate(one)) for key, one in self.candidates.items()])
        if measure.kind is Kind.RESPONSE:
            del self.fields["remedy"], self.fields["remedy_text"]
        if measure.term is None:
            del self.fields["length"], self.fields["scope"], self.fields["basic_services"]
        else:
            choose(self, "length", [(str(amount), words) for amount, words in terms.choices(measure.term)])
            self.initial["length"] = measure.term.default.amount

    @property
    def chosen(self) -> Candidate:
        return self.candidates[self.cleaned_data["decider"]]

    @property
    def chosen_remedy(self) -> Remedy | None:
        code = self.cleaned_data.get("remedy")
        return Remedy(code) if code else None


class OnADay(forms.Form):
    """A text about something that was done, and the day on which."""

    on = a_day("Op welke dag?", missing=NO_DAY)

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date, **first: str) -> None:
        super().__init__(data, initial={"on": today, **first})


class InviteForm(forms.Form):
    """A response that is still to come."""

    behaviour = text_area("Op welk gedrag is dit een antwoord?", missing="Beschrijf het gedrag.")
    reason = text_area("Waarom past dit antwoord?", missing="Schrijf waarom dit past.")


class HeldForm(OnADay):
    """That a response of the desk itself was given."""

    told = text_area("Wat is er gezegd en afgesproken?", rows=5, missing="Schrijf wat er is gezegd.")


class RespondForm(InviteForm, HeldForm):
    field_order = ("on", "behaviour", "reason", "told")


class HearForm(OnADay):
    view = text_area(
        "Wat zei de ander erover?",
        rows=6,
        missing="Schrijf wat de ander zei.",
        help_text=f"In de woorden van de ander. De beslisser leest dit. {IN_LETTERS}",
    )
    field_order = ("on", "view")


class SkipHearingForm(forms.Form):
    reason = text_area(
        "Waarom wordt de ander niet eerst gehoord?",
        missing="Schrijf waarom niet.",
        help_text=f"Dat mag alleen bij acuut gevaar. De beslisser leest dit. {IN_LETTERS}",
    )
    later_on = a_day(
        "Wanneer hoort u de ander alsnog?",
        missing="Kies een dag waarop u de ander alsnog hoort.",
        help_text="Niet eerst horen is uitstel, geen afstel.",
    )


class ServeForm(OnADay):
    told = text_area(
        "Hoe hebt u het bekendgemaakt?",
        missing="Schrijf hoe u het hebt verteld.",
        help_text="Bijvoorbeeld: met een brief, in een gesprek.",
    )
    field_order = ("on", "told")


class ReasonForm(forms.Form):
    reason = text_area("Waarom komt er geen reactie?", rows=5, missing="Schrijf waarom er geen reactie komt.")


def _candidate(candidate: Candidate) -> str:
    instead = candidate.stands_in_for
    return named(candidate.membership) + (f", in plaats van {instead.title}" if instead else "")
