"""Whether two records are of the same person: for the colleague who did not make the later one."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rugdekking.organisations.roles import READERS
from rugdekking.perpetrators import operations, queries
from rugdekking.perpetrators.queries import Comparison, Opened
from rugdekking.perpetrators.terms import terms
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, ask, at, filled
from rugdekking.web.office.fields import one_of
from rugdekking.web.office.page import show
from rugdekking.web.ui.parts import Answer, Step


class SameForm(forms.Form):
    same = one_of(
        "Is dit dezelfde persoon?",
        {"yes": "Ja, dit is dezelfde persoon", "no": "Nee, dit is iemand anders"},
        missing="Kies ja of nee.",
    )


@require_safe
@office(*READERS, unlocked=True)
def mine(request: HttpRequest, visit: Visit) -> HttpResponse:
    operations.complete(visit.ring, at=timezone.now())
    steps = [
        Step(
            f"Zaak {row.one.case.reference} en zaak {row.other.case.reference}",
            "kijk of het dezelfde persoon is",
            "attention",
            address=at(visit, "recognising-compare", row.pk),
        )
        for row in queries.to_compare(visit.membership)
    ]
    return show(request, visit, "office/own/recognising.html", {"steps": steps})


@require_http_methods(["GET", "POST"])
@office(*READERS, unlocked=True)
def compare(request: HttpRequest, visit: Visit, match: UUID) -> HttpResponse:
    found = operations.look(match, ring=visit.ring, at=timezone.now())
    if found is None:
        raise Http404
    around = _around(found)
    if visit.membership.pk in queries.writers(found.match):
        back = at(visit, "case-perpetrators", found.one.row.case.reference)
        return show(request, visit, "office/own/compared.html", {**around, "back_address": back})
    form = filled(request, SameForm)
    question = Question(
        heading="Is dit dezelfde persoon?",
        button="Vastleggen",
        form=form,
        act=lambda: operations.decide(
            found.match, same=form.cleaned_data["same"] == "yes", ring=visit.ring, at=timezone.now()
        ),
        done="Vastgelegd.",
        to=at(visit, "recognising"),
        template="office/own/compare.html",
        around=around,
    )
    return ask(request, visit, question)


def _around(found: Comparison) -> dict[str, Any]:
    sides = [{"one": one, "answers": _known(one)} for one in (found.one, found.other)]
    return {"sides": sides, "alike": _alike(found), "match": found.match}


def _known(one: Opened) -> list[Answer]:
    known = one.known
    return [
        Answer("Naam", known.name),
        Answer("Telefoon", "\n".join(known.phones)),
        Answer("E-mail", "\n".join(known.emails)),
        Answer("Accounts", "\n".join(known.handles)),
        Answer("Adres", known.address),
    ]


def _alike(found: Comparison) -> list[str]:
    """What the two have in common, in words."""
    words = {
        "name": "de naam",
        "initial": "de voorletter en de achternaam",
        "phone": "een telefoonnummer",
        "email": "een e-mailadres",
        "handle": "een account",
        "address": "het adres",
    }
    shared = {what for what, term in {*terms(found.one.known)} & {*terms(found.other.known)} if term}
    if "name" in shared:
        shared.discard("initial")
    return [said for what, said in words.items() if what in shared]
