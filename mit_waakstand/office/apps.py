"""Django's name for this app."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The app ``office``."""

    name = "mit_waakstand.office"
