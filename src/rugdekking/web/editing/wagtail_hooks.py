"""What editors find around their pages. Wagtail looks for this file by its name."""

from collections.abc import Iterator
from typing import Any

from django.forms.widgets import Media, Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from rugdekking.knowledge.models import Home
from rugdekking.knowledge.operations import note_deleted, note_taken_offline
from rugdekking.knowledge.queries import homes_edited_by
from rugdekking.web.access import signed_in
from rugdekking.web.editing import home

hooks.register("construct_homepage_panels", home.what_waits)
hooks.register("before_edit_page", home.say_what_to_know)


@hooks.register("construct_main_menu")
def only_ways_that_lead_somewhere(request: HttpRequest, items: list[MenuItem]) -> None:
    pages = reverse_lazy("wagtailadmin_explore_root")
    # Not to the start of the office: that leads whoever is an editor alone straight back.
    organisations = (home.organisation for home in homes_edited_by(signed_in(request)))
    desk = reverse("help-read", args=[next(one.slug for one in organisations if one is not None)])
    national = reverse_lazy("editing-national")
    items[:] = [
        MenuItem("Pagina’s", pages, name="pages", icon_name="folder-open-inverse", order=100),
        MenuItem("Landelijke pagina’s", national, name="national", icon_name="globe", order=150),
        MenuItem("Naar het bureau", desk, name="desk", icon_name="arrow-left", order=200),
    ]


@hooks.register("construct_explorer_page_queryset")
def found_by_title(_parent: Page, pages: Any, request: HttpRequest) -> Any:  # noqa: ANN401
    sought = getattr(request, "sought", "")
    return pages.filter(title__icontains=sought) if sought else pages


@hooks.register("insert_global_admin_css")
def our_look() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("redactie/redactie.css"))


class Judge(ActionMenuItem):
    """A button below a page that waits. It names what the reader was asked about, so it judges nothing newer."""

    template_name = "editing/judge.html"
    media = Media(js=(Script("wagtailadmin/js/workflow-action.js", **{"data-activate": "dashboard"}),))  # type: ignore[arg-type]  # their types know no objects
    order = 0

    def __init__(self, page: Page, action: str, label: str, with_words: bool) -> None:  # noqa: FBT001
        super().__init__()
        asked = page.current_workflow_task_state.pk
        address = reverse_lazy("wagtailadmin_pages:workflow_action", args=[page.pk, action, asked])
        self.shown = {"address": address, "label": label, "with_words": with_words}

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ANN401, ARG002  (its own signature)
        return self.shown


@hooks.register("construct_page_action_menu")
def nobody_publishes_alone(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    others = [item for item in items if item.name != "action-publish"]
    items[:] = [*_judging(context["page"], request), *others] if context["view"] == "edit" else others


def _judging(page: Page, request: HttpRequest) -> list[Judge]:
    task = page.current_workflow_task
    return [Judge(page, *action) for action in task.get_actions(page, signed_in(request))] if task else []


@hooks.register("after_edit_page")
def back_to_the_own_home(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After handing in Wagtail goes one storey up; above a home there is nothing for an editor."""
    handed_in = any(name.startswith("action-") for name in request.POST)
    return redirect("wagtailadmin_explore", page.pk) if handed_in and isinstance(page, Home) else None


@hooks.register("after_unpublish_page")
def taken_offline(request: HttpRequest, page: Page) -> None:
    note_taken_offline(page, by=signed_in(request), at=timezone.now())


@hooks.register("after_delete_page")
def thrown_away(request: HttpRequest, page: Page) -> None:
    note_deleted(page, by=signed_in(request), at=timezone.now())


@hooks.register("register_page_header_buttons")
def look_at_the_draft(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:  # noqa: ANN401, ARG001
    address = reverse_lazy("wagtailadmin_pages:view_draft", args=[page.pk])
    yield Button("Bekijk zoals lezers het zien", address, icon_name="view", priority=12)
