from django.apps import AppConfig


class ScansConfig(AppConfig):
    name = "rugdekking.scans"
    default_auto_field = "django.db.models.BigAutoField"
