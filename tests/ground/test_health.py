"""Health: whether this process answers, and whether the whole can do its work."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import psycopg
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone
from proving import some_work
from pytest_django import Settings

from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import MOST_ATTEMPTS

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
OURS = ip_network("127.0.0.1")
CHECKS = ("database", "hartslag", "werk", "post", "schema's")


@pytest.fixture(autouse=True)
def monitored(settings: Settings) -> None:
    """The visitor of these tests is our own monitoring."""
    settings.MONITORS = [OURS]


def test_a_process_that_lives_says_so_without_asking_anything(client: Client) -> None:
    answer = client.get("/-/leeft")

    assert (answer.status_code, answer.json()) == (200, {"leeft": True})
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_all_is_well_while_the_sweep_goes_round(client: Client) -> None:
    doing.sweep(timezone.now())

    answer = client.get("/-/gereed")

    assert (answer.status_code, answer.json()) == (
        200,
        {"gereed": True, "controles": dict.fromkeys(CHECKS, True)},
    )


@pytest.mark.django_db
def test_a_sweep_that_never_went_round_is_seen(client: Client) -> None:
    answer = client.get("/-/gereed")

    assert (answer.status_code, answer.json()["controles"]["hartslag"]) == (503, False)


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "status"), [(4, 200), (6, 503)])
def test_a_sweep_that_is_silent_for_five_minutes_is_seen(
    client: Client, minutes: int, status: int
) -> None:
    doing.sweep(NOON)

    with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
        answer = client.get("/-/gereed")

    assert (answer.status_code, answer.json()["controles"]["hartslag"]) == (status, status == 200)


@pytest.mark.django_db
def test_work_that_was_given_up_is_seen(client: Client) -> None:
    some_work(kind="onbekend")
    for hour in range(1, MOST_ATTEMPTS + 1):
        with time_machine.travel(NOON + timedelta(hours=2 * hour), tick=False):
            doing.sweep(timezone.now())

    with time_machine.travel(NOON + timedelta(hours=2 * hour), tick=False):
        answer = client.get("/-/gereed")

    assert answer.status_code == 503
    assert answer.json()["controles"] == dict.fromkeys(CHECKS, True) | {"werk": False}


@pytest.fixture
def lost_connection(transactional_db: None) -> Iterator[None]:  # noqa: ARG001
    """PostgreSQL ends our connection, as it does when it restarts."""
    connection.ensure_connection()
    wrapped = connection.connection
    with psycopg.connect(wrapped.info.dsn) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [wrapped.info.backend_pid])
    yield
    connection.close()


def test_a_database_that_does_not_answer_is_seen(lost_connection: None, client: Client) -> None:  # noqa: ARG001
    answer = client.get("/-/gereed")

    assert (answer.status_code, answer.json()) == (
        503,
        {"gereed": False, "controles": {"database": False}},
    )


@pytest.mark.django_db  # what would write is asked whether there is maintenance
@pytest.mark.parametrize("address", ["/-/leeft", "/-/gereed"])
def test_health_is_only_looked_at(client: Client, address: str) -> None:
    answer = client.post(address)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("name", ["web:8000", "127.0.0.1:8000", "10.0.0.4"])
def test_whoever_watches_may_call_us_by_any_name(settings: Settings, name: str) -> None:
    settings.ALLOWED_HOSTS, settings.OFFICE_HOST = ["kantoor.example"], "kantoor.example"
    watch = Client(headers={"Host": name})

    answers = [watch.get(address).status_code for address in ("/-/leeft", "/aanmelden/")]

    assert answers == [200, 400]


@pytest.mark.django_db
def test_to_a_stranger_it_says_only_yes_or_no(settings: Settings) -> None:
    settings.MONITORS = [ip_network("192.0.2.10")]

    ours, theirs = (Client().get("/-/gereed", REMOTE_ADDR=a) for a in ("192.0.2.10", "192.0.2.11"))

    assert (ours.json()["gereed"], ours.json()["controles"]["hartslag"]) == (False, False)
    assert (theirs.status_code, theirs.json()) == (503, {"gereed": False})
