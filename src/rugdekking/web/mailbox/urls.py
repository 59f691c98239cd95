"""The reporter's own page. The reference in an address is random and tells nothing; a code never stands in one."""

from django.urls import path

from rugdekking.web.mailbox import choosing, deciding, entering, overview, police, talking

urlpatterns = [
    path("", entering.home, name="mailbox-home"),
    path("afsluiten/", entering.leave, name="mailbox-leave"),
    path("eigen-code/", entering.own_code, name="mailbox-own-code"),
    path("code/", entering.card, name="mailbox-card"),
    path("<slug:reference>/", overview.report, name="mailbox-report"),
    path("<slug:reference>/berichten/", talking.messages, name="mailbox-messages"),
    path("<slug:reference>/bestanden/", talking.files, name="mailbox-files"),
    path("<slug:reference>/bestanden/stukken/", talking.coming, name="mailbox-coming"),
    path("<slug:reference>/bestanden/stukken/<uuid:file>/<int:number>/", talking.coming_piece, name="mailbox-piece"),
    path("<slug:reference>/bestanden/<uuid:piece>/over/", talking.about, name="mailbox-file-about"),
    path("<slug:reference>/bestanden/<uuid:piece>/", talking.file, name="mailbox-file"),
    path("<slug:reference>/tekst/", deciding.story, name="mailbox-story"),
    path("<slug:reference>/tekst/verbeteren/", deciding.correct, name="mailbox-correct"),
    path("<slug:reference>/tekst/klopt/", deciding.confirm, name="mailbox-confirm"),
    path("<slug:reference>/toestemming/<uuid:consent>/", deciding.consent, name="mailbox-consent"),
    path("<slug:reference>/dossier/", police.overview, name="mailbox-dossier"),
    path("<slug:reference>/dossier/verbeteren/", police.correct, name="mailbox-dossier-correct"),
    path("<slug:reference>/dossier/logboek/", police.logbook, name="mailbox-dossier-log"),
    path(
        "<slug:reference>/dossier/logboek/<uuid:entry>/doorhalen/", police.strike, name="mailbox-dossier-log-strike"
    ),
    path("<slug:reference>/keuze/", choosing.choice, name="mailbox-choice"),
    path("<slug:reference>/intrekken/", deciding.withdraw, name="mailbox-withdraw"),
    path("<slug:reference>/toch-door/", deciding.stay, name="mailbox-stay"),
    path("<slug:reference>/terugkijken/", deciding.rate, name="mailbox-rate"),
    path("<slug:reference>/niet-weten/", deciding.keep_out, name="mailbox-keep-out"),
    path("<slug:reference>/toelaten/", deciding.let_in, name="mailbox-let-in"),
]
