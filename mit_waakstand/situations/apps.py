"""Django's name for this app."""

from django.apps import AppConfig


class SituationsConfig(AppConfig):
    """The app ``situations``."""

    name = "mit_waakstand.situations"
