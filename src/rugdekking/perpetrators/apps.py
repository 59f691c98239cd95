from django.apps import AppConfig


class PerpetratorsConfig(AppConfig):
    name = "rugdekking.perpetrators"
    default_auto_field = "django.db.models.BigAutoField"
