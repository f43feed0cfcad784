"""Django's name for this app."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """The app ``duties``."""

    name = "mit_waakstand.duties"
