"""Django's name for this app."""

from django.apps import AppConfig


class DraaiboekConfig(AppConfig):
    """The app ``draaiboek``."""

    name = "draaiboek"
    verbose_name = "Draaiboek en vergaderingen"
