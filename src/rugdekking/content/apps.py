from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "rugdekking.content"
    default_auto_field = "django.db.models.BigAutoField"
