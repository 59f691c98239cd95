"""Conversations in a group: the guides and their cards."""

from django.urls import path

from rugdekking.web.meetings import guides

app_name = "meetings"

urlpatterns = [
    path("hulp/gesprek/", guides.overview, name="guides"),
    path("hulp/gesprek/<slug:guide>/", guides.guide, name="guide"),
    path("hulp/gesprek/<slug:guide>/kaarten/", guides.cards, name="guide-cards"),
]
