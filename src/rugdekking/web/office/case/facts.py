"""Recording what happened in the words of the organisation's protocol."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rugdekking.cases.models import Case
from rugdekking.cases.queries import facts, facts_versions
from rugdekking.cases.queries.protocol import protocol_of
from rugdekking.cases.sealing import Recorded
from rugdekking.content.schema import Category, Level, Perpetrator, Protocol, Target
from rugdekking.kernel.time import day_of
from rugdekking.measures import operations as measures
from rugdekking.protocols import names
from rugdekking.protocols.names import choices
from rugdekking.protocols.wording import SEVERITIES
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, at, filled
from rugdekking.web.office.case.frame import of_case, question_of_case, show_case
from rugdekking.web.office.fields import choose, line, one_of, some_of, text_area
from rugdekking.web.ui.forms import Described
from rugdekking.web.ui.parts import Answer

TARGETS, PERPETRATORS = choices(names.TARGETS), choices(names.PERPETRATORS)
SEVERITY: Mapping[str, str] = {"": "Zoals het protocol het gedrag weegt", **SEVERITIES}


class FactsForm(forms.Form):
    """Emotion and crossing a norm stand apart: the first leads to a conversation, never to a measure."""

    emotional = some_of("Emotie, kritiek en protest", help_text="Dit mag. Hier volgt nooit een maatregel op.")
    crossing = some_of("Over de grens", help_text="Kruis alles aan wat gebeurde.")
    targets = some_of("Op wie was het gericht?")
    channels = some_of("Waar of hoe?")
    perpetrator = one_of("Wie deed het, voor zover bekend?", PERPETRATORS, missing="Kies wie het deed.")
    severity = forms.ChoiceField(
        label="Hoe ernstig?", choices=list(SEVERITY.items()), required=False, widget=forms.RadioSelect
    )
    mutual = forms.BooleanField(label="Beide kanten gingen over de grens", required=False)
    earlier = line(
        "Eerdere zaken met dezelfde persoon",
        help_text="De kenmerken, met een komma ertussen. Alleen zaken die u zelf mag zien, tellen mee.",
    )
    summary = text_area(
        "Wat is er gebeurd, kort en feitelijk?",
        rows=7,
        help_text="Wie, wat, waar, waarmee, hoe, wanneer en waarom. Schrijf op wat is gezien en gehoord.",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, protocol: Protocol, known: Recorded | None) -> None:
        super().__init__(data, initial=_typed(protocol, known))
        choose(self, "emotional", _categories(protocol, Level.EMOTIONAL))
        choose(self, "crossing", _categories(protocol, Level.NORM_CROSSING))
        choose(self, "targets", [(target.value, TARGETS[target]) for target in protocol.targets])
        choose(self, "channels", [(one.code, one.label.capitalize()) for one in protocol.channels])

    @property
    def recorded(self) -> Recorded:
        said = self.cleaned_data
        return Recorded(
            categories=frozenset([*said["emotional"], *said["crossing"]]),
            channels=frozenset(said["channels"]),
            targets=frozenset(Target(one) for one in said["targets"]),
            perpetrator=Perpetrator(said["perpetrator"]),
            severity=int(said["severity"]) if said["severity"] else None,
            mutual=said["mutual"],
            earlier=_references(said["earlier"]),
            summary=said["summary"],
        )


@require_safe
@of_case
def overview(request: HttpRequest, visit: Visit, case: Case) -> HttpResponse:
    protocol = protocol_of(case, on=day_of(timezone.now()))
    known = facts_versions(case, visit.ring)
    context = {
        "protocol": protocol,
        "answers": summary(protocol, known[0].recorded) if known else [],
        "known": known,
    }
    return show_case(request, visit, case, "office/case/facts.html", context)


@question_of_case
def record(request: HttpRequest, visit: Visit, case: Case) -> Question:
    protocol = protocol_of(case, on=day_of(timezone.now()))
    form = filled(request, FactsForm, protocol=protocol, known=facts(case, visit.ring))
    return Question(
        heading="De feiten vastleggen",
        button="Vastleggen",
        form=form,
        act=lambda: measures.record_facts(case, recorded=form.recorded, ring=visit.ring, at=timezone.now()),
        done="Vastgelegd. Dit stelt het protocol voor.",
        to=at(visit, "case-answers", case.reference),
        back=at(visit, "case-facts", case.reference),
        around={"intro": protocol.norm},
    )


def summary(protocol: Protocol, recorded: Recorded) -> list[Answer]:
    chosen = [one.label for one in protocol.categories if one.code in recorded.categories]
    places = [one.label.capitalize() for one in protocol.channels if one.code in recorded.channels]
    return [
        Answer("Gedrag", "\n".join(chosen)),
        Answer("Gericht op", "\n".join(TARGETS[target] for target in Target if target in recorded.targets)),
        Answer("Waar of hoe", "\n".join(places)),
        Answer("Wie deed het", PERPETRATORS[recorded.perpetrator]),
        Answer("Ernst", SEVERITY[str(recorded.severity or "")]),
        Answer("Over en weer", "Beide kanten gingen over de grens" if recorded.mutual else "Nee"),
        Answer("Eerdere zaken", ", ".join(recorded.earlier)),
        Answer("Kort en feitelijk", recorded.summary),
    ]


def _categories(protocol: Protocol, level: Level) -> list[tuple[str, str]]:
    return [(one.code, Described(one.label, _explained(one))) for one in protocol.categories if one.level is level]


def _explained(category: Category) -> str:
    return f"{category.definition} Bijvoorbeeld: {' '.join(category.examples)}"


def _typed(protocol: Protocol, known: Recorded | None) -> dict[str, Any]:
    recorded = known or Recorded(categories=frozenset())
    levels = {one.code: one.level for one in protocol.categories}

    def of(level: Level) -> list[str]:
        return [code for code in recorded.categories if levels.get(code) is level]

    return {
        "emotional": of(Level.EMOTIONAL),
        "crossing": of(Level.NORM_CROSSING),
        "targets": list(recorded.targets),
        "channels": list(recorded.channels),
        "perpetrator": recorded.perpetrator,
        "severity": str(recorded.severity or ""),
        "mutual": recorded.mutual,
        "earlier": ", ".join(recorded.earlier),
        "summary": recorded.summary,
    }


def _references(typed: str) -> tuple[str, ...]:
    """References however they were typed: with commas or spaces between, in lower case, without the hyphen."""
    words: Iterable[str] = typed.upper().replace(",", " ").split()
    letters = ["".join(letter for letter in word if letter.isalnum()) for word in words]
    return tuple(f"{word[:4]}-{word[4:]}" for word in letters if word)
