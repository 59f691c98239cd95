"""Addresses below `/politie/<file>/` of what comes after: following, online, money, routes."""

from django.urls import path

from rugdekking.web.office.police import costs, following, letters, online, routes

urlpatterns = [
    path("volgen/", following.overview, name="dossier-follow"),
    path("volgen/gegevens/", following.at_police, name="dossier-at-police"),
    path("volgen/nieuws/", following.news, name="dossier-news"),
    path("volgen/nieuws/<uuid:news>/bericht/", following.tell, name="dossier-news-tell"),
    path("volgen/nieuws/<uuid:news>/gesproken/", following.spoke, name="dossier-news-spoke"),
    path("volgen/afspraken/", following.watch, name="dossier-watch"),
    path("volgen/afspraken/<uuid:watched>/verder/", following.further, name="dossier-watch-further"),
    path("volgen/afspraken/<uuid:watched>/afronden/", following.end, name="dossier-watch-end"),
    path("online/", online.overview, name="dossier-online"),
    path("online/toevoegen/", online.add, name="dossier-online-add"),
    path("online/<uuid:online>/", online.change, name="dossier-online-change"),
    path("online/<uuid:online>/brief/", letters.notice, name="dossier-online-letter"),
    path("online/<uuid:online>/gemeld/", online.notice, name="dossier-online-notice"),
    path("online/<uuid:online>/antwoord/", online.answer, name="dossier-online-answer"),
    path("kosten/", costs.overview, name="dossier-costs"),
    path("kosten/toevoegen/", costs.add, name="dossier-cost-add"),
    path("kosten/brief/", letters.claim, name="dossier-claim"),
    path("kosten/<uuid:cost>/", costs.change, name="dossier-cost"),
    path("kosten/<uuid:cost>/weghalen/", costs.drop, name="dossier-cost-drop"),
    path("brieven/<uuid:epistle>/", letters.one, name="dossier-letter"),
    path("brieven/<uuid:epistle>/verstuurd/", letters.send, name="dossier-letter-send"),
    path("brieven/<uuid:epistle>/weggooien/", letters.drop, name="dossier-letter-drop"),
    path("brieven/<uuid:epistle>/bestand.<slug:form>", letters.file, name="dossier-letter-file"),
    path("stappen/", routes.overview, name="dossier-routes"),
    path("stappen/ondermijning/plicht/", routes.duty, name="dossier-duty"),
    path("stappen/ondermijning/besluit/", routes.decide_duty, name="dossier-duty-decide"),
    path("stappen/<slug:route>/", routes.one, name="dossier-route"),
    path("stappen/<slug:route>/beginnen/", routes.begin, name="dossier-route-begin"),
    path("stappen/<slug:route>/stap/<slug:stop>/", routes.step, name="dossier-route-step"),
]
