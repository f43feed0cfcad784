"""Django's name for this app."""

from django.apps import AppConfig


class SignalenConfig(AppConfig):
    """The app ``signals``."""

    name = "signals"
    verbose_name = "Signalen"
