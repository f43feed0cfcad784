"""Django's name for this app."""

from django.apps import AppConfig


class MaintenanceConfig(AppConfig):
    """The app ``maintenance``."""

    name = "mit_waakstand.maintenance"
