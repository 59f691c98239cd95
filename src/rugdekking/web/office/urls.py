"""Addresses of the office, below `/werk/`."""

from django.urls import include, path

from rugdekking.web.office import calling, presenting, queue, start
from rugdekking.web.office.own_content import urls as own_content

urlpatterns = [
    path("", start.start, name="office-start"),
    path("<slug:organisation>/", start.organisation, name="office"),
    path("<slug:organisation>/redactie/", start.editing, name="editing"),
    path("<slug:organisation>/zaken/", queue.overview, name="queue"),
    path("<slug:organisation>/zaken/zoeken/", calling.find, name="queue-find"),
    path("<slug:organisation>/zaken/melding/", include("rugdekking.web.office.report.urls")),
    path("<slug:organisation>/zaken/<slug:reference>/politie/", include("rugdekking.web.office.police.urls")),
    path("<slug:organisation>/zaken/<slug:reference>/", include("rugdekking.web.office.case.urls")),
    path("<slug:organisation>/", include("rugdekking.web.office.own.urls")),
    path("<slug:organisation>/voorbereiding/", include("rugdekking.web.office.preparation.urls")),
    path("<slug:organisation>/presentatie/", presenting.presentation, name="presentation"),
    path("<slug:organisation>/oefenen/", include("rugdekking.web.office.drills.urls")),
    path("<slug:organisation>/maatregelen/", include("rugdekking.web.office.measure.urls")),
    path("<slug:organisation>/zelfscans/", include(own_content.scans)),
    path("<slug:organisation>/werkvormen/", include(own_content.guides)),
    path("<slug:organisation>/inrichten/protocol/", include("rugdekking.web.office.protocol.urls")),
    path("<slug:organisation>/inrichten/brieven/", include("rugdekking.web.office.wordings.urls")),
    path("<slug:organisation>/inrichten/", include("rugdekking.web.office.setup.urls")),
]
