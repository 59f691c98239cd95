"""Writing a report: on one page, or one question per page, and looking it over before it is sent."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from msgspec.structs import replace

from rugdekking.kernel.refusal import Refused
from rugdekking.reports import operations as reports
from rugdekking.reports.files import StoredFile
from rugdekking.web import pieces
from rugdekking.web.public import steps
from rugdekking.web.public.delivery import deliver
from rugdekking.web.public.forms.base import StoryForm
from rugdekking.web.public.guard import unsent, writes
from rugdekking.web.public.pages import SeeOther, address, address_of, ask, onward, onward_to_sent, show
from rugdekking.web.public.steps import Question
from rugdekking.web.public.summary import answers
from rugdekking.web.public.writing import Writing, kept
from rugdekking.web.uploads import SealedUpload, complaints, taken, takes_files


@require_http_methods(["GET", "POST"])
@unsent
def short(request: HttpRequest, writing: Writing) -> HttpResponse:
    """The whole report on one page: sent at once, or kept and shown on the check page, as its writer likes."""
    form = steps.SHORT.form(request.POST or None, place=writing.place, story=writing.story, at=writing.at)
    if "bewaard" in request.POST:
        return _code_kept(request, steps.SHORT, form, writing)
    if not form.is_valid():
        return ask(request, steps.SHORT, form, writing=writing)
    # Looked up before the story is stored: who only now begins has no files, and needs no query to know it.
    files = writing.files()
    if "versturen" in request.POST:
        return _sent_at_once(request, form, writing, files)
    writing = kept(request, writing, form.told())
    context = {**notices(request, writing), "back": address("short", writing.place)}
    return check_page(request, writing, files, context)


@require_http_methods(["GET", "POST"])
@unsent
def step(request: HttpRequest, writing: Writing, name: str) -> HttpResponse:
    """One question of the full path."""
    question = steps.BY_NAME.get(name)
    if question is None or question == steps.FILES:
        raise Http404
    form = question.form(request.POST or None, place=writing.place, story=writing.story, at=writing.at)
    if "bewaard" in request.POST:
        return _code_kept(request, question, form, writing)
    if not form.is_valid():
        return ask(request, question, form, writing=writing, context=notices(request, writing))
    return _onward(request, question, kept(request, writing, form.told()))


@takes_files
@require_http_methods(["GET", "POST"])
@unsent
def files(request: HttpRequest, writing: Writing) -> HttpResponse:
    """The last question: files, each sealed while it came in."""
    form = steps.FILES.form(
        request.POST or None, request.FILES or None, place=writing.place, story=writing.story, at=writing.at
    )
    if form.is_valid():
        story = replace(writing.story, code_kept=writing.story.code_kept or "bewaard" in request.POST)
        writing = kept(request, writing, story)
        _take(form, writing, drop=request.POST.get("weg", ""))
    if form.is_valid() and not {"meer", "weg", "bewaard"} & request.POST.keys():
        return _onward(request, steps.FILES, writing)
    context = {"files": writing.files(), "coming": address("coming", writing.place), **notices(request, writing)}
    return ask(request, steps.FILES, form, writing=writing, context=context)


@require_POST
@unsent
def coming(request: HttpRequest, writing: Writing) -> HttpResponse:
    """A file that will come in piece by piece."""
    if not writing.stored:
        writing = kept(request, writing, writing.story)
    return pieces.begin(request, reports.for_draft(writing.under, writing.place.organisation), at=writing.at)


@require_POST
@unsent
def coming_piece(request: HttpRequest, writing: Writing, file: UUID, number: int) -> HttpResponse:
    organisation = writing.place.organisation

    def keep(stored: StoredFile) -> None:
        reports.add_draft_file(writing.under, organisation=organisation, file=stored, at=writing.at)

    receiver = reports.for_draft(writing.under, organisation)
    return pieces.take(request, receiver, file=file, number=number, keep=keep)


@require_safe
@writes
def check(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Everything that was told, before it is sent."""
    if writing.sent:
        return onward_to_sent(writing)
    if not writing.stored:
        return onward("step", writing.place, name=steps.STEPS[0].name)
    return check_page(request, writing, writing.files(), notices(request, writing))


def check_page(
    request: HttpRequest, writing: Writing, files: Iterable[StoredFile], context: Mapping[str, Any]
) -> HttpResponse:
    place = writing.place
    change = {one.name: f"{address_of(one, place)}?controle" for one in steps.STEPS}
    told = answers(writing.story, files=files, place=place, change=change)
    about = {"writing": writing, "answers": told, "back": address_of(steps.FILES, place), **context}
    return show(request, "check", place, about)


def _sent_at_once(
    request: HttpRequest, form: StoryForm, writing: Writing, files: Sequence[StoredFile]
) -> HttpResponse:
    try:
        deliver(request, writing, form.told(), files=files)
    except Refused as refusal:
        return check_page(request, kept(request, writing, form.told()), files, {"refusal": str(refusal.reason)})
    return onward_to_sent(writing)


def _code_kept(request: HttpRequest, question: Question, form: StoryForm, writing: Writing) -> HttpResponse:
    """The same page again without the code; what was typed is kept, and nobody hears yet that something lacks."""
    story = form.told() if form.is_valid() else writing.story
    writing = kept(request, writing, replace(story, code_kept=True))
    form.errors.clear()
    return ask(request, question, form, writing=writing, context=notices(request, writing))


def _onward(request: HttpRequest, question: Question, writing: Writing) -> HttpResponse:
    """To the next question, or back to the check page for who came from there."""
    following = None if "controle" in request.GET else steps.after(question)
    target = address_of(following, writing.place) if following else address("check", writing.place)
    return SeeOther(f"{target}?nieuwe-code" if notices(request, writing)["new_code"] else target)


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
