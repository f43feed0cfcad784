"""Django's name for this app."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """The app ``editions``: it has no tables of its own."""

    name = "mit_waakstand.editions"
