"""Django's name for this app."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """The app ``trail``."""

    name = "mit_waakstand.trail"
