"""Addresses below `/werk/<organisation>/zelfscans/`."""

from django.urls import path

from rugdekking.web.office.scans import views

urlpatterns = [
    path("", views.overview, name="own-scans"),
    path("inlezen/", views.bring_in, name="own-scan-bring-in"),
    path("voorbeeld/<slug:scan>.yaml", views.example, name="own-scan-example"),
    path("<uuid:own>/", views.one, name="own-scan"),
    path("<uuid:own>/proberen/", views.trial, name="own-scan-trial"),
    path("<uuid:own>/bestand.yaml", views.file, name="own-scan-file"),
    path("<uuid:own>/publiceren/", views.publish, name="own-scan-publish"),
    path("<uuid:own>/intrekken/", views.withdraw, name="own-scan-withdraw"),
    path("<uuid:own>/weggooien/", views.drop, name="own-scan-drop"),
]
