"""Figures for the monitoring: to who may know them, of what is so now, and nothing of people."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import psycopg
import pytest
import time_machine
import yaml
from django.core.exceptions import ImproperlyConfigured, MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from proving import some_work
from pytest_django import Settings

from building import a_signal, amsterdam
from mit_waakstand import env, request_times, shared_counts
from mit_waakstand.duties.models import Proof, ProofKind
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import MOST_ATTEMPTS, Work
from mit_waakstand.public_site.progress import BAKE
from signals.states import SignalState

PROJECT = Path(__file__).parents[2]
RULES = PROJECT / "deploy" / "prometheus" / "alarmregels.yml"
WATCH, STRANGER, PROXY = "192.0.2.10", "198.51.100.7", "127.0.0.1"
NOW = datetime(2026, 9, 20, 12, tzinfo=UTC)
IN_ORDER = {
    "mit_database_up": 1.0,
    "mit_heartbeat_age_seconds": float("inf"),
    "mit_oldest_unsent_mail_seconds": 0.0,
    "mit_failed_publications": 0.0,
    "mit_failed_work": 0.0,
    "mit_waiting_work": 0.0,
    "mit_struggling_work": 0.0,
    "mit_troubled_schedules": 0.0,
    "mit_late_responses": 0.0,
    "mit_backup_age_days": float("inf"),
}


@pytest.fixture
def monitored(settings: Settings) -> None:
    """One address is that of our monitoring."""
    settings.MONITORS = [ip_network(WATCH)]


def scrape(address: str = WATCH, **headers: str) -> Any:
    return Client().get("/-/metrics", REMOTE_ADDR=address, headers=headers)


def figures(answer: Any) -> dict[str, float]:
    """Return the figures that say how things are now, without the times of requests."""
    families = text_string_to_metric_families(answer.content.decode())
    samples = [sample for family in families for sample in family.samples]
    return {s.name: s.value for s in samples if not s.name.startswith("mit_request_seconds")}


@pytest.mark.django_db
@pytest.mark.usefixtures("monitored")
def test_a_house_where_nothing_happened_yet_has_all_its_figures() -> None:
    answer = scrape()

    assert (answer.status_code, figures(answer)) == (200, IN_ORDER)
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.usefixtures("monitored")
def test_the_figures_are_those_of_the_database_now() -> None:
    with time_machine.travel(NOW - timedelta(hours=1), tick=False):
        a_signal(SignalState.ISSUED, at=amsterdam(2026, 9, 1))
        a_signal(SignalState.ISSUED, at=amsterdam(2026, 9, 1), is_exercise=True)
        Work.objects.all().delete()
        some_work("mail", kind="mail_issued", at=NOW - timedelta(hours=1))
        some_work("later", kind="mail_issued", at=NOW + timedelta(days=1))
        some_work("bak", kind=BAKE)
        Work.objects.filter(key="bak").update(failed_at=NOW)
        some_work("weg", at=NOW + timedelta(hours=1))
        Work.objects.filter(key="weg").update(attempts=5, most_attempts=MOST_ATTEMPTS + 1)
        Proof.objects.create(
            kind=ProofKind.BACKUP,
            done_on=NOW.date() - timedelta(days=3),
            succeeded=True,
            note="gelukt",
            recorded_at=NOW,
        )
    with time_machine.travel(NOW - timedelta(seconds=90), tick=False):
        doing._beat(timezone.now())  # noqa: SLF001

    with time_machine.travel(NOW, tick=False):
        found = figures(scrape())

    assert found == IN_ORDER | {
        "mit_heartbeat_age_seconds": 90.0,
        "mit_oldest_unsent_mail_seconds": 3600.0,
        "mit_failed_publications": 1.0,
        "mit_failed_work": 1.0,
        "mit_waiting_work": 1.0,
        "mit_struggling_work": 1.0,
        "mit_late_responses": 1.0,
        "mit_backup_age_days": 3.0,
    }


@pytest.mark.django_db
def test_nobody_may_read_the_figures_until_an_address_is_given() -> None:
    closed, nothing = scrape(PROXY), Client().get("/-/bestaat-niet")

    assert (closed.status_code, closed.content) == (404, nothing.content)
    assert {**closed.headers} == {**nothing.headers}


@pytest.mark.django_db
@pytest.mark.usefixtures("monitored")
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete", "options"])
def test_to_a_stranger_the_figures_do_not_exist_whatever_he_asks(method: str) -> None:
    careful = Client(enforce_csrf_checks=True, REMOTE_ADDR=STRANGER)

    closed = getattr(careful, method)("/-/metrics")
    nothing = getattr(careful, method)("/-/bestaat-niet")

    assert (closed.status_code, closed.content) == (404, nothing.content)
    assert {**closed.headers} == {**nothing.headers}


@pytest.mark.django_db
@pytest.mark.usefixtures("monitored")
def test_the_figures_are_only_looked_at() -> None:
    answer = Client().post("/-/metrics", REMOTE_ADDR=WATCH)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.django_db
@pytest.mark.usefixtures("monitored")
@pytest.mark.parametrize(
    ("proxies", "address", "forwarded", "status"),
    [
        (0, STRANGER, WATCH, 404),  # what a visitor says of himself counts for nothing
        (1, PROXY, WATCH, 200),
        (1, PROXY, f"{WATCH}, {STRANGER}", 404),
        (1, WATCH, "", 200),  # straight to the application, beside nginx
        (2, PROXY, WATCH, 404),  # fewer servers than were said: nobody knows who asks
        (1, PROXY, "geen adres", 404),
        (0, f"::ffff:{WATCH}", "", 200),
    ],
)
def test_who_asks_is_told_the_way_the_throttle_does(
    settings: Settings, proxies: int, address: str, forwarded: str, status: int
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}

    answer = scrape(address, **headers)

    assert answer.status_code == status


def test_addresses_and_networks_can_be_given_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MIT_MONITORS", "192.0.2.1, 10.0.0.0/8,2001:db8::/32")
    given = env.networks("MIT_MONITORS")
    monkeypatch.setenv("MIT_MONITORS", "prometheus.voorbeeld.nl")

    with pytest.raises(ImproperlyConfigured, match="MIT_MONITORS: gebruik adressen"):
        env.networks("MIT_MONITORS")
    assert [str(one) for one in given] == ["192.0.2.1/32", "10.0.0.0/8", "2001:db8::/32"]


@pytest.fixture
def lost_connection(transactional_db: None) -> Iterator[None]:  # noqa: ARG001
    """PostgreSQL ends our connection, as it does when it restarts."""
    connection.ensure_connection()
    wrapped = connection.connection
    with psycopg.connect(wrapped.info.dsn) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [wrapped.info.backend_pid])
    yield
    connection.close()


@pytest.mark.usefixtures("monitored", "lost_connection")
def test_without_database_the_figures_say_that_it_is_away() -> None:
    answer = scrape()

    assert (answer.status_code, figures(answer)) == (200, {"mit_database_up": 0.0})


@pytest.mark.django_db
@pytest.mark.usefixtures("monitored")
def test_times_are_counted_by_the_name_of_the_view_and_never_by_the_address() -> None:
    client = Client(REMOTE_ADDR=WATCH)  # a new one has its own chain, with these settings
    client.get("/werk/signalen/4711/", {"zoek": "zilverkoorts"})
    client.get("/werk/zilverkoorts/")

    text = client.get("/-/metrics").content.decode()
    counted = re.findall(
        r'^mit_request_seconds_count\{status="(.*)",view="(.*)"\}', text, re.MULTILINE
    )
    assert ("3xx", "signals:signal") in counted
    assert ("4xx", "geen") in counted
    assert {"4711", "zilverkoorts"} & set(re.split(r"\W+", text)) == set()
    bounds = re.findall(r'le="([^"]+)",status="4xx",view="geen"', text)
    assert bounds == ["0.05", "0.1", "0.3", "1.0", "3.0", "10.0", "+Inf"]


def test_nothing_is_counted_that_nobody_may_read() -> None:
    def answer(_: HttpRequest) -> HttpResponse:
        return HttpResponse()

    with pytest.raises(MiddlewareNotUsed):
        request_times.RequestTimes(answer)


def test_every_server_counts_in_a_directory_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shared_counts.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv(shared_counts.VARIABLE, "")
    gone = tmp_path / f"mit-metrics-{os.getppid()}-1"  # our number, of a server before us
    gone.mkdir()
    first = shared_counts.count_together()
    (first / "counter_1.db").touch()

    again = shared_counts.count_together()

    assert again == first
    assert (first / "counter_1.db").exists()
    assert (gone.exists(), first.stat().st_mode & 0o777) == (False, 0o700)
    assert os.environ[shared_counts.VARIABLE] == str(first)


def test_a_directory_of_somebody_else_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shared_counts.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv(shared_counts.VARIABLE, "")
    ours = shared_counts.count_together()
    ours.rmdir()
    ours.symlink_to("/etc")

    with pytest.raises(PermissionError):
        shared_counts.count_together()


def rules() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    return list(group["rules"])


def test_every_rule_says_in_dutch_what_is_wrong_and_how_grave_it_is() -> None:
    allowed = {"alert", "expr", "for", "labels", "annotations"}

    names = [rule["alert"] for rule in rules()]

    assert len(names) == len(set(names)) > 10
    for rule in rules():
        assert set(rule) <= allowed
        assert rule["labels"]["ernst"] in {"bellen", "vandaag"}
        assert set(rule["annotations"]) == {"summary", "description"}
        assert re.fullmatch(r"[1-9]\d*[mh]", rule.get("for", "1m"))
        assert rule["expr"].count("(") == rule["expr"].count(")")


@pytest.mark.django_db
@pytest.mark.usefixtures("monitored")
def test_every_figure_that_a_rule_names_is_told_and_every_figure_has_a_rule() -> None:
    client = Client(REMOTE_ADDR=WATCH)
    client.get("/-/leeft")
    text = client.get("/-/metrics").content.decode()
    told = {name for name in re.findall(r"^(\w+)", text, re.MULTILINE) if name.startswith("mit_")}

    named = set(re.findall(r"\bmit_\w+", " ".join(rule["expr"] for rule in rules())))
    bounds = set(re.findall(r'le="([^"]+)"', " ".join(rule["expr"] for rule in rules())))

    assert named - told == set()
    assert set(IN_ORDER) - named == set()
    assert all(f'le="{bound}"' in text for bound in bounds)
