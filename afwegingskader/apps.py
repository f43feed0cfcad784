"""Django's name for this app."""

from django.apps import AppConfig


class AfwegingskaderConfig(AppConfig):
    """The app ``afwegingskader``."""

    name = "afwegingskader"
    verbose_name = "Afwegingskader"
