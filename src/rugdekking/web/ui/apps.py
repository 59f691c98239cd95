from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "rugdekking.web.ui"
    label = "ui"

    def ready(self) -> None:
        """What an installation lacks is asked by `check --deploy`, which looks at apps."""
        from rugdekking.web.public import security  # noqa: F401
