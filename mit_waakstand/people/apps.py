"""Django's name for this app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The app ``people``: inviting them, their roles, and whether that still is right."""

    name = "mit_waakstand.people"
