"""How a draft begins and how it ends: derived or brought in, adopted or thrown away; and a version taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest
from django.utils import timezone

from rugdekking.kernel.time import day_of
from rugdekking.organisations.models import Organisation
from rugdekking.protocols import operations as protocols
from rugdekking.protocols.models import OwnProtocol, State
from rugdekking.protocols.operations import Decision
from rugdekking.protocols.queries import fitting_protocols, version_of
from rugdekking.web.access import Visit
from rugdekking.web.office.asking import Question, Sure, at, filled
from rugdekking.web.office.fields import FileForm, a_day, choose, line, one_of
from rugdekking.web.office.protocol.frame import question_of_draft, question_of_editor


class DeriveForm(forms.Form):
    name = one_of("Waar begint u mee?", missing="Kies een protocol.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, organisation: Organisation) -> None:
        super().__init__(data)
        choose(self, "name", [(one.id, one.title) for one in fitting_protocols(organisation)])


class AdoptForm(forms.Form):
    by_whom = line(
        "Wie stelde het vast?",
        most=120,
        missing="Vul in wie het vaststelde.",
        help_text="Bijvoorbeeld: de gemeenteraad.",
    )
    on = a_day("Op welke dag?", missing="Vul de dag van het besluit in.")
    reference = line("Waar is het besluit te vinden?", most=120, missing="Vul het nummer van het besluit in.")
    valid_from = a_day("Vanaf welke dag geldt het?", missing="Vul in vanaf welke dag het geldt.")

    @property
    def decision(self) -> Decision:
        return Decision(**self.cleaned_data)


@question_of_editor
def derive(request: HttpRequest, visit: Visit) -> Question:
    form = filled(request, DeriveForm, organisation=visit.membership.organisation)
    return Question(
        heading="Een eigen protocol beginnen",
        button="Concept maken",
        form=form,
        act=lambda: protocols.derive(
            visit.membership.organisation, name=form.cleaned_data["name"], by=visit.actor, at=timezone.now()
        ),
        done="Het concept staat klaar. Er verandert nog niets voor uw zaken.",
        to=at(visit, "protocol-draft"),
        back=at(visit, "protocol"),
        around={"intro": "U begint met een volledig protocol en past aan wat bij u anders is."},
    )


@question_of_editor
def bring_in(request: HttpRequest, visit: Visit) -> Question:
    form = filled(request, FileForm)
    return Question(
        heading="Een protocol uit een bestand halen",
        button="Inlezen",
        form=form,
        act=lambda: protocols.bring_in(
            visit.membership.organisation, text=form.cleaned_data["text"], by=visit.actor, at=timezone.now()
        ),
        done="Ingelezen als concept. Er verandert nog niets voor uw zaken.",
        to=at(visit, "protocol-draft"),
        back=at(visit, "protocol"),
        around={"intro": "Klopt er iets niet, dan leest u op welke regel. Er verandert dan niets."},
    )


@question_of_draft
def adopt(request: HttpRequest, visit: Visit, draft: OwnProtocol) -> Question:
    form = filled(request, AdoptForm, initial={"on": _today(), "valid_from": _today()})
    return Question(
        heading="Vastleggen dat het protocol is vastgesteld",
        button="Vastgesteld",
        form=form,
        act=lambda: protocols.adopt(draft, decision=form.decision, by=visit.actor, at=timezone.now()),
        done="Het protocol is vastgesteld. Nieuwe zaken volgen het vanaf de eerste dag dat het geldt.",
        to=at(visit, "protocol"),
        back=at(visit, "protocol-draft"),
        around={"intro": "Daarna verandert deze versie niet meer. Zaken die al lopen, houden hun eigen versie."},
    )


@question_of_draft
def drop(request: HttpRequest, visit: Visit, draft: OwnProtocol) -> Question:
    return Question(
        heading="Het concept weggooien",
        button="Weggooien",
        form=filled(request, Sure),
        act=lambda: protocols.drop(draft, by=visit.actor, at=timezone.now()),
        done="Het concept is weg.",
        to=at(visit, "protocol"),
        back=at(visit, "protocol-draft"),
        around={"intro": "Alles wat u in het concept hebt gewijzigd, verdwijnt. Wat is vastgesteld, blijft."},
    )


@question_of_editor
def go_on(request: HttpRequest, visit: Visit, version: UUID) -> Question:
    row = _adopted(visit, version)
    return Question(
        heading=f"Verder met versie {row.number}",
        button="Concept maken",
        form=filled(request, Sure),
        act=lambda: protocols.continue_from(row, by=visit.actor, at=timezone.now()),
        done="Het concept staat klaar. Er verandert nog niets voor uw zaken.",
        to=at(visit, "protocol-draft"),
        back=at(visit, "protocol"),
        around={"intro": "U maakt een concept dat met deze versie begint."},
    )


@question_of_editor
def withdraw(request: HttpRequest, visit: Visit, version: UUID) -> Question:
    row = _adopted(visit, version)
    return Question(
        heading=f"Versie {row.number} intrekken",
        button="Intrekken",
        form=filled(request, Sure),
        act=lambda: protocols.withdraw(row, by=visit.actor, at=timezone.now()),
        done="Ingetrokken. Zaken die deze versie volgen, houden haar.",
        to=at(visit, "protocol"),
        around={"intro": "Nieuwe zaken volgen dan de versie van daarvoor, of het modelprotocol."},
    )


def _adopted(visit: Visit, version: UUID) -> OwnProtocol:
    row = version_of(visit.membership.organisation_id, version)
    if row is None or row.state == State.DRAFT:
        raise Http404
    return row


def _today() -> date:
    return day_of(timezone.now())
