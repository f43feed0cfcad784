"""Django's name for this app."""

from django.apps import AppConfig


class DeputiesConfig(AppConfig):
    """The app ``deputies``."""

    name = "mit_waakstand.deputies"
