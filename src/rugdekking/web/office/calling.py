"""Somebody calls with a reference: to the case, the report or the letter that it stands on."""

from collections.abc import Iterable, Iterator

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from rugdekking.cases.queries import case_for, sees
from rugdekking.kernel.ids import as_reference
from rugdekking.measures.course import looks_after
from rugdekking.measures.letters.queries import called
from rugdekking.measures.models import Letter
from rugdekking.organisations.roles import READERS
from rugdekking.reports.queries import report_for
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import at
from rugdekking.web.office.fields import line

_NOTHING = "Er is hier geen zaak, melding of brief met dit kenmerk. Kijk na of u het goed typte."


class CalledForm(forms.Form):
    called = line("Kenmerk", help_text="Van een zaak, een melding of een brief.", missing="Typ een kenmerk.")


@require_POST
@office(*READERS)
def find(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was typed goes into no address: people type more than a reference. What one may not see is not there."""
    form = CalledForm(request.POST)
    where = _where(visit, form.cleaned_data["called"]) if form.is_valid() else ""
    if not where:
        messages.error(request, _NOTHING)
    return redirect(where or at(visit, "queue"))


def _where(visit: Visit, typed: str) -> str:
    known = as_reference(typed)
    if case_for(visit.membership, known) is not None:
        return at(visit, "case", known)
    if report_for(visit.membership, known) is not None:
        return at(visit, "report", known)
    letters = called("".join(typed.split()).upper(), organisation=visit.membership.organisation_id)
    return next(_of_letters(visit, letters), "")


def _of_letters(visit: Visit, letters: Iterable[Letter]) -> Iterator[str]:
    for letter in letters:
        if letter.perpetrator is not None and sees(visit.membership, letter.perpetrator.case):
            case = letter.perpetrator.case.reference
            yield at(visit, "case-record-letter", case, letter.perpetrator_id, letter.pk)
        elif letter.answer is not None and sees(visit.membership, letter.answer.case):
            yield at(visit, "case-letter", letter.answer.case.reference, letter.answer_id, letter.pk)
        elif letter.answer is not None and looks_after(letter.answer, visit.membership):
            yield at(visit, "measure-letter", letter.answer_id, letter.pk)
