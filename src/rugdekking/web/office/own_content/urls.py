"""Addresses below `/werk/<organisation>/zelfscans/` and `/werk/<organisation>/werkvormen/`."""

from collections.abc import Sequence

from django.urls import URLPattern, path

from rugdekking.web.office.own_content import reading, views
from rugdekking.web.office.own_content.shelves import GUIDES, SCANS, Shelf


def of(shelf: Shelf) -> Sequence[URLPattern]:
    given, name = {"shelf": shelf}, shelf.name
    return [
        path("", views.overview, given, name=shelf.overview),
        path("inlezen/", views.bring_in, given, name=f"{name}-bring-in"),
        path("voorbeeld/<slug:example>.yaml", views.example, given, name=f"{name}-example"),
        path("<uuid:version>/", reading.one, given, name=name),
        path("<uuid:version>/bestand.yaml", views.file, given, name=f"{name}-file"),
        path("<uuid:version>/publiceren/", views.publish, given, name=f"{name}-publish"),
        path("<uuid:version>/intrekken/", views.withdraw, given, name=f"{name}-withdraw"),
        path("<uuid:version>/weggooien/", views.drop, given, name=f"{name}-drop"),
    ]


scans = [
    *of(SCANS),
    path("<uuid:version>/proberen/", reading.trial, {"shelf": SCANS}, name="own-scan-trial"),
]
guides = of(GUIDES)
