"""Addresses of the pages that show one member their own part, below `/werk/<organisation>/`."""

from django.urls import path

from rugdekking.web.office.own import care, decisions, front_desk, help_read, log, promises, recognising, tasks

urlpatterns = [
    path("taken/", tasks.mine, name="tasks"),
    path("taken/<uuid:task>/", tasks.one, name="task"),
    path("taken/<uuid:task>/gedaan/", tasks.finish, name="task-finish"),
    path("taken/<uuid:task>/overslaan/", tasks.skip, name="task-skip"),
    path("besluiten/", decisions.mine, name="decisions"),
    path("besluiten/<uuid:answer>/", decisions.one, name="decision"),
    path("besluiten/<uuid:answer>/besluit/", decisions.decide, name="decision-decide"),
    path("nazorg/", care.mine, name="aftercare"),
    path("nazorg/<uuid:track>/", care.one, name="track"),
    path("nazorg/<uuid:track>/aantekening/", care.note, name="track-note"),
    path("nazorg/<uuid:track>/gesprek/", care.plan, name="track-plan"),
    path("nazorg/<uuid:track>/gesprekken/", care.plan_usual, name="track-plan-usual"),
    path("nazorg/<uuid:track>/afronden/", care.close, name="track-close"),
    path("nazorg/<uuid:track>/stoppen/", care.stop, name="track-stop"),
    path("nazorg/<uuid:track>/toch/", care.come_back, name="track-back"),
    path("nazorg/<uuid:track>/<uuid:moment>/gehouden/", care.held, name="track-held"),
    path("nazorg/<uuid:track>/<uuid:moment>/niet-door/", care.missed, name="track-missed"),
    path("nazorg/<uuid:track>/<uuid:moment>/verzetten/", care.move, name="track-move"),
    path("beloftes/", promises.overview, name="promises"),
    path("gelezen/", help_read.overview, name="help-read"),
    path("balie/", front_desk.look_up, name="front-desk"),
    path("herkenning/", recognising.mine, name="recognising"),
    path("herkenning/<uuid:match>/", recognising.compare, name="recognising-compare"),
    path("logboek/", log.overview, name="audit"),
    path("logboek/controle/", log.verify, name="audit-verify"),
]
