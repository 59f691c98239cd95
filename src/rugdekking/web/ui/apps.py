from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "rugdekking.web.ui"
    label = "ui"
