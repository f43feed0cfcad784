"""Django's name for this app."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The app ``archive``."""

    name = "mit_waakstand.archive"
