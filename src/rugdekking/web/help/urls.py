"""The toolkit of an organisation, for everybody: `/<organisation>/hulp/`."""

from django.urls import path

from rugdekking.web.help import sheets, views

app_name = "help"

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:page>.pdf", sheets.file, name="sheet"),
    path("<slug:page>/", views.page, name="page"),
]
