"""Robustness 30: with database and broker down, what was published is still there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from publication_samples import a_published_signal

from mit_waakstand.public_site import bake

ASK = """
from wsgiref.util import setup_testing_defaults
from mit_waakstand.wsgi import application

for address in ("/", "/signalen/", "/signalen/miw-2026-01/",
                "/signalen/miw-2026-01/miw-2026-01-signaal.pdf"):
    environ = {"PATH_INFO": address, "REQUEST_METHOD": "GET"}
    setup_testing_defaults(environ)
    body = application(environ, lambda status, headers: print(status[:3], end=" "))
    print(len(b"".join(body)) > 0)
"""


@pytest.mark.django_db
def test_the_published_pages_are_served_without_database_and_broker(
    public_root: Path, tmp_path: Path
) -> None:
    bake.publication(a_published_signal())
    nothing_there = {
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "MIT_PUBLIC_ROOT": str(public_root),
        "MIT_STATE_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "mit_waakstand.settings",
    }

    asked = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASK],
        env=os.environ | nothing_there,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )

    assert asked.stdout.split("\n") == ["200 True"] * 4 + [""]
