"""Django's name for this app."""

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    """The app ``backups``: no records, only commands."""

    name = "mit_waakstand.backups"
    verbose_name = "reservekopieën"
