"""Django's name for this app."""

from django.apps import AppConfig


class YearlyConfig(AppConfig):
    """The app ``yearly``."""

    name = "mit_waakstand.yearly"
