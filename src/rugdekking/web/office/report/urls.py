"""Addresses below `/werk/<organisation>/zaken/melding/`."""

from django.urls import path

from rugdekking.web.office.report import adding, file, intake, views

urlpatterns = [
    path("opnemen/", intake.new, name="intake"),
    path("<slug:reference>/", views.one, name="report"),
    path("<slug:reference>/oppakken/", views.take, name="report-take"),
    path("<slug:reference>/opzij/", views.step_aside, name="report-aside"),
    path("<slug:reference>/bij-een-zaak/", views.join, name="report-join"),
    path("<slug:reference>/tekst/", intake.correct, name="report-correct"),
    path("<slug:reference>/mondeling/", intake.confirm_by_word, name="report-by-word"),
    path("<slug:reference>/nieuwe-code/", intake.new_code, name="report-code"),
    path("<slug:reference>/bestanden/", adding.files, name="report-files"),
    path("<slug:reference>/bestanden/stukken/", adding.coming, name="report-coming"),
    path("<slug:reference>/bestanden/stukken/<uuid:file>/<int:number>/", adding.coming_piece, name="report-piece"),
    path("<slug:reference>/bestanden/<uuid:piece>/over/", file.about, name="report-file-about"),
    path("<slug:reference>/bestanden/<uuid:piece>/", file.one, name="report-file"),
    path("<slug:reference>/bestanden/<uuid:piece>/voorbeeld.jpg", file.preview, name="report-file-preview"),
    path("<slug:reference>/bestanden/<uuid:piece>/kopie/", file.copy, name="report-file-copy"),
    path("<slug:reference>/bestanden/<uuid:piece>/origineel/", file.original, name="report-file-original"),
]
