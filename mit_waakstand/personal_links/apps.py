"""Django's name for this app."""

from django.apps import AppConfig


class PersonalLinksConfig(AppConfig):
    """The app ``personal_links``: one person, one purpose, until it expires."""

    name = "mit_waakstand.personal_links"
