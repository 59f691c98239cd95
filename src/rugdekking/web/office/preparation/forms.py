"""What is typed around the plan of a year. It lies under no key, so each text says to name nobody."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from rugdekking.organisations.models import Membership
from rugdekking.plans.operations.preparing import OwnPrecaution
from rugdekking.web.office.case.task_forms import PlanForm
from rugdekking.web.office.fields import a_day, choose, line, named, text_area

LATER = ("", "Nog niemand")
NAME_NOBODY = "Iedereen die hier werkt, kan dit lezen. Noem geen melding en geen persoon."


class AddForm(forms.Form):
    text = line(
        "Wat zet u klaar?", most=300, help_text=f"{NAME_NOBODY} Volgend jaar komt het terug.", missing="Schrijf wat."
    )
    role = forms.ChoiceField(label="Bij welke rol hoort het?")
    owner = forms.ChoiceField(label="Wie doet het?", required=False)
    due_on = a_day("Uiterlijk op welke dag?", missing="Kies een dag.")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, roles: Mapping[str, str], members: Iterable[Membership]
    ) -> None:
        super().__init__(data)
        self.people = {str(one.pk): one for one in members}
        choose(self, "role", roles.items())
        choose(self, "owner", [LATER, *((key, named(one)) for key, one in self.people.items())])

    @property
    def own(self) -> OwnPrecaution:
        said = self.cleaned_data
        return OwnPrecaution(said["role"], said["text"], said["due_on"], self.people.get(said["owner"]))


class HandOutForm(PlanForm):
    """One field for each role, as in the plan of a case. Without a choice everything stays as it is."""

    nobody_chosen = ("", "Laten zoals het is")


class ReadyForm(forms.Form):
    remark = text_area("Hoe ging het?", help_text=f"Mag leeg blijven. {NAME_NOBODY}")


class ReasonForm(forms.Form):
    reason = text_area("Waarom is dit dit jaar niet nodig?", help_text=NAME_NOBODY, missing="Schrijf waarom niet.")


class DayForm(forms.Form):
    due_on = a_day("Uiterlijk op welke dag?", missing="Kies een dag.")
