"""Addresses of the draaiboek, its runs, and the meetings."""

from django.urls import path

from draaiboek.playbook_urls import PLAYBOOK
from draaiboek.views import meetings

app_name = "draaiboek"
urlpatterns = [
    path("vergaderingen/", meetings.meetings, name="meetings"),
    path("vergaderingen/plannen/", meetings.plan, name="meeting-plan"),
    path("vergaderingen/<int:pk>/", meetings.meeting, name="meeting"),
    path("vergaderingen/<int:pk>/wijzigen/", meetings.reschedule, name="meeting-reschedule"),
    path("vergaderingen/<int:pk>/gehouden/", meetings.hold, name="meeting-hold"),
    path("vergaderingen/<int:pk>/afgelasten/", meetings.cancel, name="meeting-cancel"),
    *PLAYBOOK,
]
