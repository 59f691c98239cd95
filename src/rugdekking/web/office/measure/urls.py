"""Addresses of measures that were made known, below `/werk/<organisation>/maatregelen/`."""

from django.urls import path

from rugdekking.web.office.measure import judging, steps, views

urlpatterns = [
    path("", views.mine, name="measures"),
    path("wijziging/<uuid:change>/", judging.change, name="change"),
    path("wijziging/<uuid:change>/besluit/", judging.decide, name="change-decide"),
    path("bezwaar/<uuid:objection>/", judging.objection, name="objection"),
    path("bezwaar/<uuid:objection>/oordeel/", judging.judge, name="objection-judge"),
    path("<uuid:measure>/", views.one, name="measure"),
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
