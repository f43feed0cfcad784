"""Django's name for this app."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    """The app ``keeping``: what people typed and did not save yet."""

    name = "mit_waakstand.keeping"
