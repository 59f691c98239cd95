"""Typing a report for somebody, correcting it together, and what makes it that person's own."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rugdekking.kernel.time import day_of
from rugdekking.keys.queries import desk_readers
from rugdekking.organisations.queries import members
from rugdekking.organisations.roles import READERS
from rugdekking.rendering.qr import qr_svg
from rugdekking.reports import operations as reports
from rugdekking.reports import queries
from rugdekking.reports.choices import Part
from rugdekking.reports.codes import for_concerned
from rugdekking.reports.models import CodeHolder, Report
from rugdekking.reports.operations import Typed
from rugdekking.reports.story import For, Story
from rugdekking.vault.codes import AccessCode
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, Sure, a_question, accepted, at, filled
from rugdekking.web.office.page import show
from rugdekking.web.office.report.access import of_report
from rugdekking.web.office.report.forms import ByWordForm, IntakeForm, StoryForm

# The form that was sent last in this browser: sent twice, it makes one report.
SENT = "intake_sent"


@require_http_methods(["GET", "POST"])
@office(*READERS, unlocked=True)
def new(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Answered without a redirect: the code of the report is shown once, and kept nowhere on the way."""
    organisation = visit.membership.organisation
    form = filled(request, IntakeForm, organisation=organisation, readers=desk_readers(visit.desk), at=timezone.now())
    form.fields["once"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=uuid4().hex)
    if request.POST.get("once") and request.POST["once"] == request.session.get(SENT):
        messages.info(request, "Deze melding hebt u al opgenomen. Zij staat bij ‘Nieuw’.")
        return redirect(at(visit, "queue"))
    typed: list[Typed] = []
    if accepted(request, form, lambda: typed.append(_type(visit, form))):
        request.session[SENT] = form.cleaned_data["once"]
        return _papers(request, visit, typed[0].report, _codes(typed[0], form.story()))
    return show(request, visit, "office/report/story.html", _around(form, "Een melding opnemen", at(visit, "queue")))


@a_question(of_report)
def correct(request: HttpRequest, visit: Visit, report: Report) -> Question:
    """Also makes a full report of a talk or a feeling, without retyping what was told already."""
    story = queries.open_story(report, visit.ring)
    form = filled(request, StoryForm, organisation=visit.membership.organisation, story=story, at=timezone.now())
    here = at(visit, "report", report.reference)
    return Question(
        heading="De tekst aanvullen of verbeteren",
        button="Opslaan",
        form=form,
        act=lambda: reports.correct(report, ring=visit.ring, story=form.story(), at=timezone.now()),
        done="De tekst is bijgewerkt. De melder moet haar nog bevestigen.",
        to=here,
        template="office/report/story.html",
        around=_around(form, "De tekst aanvullen of verbeteren", here),
    )


@a_question(of_report)
def confirm_by_word(request: HttpRequest, visit: Visit, report: Report) -> Question:
    now = timezone.now()
    apart = {visit.membership.pk, report.typed_by_id}
    listening = [one for one in members(report.organisation_id) if one.pk not in apart]
    form = filled(request, ByWordForm, members=listening, today=day_of(now))
    return Question(
        heading="Mondeling bevestigd",
        button="Vastleggen",
        form=form,
        act=lambda: reports.confirm_by_word(
            report,
            ring=visit.ring,
            witness=form.second_person,
            spoken_on=form.cleaned_data["spoken_on"],
            at=now,
        ),
        done="Vastgelegd: de tekst klopt volgens de melder.",
        to=at(visit, "report", report.reference),
        around={
            "intro": "Lees de tekst voor, met een collega erbij. Zegt de melder dat het klopt? Leg dat hier vast. "
            "De collega die de melding typte, kan niet de tweede persoon zijn."
        },
    )


@require_http_methods(["GET", "POST"])
@of_report
def new_code(request: HttpRequest, visit: Visit, report: Report) -> HttpResponse:
    """A first-use code for somebody who lost theirs, after the desk called them back."""
    holders = queries.holders_of(report)
    form = filled(request, Sure)
    form.fields["part"] = forms.ChoiceField(
        label="Voor wie?",
        choices=[(one.part, one.get_part_display().capitalize()) for one in holders],
        initial=holders[0].part,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies voor wie de code is."},
    )
    codes: dict[str, AccessCode] = {}

    def issue() -> None:
        holder = next(one for one in holders if one.part == form.cleaned_data["part"])
        codes[_for_whom(holder)] = reports.issue_code(holder, ring=visit.ring, at=timezone.now())

    if accepted(request, form, issue):
        return _papers(request, visit, report, codes)
    context = _around(form, "Een nieuwe code", at(visit, "report", report.reference))
    return show(request, visit, "office/report/new_code.html", {**context, "button": "Nieuwe code maken"})


def _type(visit: Visit, form: IntakeForm) -> Typed:
    return reports.type_for(form.story(), ring=visit.ring, desk=visit.desk, origin=form.came_in, at=timezone.now())


def _codes(typed: Typed, story: Story) -> dict[str, AccessCode]:
    codes = {"Voor de melder": typed.first_use_code}
    if story.reporting_for == For.OTHER:
        codes["Voor de betrokkene"] = for_concerned(typed.first_use_code)
    return codes


def _for_whom(holder: CodeHolder) -> str:
    return "Voor de betrokkene" if holder.part == Part.CONCERNED else "Voor de melder"


def _around(form: forms.Form, heading: str, back: str) -> dict[str, Any]:
    return {"form": form, "heading": heading, "button": "Opslaan", "back_address": back}


def _papers(request: HttpRequest, visit: Visit, report: Report, codes: dict[str, AccessCode]) -> HttpResponse:
    address = f"{request.get_host()}/{visit.membership.organisation.slug}/mijn/"
    cards = [
        {
            "for_whom": for_whom,
            "code": code.text,
            "qr": qr_svg(f"{visit.desk.name}\n{address}\nCode: {code.text}", title="QR-code met adres en code"),
        }
        for for_whom, code in codes.items()
    ]
    return show(request, visit, "office/report/code.html", {"cards": cards, "address": address, "report": report})
