"""Addresses below `/werk/<organisation>/inrichten/`."""

from django.urls import path

from rugdekking.web.office.setup import doubt, keys, members, views

urlpatterns = [
    path("", views.overview, name="setup"),
    path("contact/", views.contacts, name="setup-contacts"),
    path("termijnen/", views.terms, name="setup-terms"),
    path("huisstijl/", views.style, name="setup-style"),
    path("mensen/", members.members, name="setup-members"),
    path("mensen/uitnodigen/", members.invite, name="setup-invite"),
    path("mensen/uitnodiging/<uuid:invitation>/intrekken/", members.withdraw_invitation, name="setup-uninvite"),
    path("mensen/<uuid:member>/rollen/", members.roles, name="setup-roles"),
    path("mensen/<uuid:member>/vervanger/", members.deputy, name="setup-deputy"),
    path("mensen/<uuid:member>/account/", members.account, name="setup-account"),
    path("mensen/<uuid:member>/weg/", members.end, name="setup-end"),
    path("sleutels/balie/<uuid:member>/", keys.admit, name="setup-admit"),
    path("sleutels/", keys.overview, name="setup-keys"),
    path("sleutels/maken/", keys.make, name="setup-make-key"),
    path("sleutels/<uuid:member>/toelaten/", keys.let_in, name="setup-let-in"),
    path("sleutels/<uuid:member>/verwijderen/", keys.remove, name="setup-remove"),
    path("sleutels/vernieuwen/", keys.rotate, name="setup-rotate"),
    path("sleutels/opnieuw/", doubt.anew, name="setup-anew"),
    path("sleutels/opnieuw/delen/", doubt.anew_with_shares, name="setup-anew-shares"),
    path("sleutels/deel/", keys.confirm_share, name="setup-share"),
    path("sleutels/herstellen/", keys.recover, name="setup-recover"),
]
