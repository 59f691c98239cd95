"""The admin of the toolkit, as Django installs it."""

from django.apps import AppConfig
from wagtail.admin.apps import WagtailAdminAppConfig


class Editing(AppConfig):
    name = "rugdekking.web.editing"
    # Of the two in this file; without it Django would take neither.
    default = True

    def ready(self) -> None:
        """Pages are written in our form. It knows the addresses of the site, which the pages themselves do not."""
        from rugdekking.knowledge.models import ToolkitPage
        from rugdekking.web.editing.comparing import show_as_people_read
        from rugdekking.web.editing.forms import PageForm

        ToolkitPage.base_form_class = PageForm
        show_as_people_read()


class Admin(WagtailAdminAppConfig):
    """Wagtail's own, without its mails: they would say what a page is about. Ours tell that something waits."""

    def ready(self) -> None:
        from wagtail.admin.telepath import widgets  # noqa: F401  (names the widgets of the page editor)
