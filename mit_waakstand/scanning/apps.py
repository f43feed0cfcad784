"""Django's name for this app."""

from django.apps import AppConfig


class ScanningConfig(AppConfig):
    """The app ``scanning``: what the virus scanner held, and whether it is there."""

    name = "mit_waakstand.scanning"
