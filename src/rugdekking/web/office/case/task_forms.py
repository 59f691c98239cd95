"""What is typed around the tasks of a case."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from rugdekking.content.schema.plan import Step
from rugdekking.organisations.models import Membership
from rugdekking.plans.models import Phase
from rugdekking.plans.operations import NewTask
from rugdekking.web.office.fields import a_day, choose, named, one_of, text_area

LATER = ("", "Nog niemand")
BY_ITSELF = ("", "Vanzelf, of later kiezen")


class PlanForm(forms.Form):
    """One field for each role of the plan. Without a choice the only one for whom it is meant gets the tasks."""

    nobody_chosen = BY_ITSELF

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        roles: Mapping[str, str],
        meant: Mapping[str, list[Membership]],
        members: Iterable[Membership],
    ) -> None:
        super().__init__(data)
        self.people = {str(one.pk): one for one in members}
        for code, label in roles.items():
            first = {str(one.pk): one for one in meant.get(code, [])}
            listed = {**first, **{key: one for key, one in self.people.items() if key not in first}}
            choices = [self.nobody_chosen, *((key, named(one)) for key, one in listed.items())]
            self.fields[code] = forms.ChoiceField(label=label, choices=choices, required=False)

    @property
    def owners(self) -> dict[str, Membership]:
        return {code: self.people[key] for code, key in self.cleaned_data.items() if key in self.people}


class TaskForm(forms.Form):
    text = text_area("Wat moet er gebeuren?", missing="Schrijf wat er moet gebeuren.")
    background = text_area(
        "Wat moet de taakhouder nog weten?",
        help_text="De taakhouder leest alleen dit en de taak zelf, niets anders van de zaak.",
    )
    role = forms.ChoiceField(label="Rol in het plan")
    step = forms.ChoiceField(label="Stap van het plan")
    phase = one_of("Wanneer?", {Phase.DURING: "Nu meteen", Phase.AFTER: "In de dagen erna"}, missing="Kies wanneer.")
    owner = forms.ChoiceField(label="Wie doet het?", required=False)
    due_on = a_day("Uiterlijk op welke dag?", help_text="Leeg is de gewone termijn voor taken.")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        roles: Mapping[str, str],
        steps: Iterable[Step],
        members: Iterable[Membership],
    ) -> None:
        super().__init__(data, initial={"phase": Phase.AFTER})
        self.people = {str(one.pk): one for one in members}
        choose(self, "role", roles.items())
        choose(self, "step", [(str(one.number), f"{one.number}. {one.title}") for one in steps])
        choose(self, "owner", [LATER, *((key, named(one)) for key, one in self.people.items())])

    @property
    def task(self) -> NewTask:
        said = self.cleaned_data
        return NewTask(
            role=said["role"],
            step=int(said["step"]),
            text=said["text"],
            background=said["background"],
            phase=Phase(said["phase"]),
            due_on=said["due_on"],
            owner=self.people.get(said["owner"]),
        )


class AssignForm(forms.Form):
    owner = forms.ChoiceField(label="Wie doet het?", required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, members: Iterable[Membership], now: Membership | None
    ) -> None:
        super().__init__(data, initial={"owner": "" if now is None else str(now.pk)})
        self.people = {str(one.pk): one for one in members}
        choose(self, "owner", [LATER, *((key, named(one)) for key, one in self.people.items())])

    @property
    def chosen(self) -> Membership | None:
        return self.people.get(self.cleaned_data["owner"])


class ExplainForm(forms.Form):
    background = text_area(
        "Wat moet de taakhouder weten?",
        rows=5,
        missing="Schrijf wat de taakhouder moet weten.",
        help_text="Dit komt in de plaats van wat er stond. De taakhouder leest niets anders van de zaak.",
    )


class FinishForm(forms.Form):
    answer = text_area("Hoe ging het?", rows=4, help_text="Mag leeg blijven. Wie de zaak behandelt, leest dit.")


class SkipForm(forms.Form):
    reason = text_area("Waarom is dit niet nodig?", missing="Schrijf waarom dit niet nodig is.")
