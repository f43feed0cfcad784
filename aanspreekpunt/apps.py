"""Django's name for this app."""

from django.apps import AppConfig


class AanspreekpuntConfig(AppConfig):
    """The app ``aanspreekpunt``."""

    name = "aanspreekpunt"
    verbose_name = "Aanspreekpunt"
