"""Django's name for this app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The app ``demo``."""

    name = "mit_waakstand.demo"
