"""Addresses below `/werk/<organisation>/zelfscans/` and `/werk/<organisation>/werkvormen/`."""

from collections.abc import Sequence

from django.urls import URLPattern, path

from rugdekking.web.office.own_content import reading, views
from rugdekking.web.office.own_content.shelves import GUIDES, SCANS, Shelf


def of(shelf: Shelf, shipped: str, version: str) -> Sequence[URLPattern]:
    """The addresses of a kind. `shipped` and `version` are the blanks in the addresses."""
    given, name = {"shelf": shelf}, shelf.name
    return [
        path("", views.overview, given, name=shelf.overview),
        path("inlezen/", views.bring_in, given, name=f"{name}-bring-in"),
        path(f"voorbeeld/{shipped}.yaml", views.example, given, name=f"{name}-example"),
        path(f"{version}/", reading.one, given, name=name),
        path(f"{version}/bestand.yaml", views.file, given, name=f"{name}-file"),
        path(f"{version}/publiceren/", views.publish, given, name=f"{name}-publish"),
        path(f"{version}/intrekken/", views.withdraw, given, name=f"{name}-withdraw"),
        path(f"{version}/weggooien/", views.drop, given, name=f"{name}-drop"),
    ]


scans = [
    *of(SCANS, "<slug:scan>", "<uuid:own>"),
    path("<uuid:own>/proberen/", reading.trial, {"shelf": SCANS}, name="own-scan-trial"),
]
guides = of(GUIDES, "<slug:guide>", "<uuid:talk>")
