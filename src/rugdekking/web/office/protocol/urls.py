"""Addresses below `/werk/<organisation>/inrichten/protocol/`."""

from django.urls import path

from rugdekking.web.office.protocol import adopting, comparing, documents, pieces, trying, views

urlpatterns = [
    path("", views.overview, name="protocol"),
    path("meegeleverd/", views.shipped, name="protocol-shipped"),
    path("meegeleverd/document.<slug:form>", documents.shipped, name="protocol-shipped-document"),
    path("beginnen/", adopting.derive, name="protocol-derive"),
    path("inlezen/", adopting.bring_in, name="protocol-bring-in"),
    path("vergelijken/", comparing.compare, name="protocol-compare"),
    path("concept/", views.draft, name="protocol-draft"),
    path("concept/tekst/", pieces.words, name="protocol-words"),
    path("concept/vaststellen/", adopting.adopt, name="protocol-adopt"),
    path("concept/weggooien/", adopting.drop, name="protocol-drop"),
    path("concept/nieuwer/", comparing.newer, name="protocol-newer"),
    path("concept/nieuwer/<slug:part>/<slug:item>/", comparing.take, name="protocol-take"),
    path("concept/<slug:part>/erbij/", pieces.add, name="protocol-add"),
    path("concept/<slug:part>/<slug:item>/", pieces.change, name="protocol-change"),
    path("concept/<slug:part>/<slug:item>/weg/", pieces.remove, name="protocol-remove"),
    path("voorbeeld/<uuid:example>/weg/", trying.forget, name="protocol-forget"),
    path("<uuid:version>/", views.whole, name="protocol-whole"),
    path("<uuid:version>/proef/", trying.trial, name="protocol-trial"),
    path("<uuid:version>/bestand/", views.file, name="protocol-file"),
    path("<uuid:version>/document.<slug:form>", documents.own, name="protocol-document"),
    path("<uuid:version>/verder/", adopting.go_on, name="protocol-go-on"),
    path("<uuid:version>/intrekken/", adopting.withdraw, name="protocol-withdraw"),
]
