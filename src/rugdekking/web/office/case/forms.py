"""What is typed in a case: people, notes, messages, promises, consents."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from rugdekking.cases.models import PersonKind, Visibility
from rugdekking.cases.sealing import Who
from rugdekking.clocks.status import MoveReason
from rugdekking.reports.choices import Step
from rugdekking.reports.models import CodeHolder, Report
from rugdekking.web.office.fields import a_day, choose, line, one_of, text_area
from rugdekking.web.ui.forms import Described

NO_TEXT = "Schrijf eerst iets."
NO_DAY = "Kies een dag."


class PersonForm(forms.Form):
    kind = one_of("Wie is het?", PersonKind.choices, missing="Kies wie het is.")
    name = line("Naam", missing="Vul een naam in, of hoe u deze persoon noemt.")
    contact = line("Hoe te bereiken")
    remark = text_area("Wat is goed om te weten?", help_text="Alleen wat nodig is.")

    @property
    def chosen_kind(self) -> PersonKind:
        return PersonKind(self.cleaned_data["kind"])

    @property
    def who(self) -> Who:
        said = self.cleaned_data
        return Who(name=said["name"], contact=said["contact"], remark=said["remark"])


class ReportForm(forms.Form):
    """A form about one of the reports of a case. With a single report there is nothing to choose."""

    report = one_of("Over welke melding?", missing="Kies de melding.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, reports: Iterable[Report], **options: Any) -> None:  # noqa: ANN401
        super().__init__(data, **options)
        self.reports = {one.reference: one for one in reports}
        choose(
            self,
            "report",
            [(name, f"Melding {name}, {one.get_kind_display()}") for name, one in self.reports.items()],
        )
        if len(self.reports) == 1:
            del self.fields["report"]

    @property
    def about(self) -> Report | None:
        """The chosen report; none when every report of the case is gone."""
        return self.reports.get(self.cleaned_data.get("report") or next(iter(self.reports), ""))


class NoteForm(ReportForm):
    text = text_area("Notitie", rows=6, missing=NO_TEXT)
    visibility = one_of(
        "Wie mag dit lezen?",
        {
            Visibility.TEAM: Described("Het team", "Iedereen die deze zaak behandelt."),
            Visibility.REPORTER: Described("Ook de melder", "De melder leest dit op de eigen pagina."),
            Visibility.PRIVATE: Described(
                "Alleen ik", "Niemand anders, ook de coördinator niet. Kwijt is kwijt: alleen uw eigen codes helpen."
            ),
        },
        missing="Kies wie dit mag lezen.",
    )
    field_order = ("text", "visibility", "report")


class WriteForm(forms.Form):
    to = one_of("Aan wie?", missing="Kies aan wie u schrijft.")
    text = text_area("Bericht", rows=7, missing=NO_TEXT, help_text="De melder leest dit op de eigen pagina.")
    asks = forms.BooleanField(
        label="Ik stel een vraag: de zaak wacht daarna op antwoord van de melder", required=False
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, holders: Iterable[CodeHolder]) -> None:
        super().__init__(data)
        self.holders = {str(one.pk): one for one in holders}
        choose(self, "to", [(key, one.get_part_display().capitalize()) for key, one in self.holders.items()])
        if len(self.holders) < 2:
            del self.fields["to"]

    @property
    def holder(self) -> CodeHolder | None:
        chosen = self.cleaned_data.get("to")
        return self.holders[chosen] if chosen else None


class PromiseForm(forms.Form):
    text = text_area(
        "Wat belooft u?", missing="Schrijf wat u belooft.", help_text="De melder ziet dit, met de dag erbij."
    )
    due_on = a_day("Uiterlijk op welke dag?", missing=NO_DAY)


STEPS: Mapping[str, str] = {
    Step.POLICE: "De politie inlichten",
    Step.COMPLAINT: "Aangifte doen",
    Step.MANAGER: "De leidinggevende of het bestuur inlichten",
    Step.PRESS: "Iets zeggen tegen de pers",
    Step.SUPPORT_TEAM: "Het Ondersteuningsteam inschakelen",
    Step.COLLEAGUE: "Een collega een taak geven",
    Step.CARER: "Een vertrouwenspersoon inschakelen",
    Step.PERPETRATOR: "Met de ander spreken",
    Step.PLATFORM: "Een platform vragen om iets weg te halen",
    Step.OTHER: "Iets anders",
}


class ConsentForm(forms.Form):
    step = one_of("Voor welke stap?", STEPS, missing="Kies de stap.")
    note = text_area(
        "Wat gaat er dan precies gebeuren?",
        missing="Schrijf wat er gaat gebeuren, zodat de betrokkene weet waarop die ja of nee zegt.",
        help_text="De betrokkene leest dit.",
    )

    @property
    def chosen(self) -> Step:
        return Step(self.cleaned_data["step"])


class SpokenConsentForm(ConsentForm):
    given = one_of("Wat zei de betrokkene?", {"yes": "Ja", "no": "Nee"}, missing="Kies ja of nee.")
    field_order = ("step", "given", "note")

    @property
    def agreed(self) -> bool:
        return bool(self.cleaned_data["given"] == "yes")


class MoveForm(forms.Form):
    """Another day, and why. There is no "no time": such a clock is missed, and that shows."""

    due_on = a_day("Nieuwe dag", missing=NO_DAY)
    reason = one_of(
        "Waarom?",
        {
            MoveReason.ASKED: "De betrokkene vroeg erom",
            MoveReason.AGREED: "Samen met de betrokkene afgesproken",
            MoveReason.OTHER_START: "Het begin bleek een andere dag",
            MoveReason.DECIDED: "Er kwam een nieuw besluit",
        },
        missing="Kies waarom.",
    )

    @property
    def why(self) -> MoveReason:
        return MoveReason(self.cleaned_data["reason"])
