from django.apps import AppConfig


class PoliceConfig(AppConfig):
    name = "rugdekking.police"
    default_auto_field = "django.db.models.BigAutoField"
