"""Addresses below `/werk/<organisation>/voorbereiding/`."""

from django.urls import path

from rugdekking.web.office.preparation import lines, roles, scans, year

urlpatterns = [
    path("", year.overview, name="preparation"),
    path("beginnen/<int:year>/", year.begin, name="preparation-begin"),
    path("rollen/", roles.roles, name="preparation-roles"),
    path("<int:year>/wie/", year.hand_out, name="preparation-hand-out"),
    path("<int:year>/toevoegen/", year.add, name="preparation-add"),
    path("scan/", scans.overview, name="preparation-scans"),
    path("scan/<slug:scan>/", scans.one, name="preparation-scan"),
    path("scan/<slug:scan>/jaarplan/", scans.add, name="preparation-scan-add"),
    path("<uuid:line>/", lines.one, name="precaution"),
    path("<uuid:line>/gereed/", lines.tick, name="precaution-tick"),
    path("<uuid:line>/overslaan/", lines.leave_out, name="precaution-leave-out"),
    path("<uuid:line>/wie/", lines.give, name="precaution-give"),
    path("<uuid:line>/dag/", lines.move, name="precaution-move"),
    path("<uuid:line>/opnieuw/", lines.reopen, name="precaution-reopen"),
]
