"""What is typed after a file went to the police: news, numbers, agreements."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from rugdekking.content.schema import Agreement
from rugdekking.organisations.models import Membership
from rugdekking.police.models import NewsKind
from rugdekking.police.operations import Further, Heard
from rugdekking.police.status import WatchState
from rugdekking.police.writing import AtThePolice
from rugdekking.web.office.case.answer_forms import NO_DAY
from rugdekking.web.office.fields import a_day, choose, line, named, one_of, some_of, text_area

STEPS = {
    WatchState.ASKED: "Vraag het na",
    WatchState.ESCALATED: "Vraag het hogerop",
    WatchState.COURT: "Bespreek een klacht bij het gerechtshof (artikel 12)",
}
NOBODY = ("", "Nog niemand")


class AtPoliceForm(forms.Form):
    number = line("Nummer van de melding of aangifte", help_text="Staat op de kopie, bijvoorbeeld PL1300-2026012345.")
    officer = line("Contactpersoon bij de politie")
    officer_reach = line("Hoe bereikt u die?")
    prosecution_number = line("Parketnummer", help_text="Dit krijgt u als het OM de zaak heeft.")
    prosecutor = line("Contactpersoon bij het OM")
    prosecutor_reach = line("Hoe bereikt u die contactpersoon?")

    def __init__(self, data: Mapping[str, Any] | None = None, *, known: AtThePolice) -> None:
        super().__init__(data, initial={name: getattr(known, name) for name in self.base_fields})

    @property
    def written(self) -> AtThePolice:
        return AtThePolice(**self.cleaned_data)


class NewsForm(forms.Form):
    kind = one_of(
        "Wat is er nieuw?",
        {kind.value: kind.label[:1].upper() + kind.label[1:] for kind in NewsKind if kind != NewsKind.FILED},
        missing="Kies wat er nieuw is.",
    )
    on = a_day("Op welke dag gebeurde het, of gaat het gebeuren?", missing=NO_DAY)
    text = text_area(
        "Wat hoorde u nog meer?",
        rows=4,
        help_text="De betrokkene leest dit ook. Schrijf alleen op wat de politie of het OM mag vertellen.",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})

    @property
    def heard(self) -> Heard:
        said = self.cleaned_data
        return Heard(NewsKind(said["kind"]), said["on"], said["text"])


class TellForm(forms.Form):
    text = text_area("Uw bericht", rows=8, missing="Schrijf eerst iets.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, first: str) -> None:
        super().__init__(data, initial={"text": first})


class SpokenForm(forms.Form):
    how = one_of(
        "Hoe weet de betrokkene het?",
        {"spoken": "Ik heb het verteld", "knew": "De betrokkene wist het al"},
        missing="Kies hoe de betrokkene het weet.",
    )

    @property
    def knew(self) -> bool:
        return bool(self.cleaned_data["how"] == "knew")


class WatchForm(forms.Form):
    codes = some_of("Welke afspraken houdt u in de gaten?")
    promised_on = a_day(
        "Sinds welke dag?", missing=NO_DAY, help_text="De dag van de melding of aangifte, of van de toezegging."
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, agreements: Iterable[Agreement], today: date
    ) -> None:
        super().__init__(data, initial={"promised_on": today})
        choose(self, "codes", [(one.code, one.subject) for one in agreements])

    def clean_codes(self) -> list[str]:
        codes: list[str] = self.cleaned_data["codes"]
        if not codes:
            raise forms.ValidationError("Kies minstens één afspraak.")
        return codes


class FurtherForm(forms.Form):
    """The next step after an agreement was not kept. It becomes a task."""

    to = one_of("Wat is de volgende stap?", missing="Kies een stap.")
    due_on = a_day("Uiterlijk op welke dag?", missing=NO_DAY)
    owner = forms.ChoiceField(label="Wie doet het?", required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        states: Iterable[WatchState],
        members: Iterable[Membership],
        first: date,
    ) -> None:
        super().__init__(data, initial={"due_on": first})
        self.people = {str(one.pk): one for one in members}
        choose(self, "to", [(state.value, STEPS[state]) for state in states])
        choose(self, "owner", [NOBODY, *((key, named(one)) for key, one in self.people.items())])

    @property
    def further(self) -> Further:
        said = self.cleaned_data
        return Further(WatchState(said["to"]), said["due_on"], self.people.get(said["owner"]))


class WatchEndForm(forms.Form):
    kept = one_of(
        "Hoe is het afgelopen?",
        {"kept": "De afspraak is nagekomen", "dropped": "Dit is niet meer nodig"},
        missing="Kies hoe het is afgelopen.",
    )
    text = text_area("Waarom is het niet meer nodig?", help_text="Alleen invullen als het niet meer nodig is.")

    @property
    def is_kept(self) -> bool:
        return bool(self.cleaned_data["kept"] == "kept")
