"""Every page of the editor, from the first draft of a page to its end, as two editors come to see it."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from rugdekking.knowledge.models import Article
from tests.web.editing.props import WRITTEN, Editors, at_work, editors

Seen = tuple[str, HttpResponse]


@cache
def every_page() -> tuple[Seen, ...]:
    """What each is called here, and the answer. Made once, for all tests of one process that look at them."""
    cast = editors()
    saskia, wim = at_work(cast.saskia), at_work(cast.wim)
    return (*_before(cast, saskia), *_waiting(cast, saskia, wim), *_after(cast, saskia, wim))


def _before(cast: Editors, saskia: Client) -> Iterator[Seen]:
    home = f"/redactie/pages/{cast.home.pk}/"
    for place in ("/redactie/", "/redactie/landelijk/", f"{home}add_subpage/", f"{home}?q=niets", f"{home}edit/"):
        yield place, _read(saskia, place)
    for kind in ("guide", "story", "document"):
        yield kind, _read(saskia, f"/redactie/pages/add/knowledge/{kind}/{cast.home.pk}/")
    add = f"/redactie/pages/add/knowledge/article/{cast.home.pk}/"
    yield "half", saskia.post(add, {"title": "Half", "slug": "half!", "action-submit": "x"})
    yield "kept", saskia.post(add, {**WRITTEN, "go_live_at": _planned()}, follow=True)


def _waiting(cast: Editors, saskia: Client, wim: Client) -> Iterator[Seen]:
    page = Article.objects.child_of(cast.home).get()
    edit = f"/redactie/pages/{page.pk}/edit/"
    handed_in = {**WRITTEN, "go_live_at": _planned(), "action-submit": "x"}
    yield "handed in", saskia.post(edit, handed_in, follow=True)
    yield "waits", _read(wim, edit)
    yield "waits: first page", _read(wim, "/redactie/")
    saskia.post(edit, {**WRITTEN, "action-cancel-workflow": "x"})
    yield "asked back", _read(saskia, edit)
    saskia.post(edit, handed_in)
    judged(wim, page, "reject")
    yield "sent back", _read(saskia, edit)
    saskia.post(edit, handed_in)
    judged(wim, page, "approve")
    yield "planned", _read(wim, edit)
    yield "planned: first page", _read(wim, "/redactie/")
    revision = page.revisions.get(approved_go_live_at__isnull=False).pk
    unschedule = f"/redactie/pages/{page.pk}/revisions/{revision}/unschedule/"
    yield "unschedule", _read(saskia, unschedule)
    yield "unscheduled", saskia.post(unschedule, follow=True)


def _after(cast: Editors, saskia: Client, wim: Client) -> Iterator[Seen]:
    page = Article.objects.child_of(cast.home).get()
    below = f"/redactie/pages/{page.pk}/"
    saskia.post(f"{below}edit/", {**WRITTEN, "body": "Bel altijd.", "action-submit": "x"})
    judged(wim, page, "approve")
    yield "new draft", saskia.post(f"{below}edit/", {**WRITTEN, "body": "Bel nooit."}, follow=True)
    course = f"workflow_history/detail/{page.workflow_states.first().pk}"
    older = page.revisions.order_by("pk").first().pk
    compared = "revisions/compare/earliest...latest"
    for what in ("history", "unpublish", "workflow_history", course, compared, f"revisions/{older}/revert"):
        yield what, _read(saskia, f"{below}{what}/")
    yield "offline", saskia.post(f"{below}unpublish/", follow=True)


def judged(who: Client, page: Article, action: str) -> None:
    page.refresh_from_db()
    state = page.current_workflow_task_state.pk
    who.post(f"/redactie/pages/workflow/action/{page.pk}/{action}/{state}/", {"comment": "Noem ook het nummer."})


def _planned() -> str:
    return (timezone.localtime() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")


def _read(who: Client, place: str) -> HttpResponse:
    return who.get(place, follow=True)
