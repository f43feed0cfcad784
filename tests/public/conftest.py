"""Public and private directories of their own for every test of the shop window."""

from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from publication_samples import a_published_signal
from pytest_django import DjangoDbBlocker, Settings
from static_files import PLAIN

from mit_waakstand.public_site import bake

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": PLAIN,
}


@pytest.fixture(autouse=True)
def public_root(tmp_path: Path, settings: Settings) -> Path:
    settings.PUBLIC_ROOT = tmp_path / "public"
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.PUBLIC_URL = "https://waakstand.example/"
    return tmp_path / "public"


@pytest.fixture(scope="session")
def one_signal(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
) -> Path:
    """Return a site with one published signal, baked once, to be read only."""
    folder = tmp_path_factory.mktemp("one-signal")
    own = {"PUBLIC_ROOT": folder / "public", "PRIVATE_ROOT": folder / "private"}
    site = {"PUBLIC_URL": "https://waakstand.example/", "STORAGES": STORAGES}
    with django_db_blocker.unblock(), override_settings(**own, **site), transaction.atomic():
        a_published_signal()
        bake.everything()
        transaction.set_rollback(True)
    return folder / "public"
