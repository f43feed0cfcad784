"""Django's name for this app."""

from django.apps import AppConfig


class CalendarFeedConfig(AppConfig):
    """The app ``calendar_feed``: deadlines and own meetings in a person's own calendar."""

    name = "mit_waakstand.calendar_feed"
