from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "rugdekking.organisations"
    default_auto_field = "django.db.models.BigAutoField"
