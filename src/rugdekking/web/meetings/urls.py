"""Conversations in a group: the guides with their cards, and a presentation to begin with."""

from django.urls import path

from rugdekking.web.meetings import guides, presentation

app_name = "meetings"

urlpatterns = [
    path("hulp/gesprek/", guides.overview, name="guides"),
    path("hulp/gesprek/<slug:guide>/", guides.guide, name="guide"),
    path("hulp/gesprek/<slug:guide>/kaarten/", guides.cards, name="guide-cards"),
    path("hulp/presentatie/", presentation.presentation, name="presentation"),
    path("hulp/presentatie/veilig-werken.<slug:form>", presentation.file, name="presentation-file"),
]
