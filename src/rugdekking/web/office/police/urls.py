"""Addresses below `/werk/<organisation>/zaken/<reference>/politie/`."""

from django.urls import include, path

from rugdekking.web.office.police import choosing, costs, file, handing, overview, routes, scripts

urlpatterns = [
    path("", overview.overview, name="case-police"),
    path("beginnen/", overview.begin, name="case-police-open"),
    path("levensgevaar/", routes.danger, name="case-danger"),
    path("kosten/", costs.in_case, name="case-costs"),
    path("<uuid:dossier>/", overview.one, name="dossier"),
    path("<uuid:dossier>/afronden/", choosing.end, name="dossier-end"),
    path("<uuid:dossier>/keuze/", choosing.choice, name="dossier-choice"),
    path("<uuid:dossier>/keuze/wens/", choosing.wish, name="dossier-wish"),
    path("<uuid:dossier>/keuze/vragen/", choosing.agreement, name="dossier-agreement"),
    path("<uuid:dossier>/mogelijke-feiten/", choosing.offences, name="dossier-offences"),
    path("<uuid:dossier>/mogelijke-feiten/vragen/", choosing.answers, name="dossier-answers"),
    path("<uuid:dossier>/mogelijke-feiten/toevoegen/", choosing.also, name="dossier-also"),
    path("<uuid:dossier>/termijnen/", choosing.terms, name="dossier-terms"),
    path("<uuid:dossier>/termijnen/starten/", choosing.start_term, name="dossier-term-start"),
    path("<uuid:dossier>/termijnen/<slug:term>/loslaten/", choosing.let_go, name="dossier-term-let-go"),
    path("<uuid:dossier>/gedaan/", choosing.file, name="dossier-filing"),
    path("<uuid:dossier>/gedaan/<uuid:filing>/intrekken/", choosing.take_back, name="dossier-take-back"),
    path("<uuid:dossier>/dossier/", file.overview, name="dossier-file"),
    path("<uuid:dossier>/zeven-vragen/", file.answer, name="dossier-account"),
    path("<uuid:dossier>/gegevens/", file.around, name="dossier-details"),
    path("<uuid:dossier>/logboek/", file.logbook, name="dossier-log"),
    path("<uuid:dossier>/logboek/<uuid:entry>/doorhalen/", file.strike, name="dossier-log-strike"),
    path("<uuid:dossier>/overdragen/", handing.check, name="dossier-check"),
    path("<uuid:dossier>/overdragen/<uuid:handing>/", handing.one, name="dossier-handed"),
    path("<uuid:dossier>/overdragen/<uuid:handing>/dossier.pdf", handing.paper, name="dossier-paper"),
    path("<uuid:dossier>/overdragen/<uuid:handing>/dossier.zip", handing.archive, name="dossier-archive"),
    path("<uuid:dossier>/spiekblad/<slug:which>/", scripts.page, name="dossier-script"),
    path("<uuid:dossier>/spiekblad/<slug:which>/blad.pdf", scripts.paper, name="dossier-script-paper"),
    path("<uuid:dossier>/", include("rugdekking.web.office.police.follow_urls")),
]
