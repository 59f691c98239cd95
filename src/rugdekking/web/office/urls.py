"""Addresses of the office, below `/werk/`."""

from django.urls import include, path

from rugdekking.web.office import start

urlpatterns = [
    path("", start.start, name="office-start"),
    path("<slug:organisation>/", start.organisation, name="office"),
    path("<slug:organisation>/inrichten/", include("rugdekking.web.office.setup.urls")),
]
