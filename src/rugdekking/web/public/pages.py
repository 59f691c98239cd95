"""How the public pages are put together: a question with its fields, and answers that lead on."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse

from rugdekking.vault.codes import AccessCode
from rugdekking.web.public import steps
from rugdekking.web.public.forms.base import StoryForm
from rugdekking.web.public.places import Place
from rugdekking.web.public.steps import Question
from rugdekking.web.public.writing import Writing

Context = Mapping[str, Any]
Folded = tuple[str, list[BoundField], bool]

# Placeholders that nobody can type, as they are new in each process.
_CODE, _ENDING, _TOKEN = AccessCode.new(), secrets.token_hex(16), secrets.token_hex(16)


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


def show_alike(
    request: HttpRequest,
    template: str,
    place: Place,
    *,
    key: str,
    code: AccessCode,
    about: Callable[[AccessCode], Context],
) -> HttpResponse:
    """A page that is the same for everybody with this `key`, but for the code and the token against forged forms.

    It is drawn once, with placeholders where these two go; nobody's own ever stands in what is kept.
    """
    if key not in place.alike:
        place.alike[key] = show(request, template, place, {**about(_CODE), "csrf_token": _TOKEN}).text
    page = place.alike[key].replace(_CODE.text, code.text).replace(_ENDING, code.text[-4:])
    return HttpResponse(page.replace(_TOKEN, get_token(request)))


def ask(
    request: HttpRequest, question: Question, form: StoryForm, *, writing: Writing, context: Context | None = None
) -> HttpResponse:
    """The page of one question, with the code as long as its writer did not say to have kept it."""
    place, more = writing.place, context or {}
    if form.is_bound or writing.stored or any(more.values()):
        return show(request, "question", place, _about(question, form, writing, more))
    # Nobody wrote anything yet: most visits begin with such a page.
    about = partial(_untouched, question, form, writing)
    return show_alike(request, "question", place, key=question.name, code=writing.code, about=about)


def _untouched(question: Question, form: StoryForm, writing: Writing, code: AccessCode) -> Context:
    return _about(question, form, replace(writing, code=code), {"ending": _ENDING})


def _about(question: Question, form: StoryForm, writing: Writing, context: Context) -> Context:
    return {
        "question": question,
        "form": form,
        "lead": form[question.lead] if question.lead else None,
        "plain": list(_plain(question, form)),
        "folds": list(_folds(question, form)),
        "writing": writing,
        "ending": writing.code.text[-4:],
        "back": address("front", writing.place),
        **_position(question, writing.place),
        **context,
    }


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
