"""Writing a report: on one page, or one question per page, and looking it over before it is sent."""

import dataclasses
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe
from msgspec.structs import replace

from rugdekking.kernel.refusal import Refused
from rugdekking.reports import operations as reports
from rugdekking.reports.operations.drafts import AlreadySent
from rugdekking.web.public import steps
from rugdekking.web.public.forms.base import StoryForm
from rugdekking.web.public.guard import writes
from rugdekking.web.public.pages import SeeOther, address, address_of, ask, onward, show
from rugdekking.web.public.steps import Question
from rugdekking.web.public.summary import answers
from rugdekking.web.public.writing import Writing, keep
from rugdekking.web.uploads import SealedUpload, complaints, taken, takes_files


@require_http_methods(["GET", "POST"])
@writes
def short(request: HttpRequest, writing: Writing) -> HttpResponse:
    """The whole report on one page. What is sent is kept, and the check page is the answer: no request in between."""
    if writing.sent:
        return _already_sent(request, writing)
    form = steps.SHORT.form(request.POST or None, place=writing.place, story=writing.story, at=writing.at)
    if not form.is_valid():
        return ask(request, steps.SHORT, form, writing=writing)
    told = replace(form.told(), code_kept=writing.story.code_kept)
    try:
        keep(request, writing, told)
    except AlreadySent:
        return onward("sent", writing.place)
    return check_page(request, dataclasses.replace(writing, story=told, stored=True), notices(request, writing))


@require_http_methods(["GET", "POST"])
@writes
def step(request: HttpRequest, writing: Writing, name: str) -> HttpResponse:
    """One question of the full path."""
    question = steps.BY_NAME.get(name)
    if question is None or question == steps.FILES:
        raise Http404
    if writing.sent:
        return _already_sent(request, writing)
    form = question.form(request.POST or None, place=writing.place, story=writing.story, at=writing.at)
    if not form.is_valid():
        return ask(request, question, form, writing=writing, context=notices(request, writing))
    return _kept(request, question, form, writing)


@takes_files
@require_http_methods(["GET", "POST"])
@writes
def files(request: HttpRequest, writing: Writing) -> HttpResponse:
    """The last question: files, each sealed while it came in."""
    if writing.sent:
        return _already_sent(request, writing)
    form = steps.FILES.form(
        request.POST or None, request.FILES, place=writing.place, story=writing.story, at=writing.at
    )
    if form.is_valid() and not writing.stored:
        keep(request, writing, writing.story)
        writing = dataclasses.replace(writing, stored=True)
    if form.is_valid():
        _take(form, writing, drop=request.POST.get("weg", ""))
    if form.is_valid() and not {"meer", "weg"} & request.POST.keys():
        return _kept(request, steps.FILES, form, writing)
    return ask(
        request, steps.FILES, form, writing=writing, context={"files": writing.files(), **notices(request, writing)}
    )


@require_safe
@writes
def check(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Everything that was told, before it is sent."""
    if writing.sent:
        return onward("sent", writing.place)
    if not writing.stored:
        return onward("step", writing.place, name=steps.STEPS[0].name)
    return check_page(request, writing, notices(request, writing))


def check_page(request: HttpRequest, writing: Writing, context: Mapping[str, Any]) -> HttpResponse:
    place = writing.place
    change = {one.name: f"{address_of(one, place)}?controle" for one in steps.STEPS}
    told = answers(writing.story, files=writing.files(), place=place, change=change)
    return show(request, "check", place, {"writing": writing, "answers": told, **context})


def _kept(request: HttpRequest, question: Question, form: StoryForm, writing: Writing) -> HttpResponse:
    """Keep the answer, and go to where the writer wanted to go."""
    keeps_code = "bewaard" in request.POST
    try:
        keep(request, writing, replace(form.told(), code_kept=writing.story.code_kept or keeps_code))
    except AlreadySent:
        return onward("sent", writing.place)
    following = question if keeps_code else steps.after(question)
    to_check = "controle" in request.GET and not keeps_code
    target = address("check", writing.place) if to_check or not following else address_of(following, writing.place)
    marks = [mark for mark in ("controle",) if keeps_code and mark in request.GET]
    marks += ["nieuwe-code"] if notices(request, writing)["new_code"] else []
    return SeeOther(f"{target}?{'&'.join(marks)}" if marks else target)


def _take(form: StoryForm, writing: Writing, *, drop: str) -> None:
    """Add the files that were sent to the draft, and take out the one that is not wanted any more."""
    uploads: list[SealedUpload] = form.cleaned_data["evidence"]
    wrong = complaints(uploads)
    for file in taken(uploads):
        try:
            reports.add_draft_file(writing.under, organisation=writing.place.organisation, file=file, at=writing.at)
        except Refused as refusal:
            wrong.append(str(refusal.reason))
    for sentence in wrong:
        form.add_error("evidence", sentence)
    if drop:
        _drop(drop, writing)


def _drop(file: str, writing: Writing) -> None:
    try:
        reports.drop_draft_file(writing.under, file=UUID(file))
    except ValueError:
        raise Http404 from None


def notices(request: HttpRequest, writing: Writing) -> dict[str, bool]:
    """Whether the writer must hear that the page was open so long that its code is another one now."""
    end = request.POST.get("einde", "")
    return {"new_code": "nieuwe-code" in request.GET or bool(end and end != writing.code.text[-4:])}


def _already_sent(request: HttpRequest, writing: Writing) -> HttpResponse:
    """A new report after an earlier one: under which code? A form that was sent twice only hears that it arrived."""
    if request.method == "POST":
        return onward("sent", writing.place)
    return show(request, "which_code", writing.place, {"writing": writing, "short": "kort" in request.path})
