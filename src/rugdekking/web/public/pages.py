"""How the public pages are put together: a question with its fields, and answers that lead on."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from rugdekking.web.public import steps
from rugdekking.web.public.forms.base import StoryForm
from rugdekking.web.public.places import Place
from rugdekking.web.public.steps import Question
from rugdekking.web.public.writing import Writing

Context = Mapping[str, Any]
Folded = tuple[str, list[BoundField], bool]


class SeeOther(HttpResponseRedirect):
    """After a form was taken: the browser fetches the next page, and going back sends nothing again."""

    status_code = 303


def address(page: str, place: Place, /, **more: str) -> str:
    return _address(page, place.slug, tuple(more.items()))


@lru_cache(maxsize=4096)
def _address(page: str, slug: str, more: tuple[tuple[str, str], ...]) -> str:
    return reverse(f"public:{page}", kwargs={"organisation": slug, **dict(more)})


def address_of(question: Question, place: Place) -> str:
    """Where a question of the full path is asked."""
    return address("files", place) if question == steps.FILES else address("step", place, name=question.name)


def onward(page: str, place: Place, /, **more: str) -> SeeOther:
    return SeeOther(address(page, place, **more))


def onward_to_sent(writing: Writing) -> SeeOther:
    """To what its writer reads after sending. Under a code that was used before, the last one must be looked for."""
    return SeeOther(address("sent", writing.place) + ("?vervolg" if writing.is_further else ""))


def show(request: HttpRequest, template: str, place: Place, context: Context | None = None) -> HttpResponse:
    return render(request, f"public/{template}.html", {"site": place.site, "place": place, **(context or {})})


def ask(
    request: HttpRequest, question: Question, form: StoryForm, *, writing: Writing, context: Context | None = None
) -> HttpResponse:
    """The page of one question, with the code as long as its writer did not say to have kept it."""
    lead = form[question.lead] if question.lead else None
    about = {
        "question": question,
        "form": form,
        "lead": lead,
        "plain": list(_plain(question, form)),
        "folds": list(_folds(question, form)),
        "writing": writing,
        "back": address("front", writing.place),
        **_position(question, writing.place),
        **(context or {}),
    }
    return show(request, "question", writing.place, about)


def _plain(question: Question, form: StoryForm) -> Iterator[BoundField]:
    """The fields that always show, but the one that is the heading."""
    apart = {question.lead, *(name for fold in question.folds for name in fold.fields)}
    return (form[name] for name in form.fields if name not in apart)


def _folds(question: Question, form: StoryForm) -> Iterator[Folded]:
    for fold in question.folds:
        fields = [form[name] for name in fold.fields]
        yield fold.title, fields, any(field.errors or field.value() for field in fields)


def _position(question: Question, place: Place) -> dict[str, Any]:
    if question not in steps.STEPS:
        return {"step": None, "steps": None}
    earlier = steps.before(question)
    back = {"back": address_of(earlier, place)} if earlier else {}
    return {"step": steps.number_of(question), "steps": len(steps.STEPS), **back}
