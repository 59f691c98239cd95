"""Addresses below `/werk/<organisation>/inrichten/brieven/`."""

from django.urls import path

from rugdekking.web.office.wordings import views

urlpatterns = [
    path("", views.overview, name="letters"),
    path("sjabloon/", views.template, name="letters-template"),
    path("sjabloon/weg/", views.drop_template, name="letters-template-drop"),
    path("sjabloon/gewoon.docx", views.plain_template, name="letters-template-plain"),
    path("tekst/<slug:text>/", views.wording, name="letters-wording"),
    path("tekst/<slug:text>/terug/", views.restore, name="letters-restore"),
    path("tekst/<slug:text>/voorbeeld.<slug:form>", views.example, name="letters-example"),
]
