"""What the pages about the protocol share: the version that an address names, and the draft."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from rugdekking.organisations.roles import DESK, Role
from rugdekking.protocols.models import OwnProtocol
from rugdekking.protocols.queries import draft_of, version_of
from rugdekking.web.access import Visit, office
from rugdekking.web.office.asking import Question, a_question, ask

View = Callable[..., HttpResponseBase]

# Who may read how the organisation answers, and who may change it.
READERS = (Role.ADMINISTRATOR, Role.DEPUTY, *DESK)
EDITOR = Role.COORDINATOR
FORM = "office/protocol/form.html"


def of_version(page: View) -> View:
    """For a page about one version, the draft among them. Another organisation's is as none."""

    @office(*READERS)
    @wraps(page)
    def opened(request: HttpRequest, visit: Visit, version: UUID, **names: Any) -> HttpResponseBase:  # noqa: ANN401
        row = version_of(visit.membership.organisation_id, version)
        if row is None:
            raise Http404
        return page(request, visit, row, **names)

    return opened


question_of_editor = a_question(office(EDITOR))


def of_draft(page: View) -> View:
    """For a page that changes the draft. Without a draft it leads to where one begins."""

    @office(EDITOR)
    @wraps(page)
    def opened(request: HttpRequest, visit: Visit, **names: Any) -> HttpResponseBase:  # noqa: ANN401
        draft = draft_of(visit.membership.organisation_id)
        if draft is None:
            return redirect("protocol", visit.membership.organisation.slug)
        return page(request, visit, draft, **names)

    return opened


def question_of_draft(page: Callable[..., Question]) -> View:
    """For such a page that is one question."""

    @require_http_methods(["GET", "POST"])
    @of_draft
    @wraps(page)
    def asked(request: HttpRequest, visit: Visit, draft: OwnProtocol, **names: Any) -> HttpResponseBase:  # noqa: ANN401
        now = draft.changes
        if request.method == "POST":
            draft.changes = _seen(request)
        question = page(request, visit, draft, **names)
        template = FORM if question.template == "office/form.html" else question.template
        around = {"intro": "", "remove": "", "seen": now, **question.around}
        return ask(request, visit, replace(question, template=template, around=around))

    return asked


def _seen(request: HttpRequest) -> int:
    """Which state of the draft stood on the page: what was done since by a colleague is not undone in silence."""
    seen = request.POST.get("gezien", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else -1
