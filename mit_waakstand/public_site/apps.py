"""Django's name for this app."""

from django.apps import AppConfig


class PublicSiteConfig(AppConfig):
    """The app ``public_site``."""

    name = "mit_waakstand.public_site"
    verbose_name = "publieke site"
