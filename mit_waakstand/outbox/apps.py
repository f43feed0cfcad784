"""Django's name for this app."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """The app ``outbox``."""

    name = "mit_waakstand.outbox"
