"""What is typed about a measure that runs: a review, a change, an objection and its judgement."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from rugdekking.measures.models import Answer, ChangeKind, Finding, ReviewOutcome
from rugdekking.measures.operations import Judgement, Look, Wish
from rugdekking.measures.queries import Candidate
from rugdekking.organisations.models import Membership
from rugdekking.web.office.case.answer_forms import IN_LETTERS, OnADay
from rugdekking.web.office.fields import a_day, choose, named, one_of, text_area
from rugdekking.web.ui.wording import day

CHANGES = {
    ChangeKind.LIFT.value: "Opheffen: de maatregel stopt helemaal",
    ChangeKind.SHORTEN.value: "Korter: de maatregel stopt eerder",
    ChangeKind.EXTEND.value: "Langer: de maatregel stopt later",
}
NO_CHANGE = "none"


class WishForm(forms.Form):
    """A change that somebody with the mandate decides."""

    kind = one_of("Wat moet er veranderen?", CHANGES, missing="Kies wat er moet veranderen.")
    ends_on = a_day("Wat wordt de laatste dag?")
    ground = text_area("Waarom?", missing="Schrijf waarom dit moet veranderen.")
    view = text_area(
        "Wat vindt de ander ervan?",
        help_text="Alleen nodig als de maatregel langer moet. Kon u het niet vragen? Schrijf dan waarom niet. "
        f"{IN_LETTERS}",
    )
    decider = one_of("Wie beslist?", missing="Kies wie beslist.")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, answer: Answer, candidates: Iterable[Candidate]
    ) -> None:
        super().__init__(data)
        self.people = {str(one.membership.pk): one.membership for one in candidates}
        choose(self, "decider", [(key, named(one)) for key, one in self.people.items()])
        if answer.ends_on is not None and answer.latest_end is not None:
            bounds = f"Nu: {day(answer.ends_on)}. Niet later dan {day(answer.latest_end)}."
            self.fields["ends_on"].help_text = f"Niet nodig bij opheffen. {bounds}"

    @property
    def wish(self) -> Wish:
        said = self.cleaned_data
        kind = ChangeKind(said["kind"])
        ends_on = None if kind is ChangeKind.LIFT else said["ends_on"]
        return Wish(kind, self.people[said["decider"]], said["ground"], ends_on, said["view"])


class ReviewForm(OnADay):
    """A review, and for another outcome than going on also the change that it asks for."""

    outcome = one_of(
        "Wat vindt u?",
        {outcome.value: outcome.label.capitalize() for outcome in ReviewOutcome},
        missing="Kies wat u vindt.",
    )
    reason = text_area(
        "Wat hebt u bekeken, en waarom kiest u dit?",
        rows=5,
        missing="Schrijf wat u hebt bekeken en waarom u dit kiest.",
        help_text="Bijvoorbeeld: wat er sinds het besluit gebeurde, en wat de ander en de betrokkene ervan vinden.",
    )
    ends_on = a_day("Wat wordt de laatste dag?", help_text="Alleen nodig als de maatregel korter of langer wordt.")
    view = text_area(
        "Wat vindt de ander ervan?",
        help_text="Alleen nodig als de maatregel langer moet. Kon u het niet vragen? Schrijf dan waarom niet. "
        f"{IN_LETTERS}",
    )
    decider = forms.ChoiceField(
        label="Wie beslist over de verandering?",
        required=False,
        widget=forms.RadioSelect,
        help_text="Niet nodig als de maatregel blijft zoals zij is.",
    )
    field_order = ("on", "outcome", "reason", "ends_on", "view", "decider")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, today: date, candidates: Iterable[Candidate]
    ) -> None:
        super().__init__(data, today=today)
        self.people = {str(one.membership.pk): one.membership for one in candidates}
        choose(self, "decider", [(key, named(one)) for key, one in self.people.items()])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("outcome", ReviewOutcome.CONTINUE) != ReviewOutcome.CONTINUE and not said.get("decider"):
            self.add_error("decider", "Kies wie over de verandering beslist.")
        return said

    @property
    def look(self) -> Look:
        said = self.cleaned_data
        outcome = ReviewOutcome(said["outcome"])
        return Look(outcome, said["reason"], said["on"], self._wish(outcome))

    def _wish(self, outcome: ReviewOutcome) -> Wish | None:
        if outcome is ReviewOutcome.CONTINUE:
            return None
        said, kind = self.cleaned_data, ChangeKind(outcome.value)
        ends_on = None if kind is ChangeKind.LIFT else said["ends_on"]
        return Wish(kind, self.people[said["decider"]], said["reason"], ends_on, said["view"])


class TellForm(OnADay):
    told = text_area(
        "Hoe hebt u het de ander verteld?",
        missing="Schrijf hoe u het hebt verteld.",
        help_text="Bijvoorbeeld: met een brief, in een gesprek.",
    )
    field_order = ("on", "told")


class ObjectionForm(OnADay):
    text = text_area(
        "Wat brengt de ander in?",
        rows=6,
        missing="Schrijf wat de ander inbrengt.",
        help_text="In de woorden van de ander. Wie het beoordeelt, leest dit.",
    )
    answerer = forms.ChoiceField(
        label="Wie beoordeelt het?",
        required=False,
        widget=forms.RadioSelect,
        help_text="Iemand die niet over de maatregel besliste en haar niet voorlegde.",
    )
    field_order = ("on", "text", "answerer")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, today: date, answerers: Iterable[Membership]
    ) -> None:
        super().__init__(data, today=today)
        self.fields["on"].label = "Op welke dag kwam het binnen?"
        self.people = {str(one.pk): one for one in answerers}
        listed = [(key, named(one)) for key, one in self.people.items()]
        choose(self, "answerer", [("", "Dat kies ik later"), *listed])

    @property
    def chosen(self) -> Membership | None:
        return self.people.get(self.cleaned_data["answerer"])


class JudgeForm(forms.Form):
    finding = one_of("Wat is uw oordeel?", missing="Kies wat uw oordeel is.")
    kind = one_of("Wat verandert er aan de maatregel?", missing="Kies wat er verandert.")
    ends_on = a_day("Wat wordt de laatste dag?", help_text="Alleen nodig als de maatregel korter wordt.")
    reason = text_area(
        "Waarom?",
        rows=6,
        missing="Schrijf waarom u zo oordeelt.",
        help_text=f"Ga in op wat de ander inbracht. {IN_LETTERS}",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, in_time: bool, runs: bool) -> None:
        super().__init__(data)
        findings = [one for one in Finding if one is not Finding.LATE or not in_time]
        choose(self, "finding", [(one.value, one.label.capitalize()) for one in findings])
        if runs:
            kinds = {kind: words for kind, words in CHANGES.items() if kind != ChangeKind.EXTEND}
            choose(self, "kind", [(NO_CHANGE, "Niets: de maatregel blijft zoals zij is"), *kinds.items()])
        else:
            del self.fields["kind"], self.fields["ends_on"]

    @property
    def judgement(self) -> Judgement:
        said = self.cleaned_data
        chosen = said.get("kind", NO_CHANGE)
        kind = None if chosen == NO_CHANGE else ChangeKind(chosen)
        ends_on = said.get("ends_on") if kind is ChangeKind.SHORTEN else None
        return Judgement(Finding(said["finding"]), said["reason"], kind, ends_on)


class DecideChangeForm(forms.Form):
    approve = one_of("Wat besluit u?", {"yes": "Akkoord", "no": "Niet akkoord"}, missing="Kies wat u besluit.")
    reason = text_area("Waarom?", rows=5, missing="Schrijf de reden van uw besluit.", help_text=IN_LETTERS)
