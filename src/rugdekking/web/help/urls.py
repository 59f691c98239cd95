"""The toolkit of an organisation, for everybody: `/<organisation>/hulp/`."""

from django.urls import path

from rugdekking.web.help import feeds, finding, sheets, views

app_name = "help"

urlpatterns = [
    path("", views.home, name="home"),
    path("zoeken/", finding.search, name="search"),
    path("wat-te-doen/", finding.situations, name="situations"),
    path("nieuw.atom", feeds.new, name="new"),
    path("nieuws.atom", feeds.news, name="news"),
    path("<slug:page>.pdf", sheets.file, name="sheet"),
    path("<slug:page>/document/", sheets.elsewhere, name="elsewhere"),
    path("<slug:page>/", views.page, name="page"),
    path("<slug:page>/voor/<slug:role>/", views.plan, name="plan"),
]
