"""Settings are safe by default: they refuse to start when something that matters is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
COMPLETE = {"MIT_SECRET_KEY": "geheim", "MIT_SMTP_URL": "smtp://mail.voorbeeld.invalid"}


def _read(expression: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own and print one expression about them."""
    bare = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("MIT_", "COV_CORE_")) and key not in {"DATABASE_URL", "REDIS_URL"}
    }
    return subprocess.run(
        [sys.executable, "-c", f"from mit_waakstand import settings as s; print({expression})"],
        cwd=PROJECT,
        env=bare | environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize("missing", ["MIT_SECRET_KEY", "MIT_SMTP_URL"])
def test_nothing_starts_without(missing: str) -> None:
    environment = {key: value for key, value in COMPLETE.items() if key != missing}

    answer = _read("s.SECRET_KEY", **environment)

    assert answer.returncode == 1
    assert answer.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: "
        f"Zet {missing} of {missing}_FILE; zie docs/beheer.md."
    )


def test_a_site_below_a_path_of_another_host_needs_the_address_of_the_office() -> None:
    below = {"MIT_PUBLIC_URL": "https://www.scp.nl/mit-in-waakstand/"}
    office = {"MIT_OFFICE_URL": "https://mit.voorbeeld.invalid/"}

    refused, taken = (
        _read("s.OFFICE_URL", **COMPLETE | below),
        _read("s.OFFICE_URL", **COMPLETE | below | office),
    )

    assert "Zet MIT_OFFICE_URL of MIT_OFFICE_URL_FILE" in refused.stderr.splitlines()[-1]
    assert taken.stdout == "https://mit.voorbeeld.invalid/\n"


def test_a_style_sheet_of_the_house_that_is_not_there_stops_the_start() -> None:
    answer = _read("s.STYLE_CSS", **COMPLETE | {"MIT_HUISSTIJL_CSS": "/is/er/niet.css"})

    assert "MIT_HUISSTIJL_CSS wijst naar /is/er/niet.css" in answer.stderr.splitlines()[-1]


def test_a_demonstration_starts_without_key_and_says_that_it_is_one() -> None:
    answer = _read("s.DEMO, s.HTTPS, s.EMAIL_BACKEND, s.DEBUG", MIT_DEMO="1")

    assert answer.stdout == ("True False django.core.mail.backends.filebased.EmailBackend False\n")


def test_without_a_word_everything_is_at_its_safest() -> None:
    answer = _read(
        "s.DEMO, s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, "
        "s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_NAME, s.ALLAUTH_TRUSTED_PROXY_COUNT",
        **COMPLETE,
    )

    assert answer.stdout == "False False True True True 63072000 __Host-sessie 0\n"


def test_the_address_of_the_database_is_read_whole() -> None:
    answer = _read(
        "[s.DATABASES['default'][key] for key in ('NAME', 'USER', 'PASSWORD', 'HOST', 'PORT')], "
        "s.DATABASES['default']['OPTIONS']['sslmode'], "
        "s.DATABASES['default']['OPTIONS']['pool']",
        DATABASE_URL="postgresql://mit:p%40ss@db.voorbeeld.invalid:6432/waak?sslmode=verify-full",
        MIT_PROCESS="web",
        **COMPLETE,
    )

    assert answer.stdout == (
        "['waak', 'mit', 'p@ss', 'db.voorbeeld.invalid', '6432'] verify-full "
        "{'min_size': 2, 'max_size': 8, 'timeout': 10}\n"
    )


def test_another_database_than_postgresql_is_refused() -> None:
    answer = _read("s.DATABASES", DATABASE_URL="mysql://localhost/waak", **COMPLETE)

    assert answer.returncode == 1
    assert answer.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: DATABASE_URL moet beginnen met postgresql://"
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp://mail.voorbeeld.invalid", "mail.voorbeeld.invalid 25  False False\n"),
        ("smtp+tls://ik@mail.voorbeeld.invalid:587", "mail.voorbeeld.invalid 587 ik True False\n"),
        ("smtps://ik@mail.voorbeeld.invalid:465", "mail.voorbeeld.invalid 465 ik False True\n"),
    ],
)
def test_the_mail_server_is_one_address(address: str, expected: str) -> None:
    answer = _read(
        "s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL",
        **(COMPLETE | {"MIT_SMTP_URL": address}),
    )

    assert answer.stdout == expected
