"""How far the case is: to the work, to aftercare, to its end, and open again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.aftercare import operations as aftercare
from rugdekking.aftercare.queries import Closing, closing, keepers
from rugdekking.cases import operations as cases
from rugdekking.cases.models import Case, Outcome
from rugdekking.cases.status import State
from rugdekking.organisations.models import Membership
from rugdekking.police.queries import open_in
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, at, filled
from rugdekking.web.office.case.frame import of_case, question_of_case, show_case
from rugdekking.web.office.fields import named, one_of
from rugdekking.web.ui.wording import day


class ClosingForm(forms.Form):
    """How it ended, and for each clock that goes on who looks after it. Choosing that person confirms the clock."""

    outcome = one_of(
        "Hoe eindigt de zaak?",
        {outcome.value: outcome.label.capitalize() for outcome in Outcome},
        missing="Kies hoe de zaak eindigt.",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, closing: Closing, keepers: list[Membership]) -> None:
        super().__init__(data)
        self.people = {str(one.pk): one for one in keepers}
        choices = [("", "Kies iemand"), *((key, named(one)) for key, one in self.people.items())]
        self.clocks = {f"clock_{clock.pk}": clock for clock in closing.clocks}
        for name, clock in self.clocks.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{clock.get_kind_display().capitalize()}, uiterlijk {day(clock.due_at)}",
                choices=choices,
                help_text="Deze termijn loopt door. Kies wie erop let.",
                error_messages={"required": "Kies wie op deze termijn let."},
            )

    @property
    def chosen(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])

    @property
    def confirmed(self) -> dict[UUID, Membership]:
        return {clock.pk: self.people[self.cleaned_data[name]] for name, clock in self.clocks.items()}


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    context = {
        "closing": closing(case, at=timezone.now()),
        "to_handling": case.state in {State.INTAKE, State.AFTERCARE},
        "to_aftercare": case.state == State.HANDLING,
        "closed": case.state == State.CLOSED,
    }
    return show_case(request, visit, case, "office/case/course.html", context)


@question_of_case
def handling(request: HttpRequest, visit: Visit, case: Case) -> Question:
    return _question(
        visit,
        case,
        heading="De behandeling beginnen",
        button="Naar ‘in behandeling’",
        form=filled(request, Sure),
        act=lambda: cases.start_handling(case, ring=visit.ring, at=timezone.now()),
        done="De zaak is in behandeling.",
        intro="De intake is klaar, of er is in de nazorg toch meer werk. De melder ziet dat u eraan werkt.",
    )


@question_of_case
def aftercare_begins(request: HttpRequest, visit: Visit, case: Case) -> Question:
    return _question(
        visit,
        case,
        heading="Naar nazorg",
        button="Naar nazorg",
        form=filled(request, Sure),
        act=lambda: cases.start_aftercare(case, ring=visit.ring, at=timezone.now()),
        done="De zaak is in nazorg.",
        intro="Het werk is gedaan, de zorg gaat door. De melder leest dat er is gereageerd.",
    )


@question_of_case
def close(request: HttpRequest, visit: Visit, case: Case) -> Question:
    """Each clock that goes on without the case is confirmed here, with who looks after it."""
    asked = closing(case, at=timezone.now())
    form = filled(request, ClosingForm, closing=asked, keepers=keepers(case, visit.ring))
    return _question(
        visit,
        case,
        heading="De zaak sluiten",
        button="Sluiten",
        form=form,
        act=lambda: aftercare.finish(
            case, outcome=form.chosen, confirmed=form.confirmed, ring=visit.ring, at=timezone.now()
        ),
        done="De zaak is gesloten. De melder krijgt de vraag hoe het ging.",
        intro=f"Alles blijft bewaard tot en met {day(asked.kept_until)} en wordt daarna vernietigd.{_files(case)}",
    )


def _files(case: Case) -> str:
    """What becomes of police files that are still open."""
    left = len(open_in(case))
    if not left:
        return ""
    which = "Het open politiedossier wordt" if left == 1 else f"De {left} open politiedossiers worden"
    return f" {which} mee afgerond, tenzij er nog een termijn loopt."


@question_of_case
def reopen(request: HttpRequest, visit: Visit, case: Case) -> Question:
    return _question(
        visit,
        case,
        heading="De zaak opnieuw openen",
        button="Opnieuw openen",
        form=filled(request, Sure),
        act=lambda: cases.reopen(case, by=visit.actor, at=timezone.now()),
        done="De zaak is weer open.",
        intro="Er is nieuws, of iemand is niet tevreden. De behandelaars blijven dezelfde.",
    )


@question_of_case
def safe_now(request: HttpRequest, visit: Visit, case: Case) -> Question:
    return _question(
        visit,
        case,
        heading="De melder is nu veilig",
        button="Alarm eraf",
        form=filled(request, Sure),
        act=lambda: cases.mark_safe_now(case, ring=visit.ring, at=timezone.now()),
        done="Het alarm is eraf.",
        intro="Doe dit alleen als u dat zelf van de melder hebt gehoord.",
    )


def _question(visit: Visit, case: Case, *, intro: str, **parts: Any) -> Question:  # noqa: ANN401
    return Question(to=at(visit, "case-course", case.reference), around={"intro": intro}, **parts)
