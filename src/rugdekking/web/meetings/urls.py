"""Conversations in a group: the guides with their cards, rooms with a vote, and a presentation."""

from django.urls import path

from rugdekking.web.meetings import guides, joining, leading, presentation, together

app_name = "meetings"

urlpatterns = [
    path("hulp/gesprek/", guides.overview, name="guides"),
    path("hulp/gesprek/<slug:guide>/", guides.guide, name="guide"),
    path("hulp/gesprek/<slug:guide>/kaarten/", guides.cards, name="guide-cards"),
    path("hulp/gesprek/<slug:guide>/zaal/", leading.open_room, name="room-open"),
    path("hulp/zaal/<uuid:room>/", leading.lead, name="room"),
    path("hulp/zaal/<uuid:room>/samen/", together.hand_on, name="room-hand-on"),
    path("hulp/zaal/<uuid:room>/samen/<uuid:invitation>/", together.lead_too, name="room-lead-too"),
    path("stem/", joining.join, name="join"),
    path("stem/<slug:digits>/", joining.vote, name="vote"),
    path("hulp/presentatie/", presentation.presentation, name="presentation"),
    path("hulp/presentatie/veilig-werken.<slug:form>", presentation.file, name="presentation-file"),
]
