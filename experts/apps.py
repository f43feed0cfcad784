"""Django's name for this app."""

from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    """The app ``experts``."""

    name = "experts"
    verbose_name = "Experts"
