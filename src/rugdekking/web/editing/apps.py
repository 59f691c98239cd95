"""The admin of the toolkit, as Django installs it."""

from django.apps import AppConfig
from wagtail.admin.apps import WagtailAdminAppConfig


class Editing(AppConfig):
    name = "rugdekking.web.editing"


class Admin(WagtailAdminAppConfig):
    """Wagtail's own, without its mails: they would say what a page is about. Ours tell that something waits."""

    def ready(self) -> None:
        from wagtail.admin.telepath import widgets  # noqa: F401  (names the widgets of the page editor)
