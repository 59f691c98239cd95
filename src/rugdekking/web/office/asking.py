"""A page with one form: what was typed is checked, one operation does it, and a refusal shows at the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rugdekking.kernel.refusal import Refused
from rugdekking.web.access import Visit
from rugdekking.web.office.page import show
from rugdekking.web.refusals import field_of

F = TypeVar("F", bound=forms.Form)
View = Callable[..., HttpResponseBase]


class Sure(forms.Form):
    """A form without fields: the page says what will happen, the button does it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`act` does what the checked form asks, `done` says so afterwards on the page at `to`.

    `back` is where "Terug" leads. The template gets everything in `around` besides the form.
    """

    heading: str
    button: str
    form: forms.Form
    act: Callable[[], object]
    done: str
    to: str
    back: str = ""
    template: str = "office/form.html"
    around: Mapping[str, Any] = field(default_factory=dict)


def filled(request: HttpRequest, form: type[F], **options: Any) -> F:  # noqa: ANN401
    """The form as it was posted, or empty when the page was only opened."""
    return form(request.POST if request.method == "POST" else None, **options)


def ask(request: HttpRequest, visit: Visit, question: Question) -> HttpResponse:
    """Show the form, or do what it asks and go on. After a refusal it stands there again with the reason."""
    if accepted(request, question.form, question.act):
        messages.success(request, question.done)
        return redirect(question.to)
    context = {
        "form": question.form,
        "heading": question.heading,
        "button": question.button,
        "back_address": question.back or question.to,
        **question.around,
    }
    return show(request, visit, question.template, context)


def a_question(opened_by: Callable[[View], View]) -> Callable[[Callable[..., Question]], View]:
    """For a page that is one question: the page gives the question, this shows it and does what it asks.

    `opened_by` opens the page as for any other: `office(Role.COORDINATOR)`, or what stands around pages of one thing.
    """

    def asking(page: Callable[..., Question]) -> View:
        @require_http_methods(["GET", "POST"])
        @opened_by
        @wraps(page)
        def asked(request: HttpRequest, visit: Visit, *found: Any, **names: Any) -> HttpResponse:  # noqa: ANN401
            return ask(request, visit, page(request, visit, *found, **names))

        return asked

    return asking


def accepted(request: HttpRequest, form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form was posted, is in order and was not refused."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        form.add_error(field_of(refusal, form), str(refusal.reason))
        return False
    return True


def at(visit: Visit, name: str, *more: object) -> str:
    """The address of a page in this organisation."""
    return reverse(name, args=[visit.membership.organisation.slug, *more])
