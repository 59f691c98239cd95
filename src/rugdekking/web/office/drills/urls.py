"""Addresses below `/werk/<organisation>/oefenen/`."""

from django.urls import path

from rugdekking.web.office.drills import views

urlpatterns = [
    path("", views.overview, name="drills"),
    path("weggooien/", views.throw_away, name="drill-throw-away"),
    path("<slug:scenario>/", views.start, name="drill-start"),
]
