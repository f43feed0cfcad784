"""Addresses of the draaiboek, its runs, and the meetings."""

from draaiboek.meeting_urls import MEETINGS
from draaiboek.playbook_urls import PLAYBOOK

app_name = "draaiboek"
urlpatterns = [*MEETINGS, *PLAYBOOK]
