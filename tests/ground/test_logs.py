"""Logs say what happened, never who or what it was about (robustness 8)."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from building_maintenance import some_maintenance
from django.db import connection
from django.test import Client
from django.utils import timezone
from post_office import post_office
from pytest_django import Settings

from building import TEXT, a_signal, a_situation, amsterdam
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.tasks import do_some
from mit_waakstand.workflow import NotAllowedError
from signals.states import SignalState
from signals.workflow import signals

pytestmark = pytest.mark.django_db

PASSWORD = "vier willekeurige woorden samen"
ADDRESS, BROWSER = "192.0.2.77", "Kijkglas/7"
PRIVATE = (
    *("Proef", "Gerda Vermeer", "g.vermeer", "voorbeeld.invalid"),
    *(PASSWORD, "verkeerd-woord", ADDRESS, BROWSER),
    *("zilverkoorts", "zoekwoord", TEXT["title"], TEXT["summary"], "pandemisch potentieel"),
    *("Onze reden", "Mijn reden", "Wij nemen uw signaal over"),
)


class Log(io.StringIO):
    """Everything that was logged, as it is written in production."""

    def lines(self) -> list[dict[str, Any]]:
        """Return each line as data; a line that is no JSON is an error."""
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def leaks(self) -> list[str]:
        """Return which private words stand in the log."""
        return [word for word in PRIVATE if word in self.getvalue()]


@pytest.fixture
def log() -> Iterator[Log]:
    """Log everything from INFO on, through the formatter of the settings."""
    root = logging.getLogger()
    is_ours = structlog.stdlib.ProcessorFormatter
    formatter = next(h.formatter for h in root.handlers if isinstance(h.formatter, is_ours))
    text = Log()
    handler = logging.StreamHandler(text)
    handler.setFormatter(formatter)
    handler.addFilter(lambda record: record.name != "mail.log")  # the mail server of the test
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield text
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.fixture
def gerda(db: None) -> User:  # noqa: ARG001
    return User.objects.create_user(
        "g.vermeer",
        "g.vermeer@voorbeeld.invalid",
        PASSWORD,
        full_name="Gerda Vermeer",
        role=Role.CPO,
    )


@pytest.fixture
def visitor() -> Client:
    return Client(
        REMOTE_ADDR=ADDRESS, headers={"User-Agent": BROWSER}, raise_request_exception=False
    )


def test_signing_in_logs_numbers_only(log: Log, gerda: User, visitor: Client) -> None:
    for password in ("verkeerd-woord", PASSWORD):
        visitor.post("/aanmelden/", {"login": gerda.username, "password": password})
    visitor.get("/werk/")

    assert {line.get("user_id") for line in log.lines()} == {None, gerda.pk}
    assert log.leaks() == []


def test_every_attempt_to_sign_in_is_logged_with_the_number_of_the_account(
    log: Log, gerda: User, visitor: Client
) -> None:
    for name, password in (
        ("niemand", "verkeerd-woord"),
        *[(gerda.username, "verkeerd-woord")] * 5,
        (gerda.username, PASSWORD),
    ):
        visitor.post("/aanmelden/", {"login": name, "password": password})
    Client().post("/aanmelden/", {"login": gerda.username, "password": PASSWORD})

    told = [(line["event"], line["account"]) for line in log.lines() if "account" in line]
    assert told == [
        ("sign_in_failed", None),
        *[("sign_in_failed", gerda.pk)] * 5,
        ("sign_in_held_up", gerda.pk),
        ("signed_in", gerda.pk),
    ]
    assert log.leaks() == []


def test_a_page_that_is_refused_is_logged_with_who_asked(
    log: Log, gerda: User, visitor: Client
) -> None:
    visitor.force_login(gerda)

    visitor.get("/werk/werk/")

    refused = [line for line in log.lines() if line.get("code") == 403]
    assert [(line["request"], line["user_id"]) for line in refused] == [
        ("GET /werk/werk/", gerda.pk)
    ]


def test_what_one_looks_for_is_not_logged(log: Log, gerda: User, visitor: Client) -> None:
    visitor.force_login(gerda)

    visitor.get("/werk/signalen/", {"zoek": "zoekwoord Vermeer"})

    requests = {line["request"] for line in log.lines() if "request" in line}
    assert requests == {"GET /werk/signalen/"}
    assert log.leaks() == []


def test_the_whole_way_of_a_signal_is_logged_as_work_with_numbers(
    log: Log, settings: Settings
) -> None:
    with post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        a_signal(SignalState.PUBLISHED, at=amsterdam(2026, 9, 1))
        doing.sweep(timezone.now())

    done = {line["kind"] for line in log.lines() if line["event"] == "work_done"}
    assert done == {
        *("mail_invitation", "make_letter", "mail_issued"),
        *("make_response_pdf", "mail_answered", "bake", "mail_published"),
    }
    assert len(office.arrived) == 4  # the weighing was days ago
    assert log.leaks() == []


def test_mail_that_fails_is_logged_by_its_kind_of_error_and_told_in_the_row(
    log: Log, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    a_signal(SignalState.ISSUED)

    for work in Work.objects.filter(kind="mail_issued"):
        doing.do(work.pk)

    failed = [line for line in log.lines() if line["event"] == "work_failed"]
    assert [(line["kind"], line["error"]) for line in failed] == [
        ("mail_issued", "ConnectionRefusedError")
    ]
    assert "Connection refused" in Work.objects.get(kind="mail_issued").outcome
    assert log.leaks() == []


def test_a_form_that_is_refused_at_a_personal_address_logs_no_key(log: Log) -> None:
    careful = Client(enforce_csrf_checks=True)

    careful.post("/persoonlijk/sleutel-van-gerda/weging/")

    refused = [line["event"] for line in log.lines() if "Forbidden" in line["event"]]
    assert refused == ["Forbidden (CSRF cookie not set.): /persoonlijk/…/weging/"]
    assert "sleutel-van-gerda" not in log.getvalue()


def test_one_act_has_one_number_in_the_log_of_page_task_and_mail(
    log: Log, administrator: User, visitor: Client, settings: Settings
) -> None:
    visitor.force_login(administrator)
    with post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        visitor.post("/werk/werk/proefmail/")
        work = Work.objects.get(kind="mail_trial")
        visitor.get("/werk/werk/")  # another request, with another number
        do_some(work.pk)  # as Celery calls it

    (message,) = office.arrived
    of_the_act = [line for line in log.lines() if line["request_id"] == work.request_id]
    assert [line["event"] for line in of_the_act] == [
        *("request_started", "request_finished"),
        *("mail_sent", "work_done"),
    ]
    assert of_the_act[0]["request"] == "POST /werk/werk/proefmail/"
    assert of_the_act[2]["message"] == message["Message-ID"]
    assert message["X-Request-ID"] == work.request_id
    assert log.leaks() == []
    assert administrator.email not in log.getvalue()


def test_a_refused_step_logs_nothing_about_it(log: Log, secretary: User, visitor: Client) -> None:
    signal = a_signal(SignalState.DRAFT)
    visitor.force_login(secretary)

    answer = visitor.post(f"/werk/signalen/{signal.pk}/bewerken/", TEXT | {"title": ""})
    with pytest.raises(NotAllowedError):
        signals.adopt(signal, by=secretary, at=timezone.now())

    assert answer.status_code == 422
    assert {line["event"] for line in log.lines()} == {"request_started", "request_finished"}
    assert log.leaks() == []


def test_an_error_is_logged_with_its_place_and_without_its_words(
    log: Log, gerda: User, visitor: Client
) -> None:
    """PostgreSQL quotes the values of a row in the words of an error."""
    a_situation()
    visitor.force_login(gerda)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "CREATE FUNCTION stuk(text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'Key (naam)=(Gerda Vermeer) bestaat al'; END $$"
        )
        cursor.execute("ALTER TABLE situations_situation RENAME TO situations_echt")
        cursor.execute(
            "CREATE VIEW situations_situation AS SELECT id, stuk(title) AS title, disease, "
            "is_exercise, historical_case, opened_at, opened_by_id FROM situations_echt"
        )

    answer = visitor.get("/werk/situaties/")

    errors = [line for line in log.lines() if line["level"] == "error"]
    assert answer.status_code == 500
    assert len(errors) == 2
    for line in errors:
        assert "signals/views/situations.py" in line["exception"]
        assert "RaiseException" in line["exception"]
    assert log.leaks() == []


def test_what_is_refused_during_maintenance_is_no_error(
    log: Log, secretary: User, visitor: Client
) -> None:
    visitor.force_login(secretary)
    some_maintenance()

    answer = visitor.get("/werk/aanleidingen/nieuw/")

    levels = {line["event"]: line["level"] for line in log.lines()}
    assert (answer.status_code, levels["request_finished"]) == (503, "warning")


def test_every_line_says_when_and_how_serious(log: Log, visitor: Client) -> None:
    visitor.get("/bestaat/niet/")

    lines = log.lines()
    assert [line["event"] for line in lines] == ["request_started", "request_finished"]
    assert [line["level"] for line in lines] == ["info", "warning"]
    assert {line["timestamp"][-1] for line in lines} == {"Z"}
    assert len({line["request_id"] for line in lines}) == 1
