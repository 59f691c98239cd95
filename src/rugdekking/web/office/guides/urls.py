"""Addresses below `/werk/<organisation>/werkvormen/`."""

from django.urls import path

from rugdekking.web.office.guides import views

urlpatterns = [
    path("", views.overview, name="own-guides"),
    path("inlezen/", views.bring_in, name="own-guide-bring-in"),
    path("voorbeeld/<slug:guide>.yaml", views.example, name="own-guide-example"),
    path("<uuid:talk>/", views.one, name="own-guide"),
    path("<uuid:talk>/bestand.yaml", views.file, name="own-guide-file"),
    path("<uuid:talk>/publiceren/", views.publish, name="own-guide-publish"),
    path("<uuid:talk>/intrekken/", views.withdraw, name="own-guide-withdraw"),
    path("<uuid:talk>/weggooien/", views.drop, name="own-guide-drop"),
]
