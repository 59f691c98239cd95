"""Addresses of measures that were made known, below `/werk/<organisation>/maatregelen/`."""

from django.urls import path

from rugdekking.web.office.measure import judging, letters, steps, views

urlpatterns = [
    path("", views.mine, name="measures"),
    path("wijziging/<uuid:change>/", judging.change, name="change"),
    path("wijziging/<uuid:change>/besluit/", judging.decide, name="change-decide"),
    path("bezwaar/<uuid:objection>/", judging.objection, name="objection"),
    path("bezwaar/<uuid:objection>/oordeel/", judging.judge, name="objection-judge"),
    path("<uuid:measure>/", views.one, name="measure"),
    path("<uuid:measure>/brieven/", letters.overview, name="measure-letters"),
    path("<uuid:measure>/brieven/maken/<slug:text>/", letters.write, name="measure-letter-write"),
    path("<uuid:measure>/brieven/<uuid:paper>/", letters.one, name="measure-letter"),
    path("<uuid:measure>/brieven/<uuid:paper>/verstuurd/", letters.send, name="measure-letter-send"),
    path("<uuid:measure>/brieven/<uuid:paper>/weggooien/", letters.drop, name="measure-letter-drop"),
    path("<uuid:measure>/brieven/<uuid:paper>/bestand.<slug:form>", letters.file, name="measure-letter-file"),
    path("<uuid:measure>/bekijken/", steps.review, name="measure-review"),
    path("<uuid:measure>/wijzigen/", steps.change, name="measure-change"),
    path("<uuid:measure>/wijziging/<uuid:change>/bekendmaken/", steps.tell_change, name="measure-change-tell"),
    path("<uuid:measure>/wijziging/<uuid:change>/intrekken/", steps.withdraw_change, name="measure-change-withdraw"),
    path("<uuid:measure>/bezwaar/", steps.object_to, name="measure-object"),
    path("<uuid:measure>/bezwaar/<uuid:objection>/wie/", steps.ask_answerer, name="measure-objection-who"),
    path(
        "<uuid:measure>/bezwaar/<uuid:objection>/antwoord/",
        steps.answer_objection,
        name="measure-objection-answer",
    ),
    path(
        "<uuid:measure>/bezwaar/<uuid:objection>/intrekken/",
        steps.withdraw_objection,
        name="measure-objection-withdraw",
    ),
]
