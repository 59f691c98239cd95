"""Addresses below `/werk/<organisation>/zaken/<reference>/politie/`."""

from django.urls import path

from rugdekking.web.office.police import overview

urlpatterns = [
    path("", overview.overview, name="case-police"),
    path("beginnen/", overview.begin, name="case-police-open"),
    path("<uuid:dossier>/", overview.one, name="dossier"),
]
