"""PostgreSQL and Valkey from their wheels, hit with a hammer."""

import os
from pathlib import Path

import psycopg
import pytest
import redis

from mit_waakstand.embedded.errors import CannotStartError
from mit_waakstand.embedded.services import Services, running
from mit_waakstand.embedded.state import marked_processes


def query(services: Services, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(services.database_url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def broker(services: Services) -> redis.Redis:
    return redis.Redis.from_url(services.redis_url.replace("redis+socket", "unix"))


def test_what_was_committed_survives_a_killed_postgresql(inhabited: Path) -> None:
    with running(inhabited, durable=True) as services:
        query(services, "CREATE TABLE committed AS SELECT 42 AS answer")

        services.postgres.kill()
        services.postgres.start()

        assert query(services, "SELECT answer FROM committed") == [(42,)]


def test_what_was_queued_survives_a_killed_broker(inhabited: Path) -> None:
    with running(inhabited) as services:
        broker(services).rpush("queue", "first", "second")

        services.valkey.kill()
        services.valkey.start()

        assert broker(services).lrange("queue", 0, -1) == [b"first", b"second"]


def test_data_stand_there_at_the_next_start_and_no_process_is_left_between(scratch: Path) -> None:
    with running(scratch) as services:
        query(services, "CREATE TABLE kept AS SELECT 42 AS answer")
        during = len(marked_processes(scratch))
    between = marked_processes(scratch)

    with running(scratch) as services:
        found = query(services, "SELECT answer FROM kept")

    assert during >= 2
    assert between == set()
    assert found == [(42,)]


def test_a_lock_file_that_names_another_living_process_is_stale(inhabited: Path) -> None:
    with running(inhabited):
        pass
    (inhabited / "postgres" / "postmaster.pid").write_text(f"{os.getppid()}\n", encoding="ascii")

    with running(inhabited) as services:
        assert query(services, "SELECT 1") == [(1,)]


def test_two_at_once_in_one_directory_are_refused(inhabited: Path) -> None:
    with running(inhabited), pytest.raises(CannotStartError, match="Er draait al") as refusal:
        running(inhabited).__enter__()

    assert "MIT_STATE_DIR" in str(refusal.value)


def test_a_cluster_of_another_version_is_refused_by_name(scratch: Path) -> None:
    (scratch / "postgres").mkdir()
    (scratch / "postgres" / "PG_VERSION").write_text("9\n", encoding="ascii")

    with pytest.raises(CannotStartError) as refusal:
        running(scratch).__enter__()

    assert "zijn van PostgreSQL 9" in str(refusal.value)


def test_a_directory_with_something_else_in_it_is_left_alone(scratch: Path) -> None:
    letter = scratch / "postgres" / "brief.txt"
    letter.parent.mkdir()
    letter.write_text("van iemand", encoding="utf-8")

    with pytest.raises(CannotStartError, match="iets anders dan een databank"):
        running(scratch).__enter__()

    assert letter.read_text(encoding="utf-8") == "van iemand"


def test_the_search_needs_of_the_application_are_there(inhabited: Path) -> None:
    with running(inhabited) as services:
        names = query(
            services,
            "SELECT name FROM pg_available_extensions"
            " WHERE name IN ('btree_gist', 'pg_trgm', 'unaccent') ORDER BY name",
        )
        stem = query(services, "SELECT to_tsvector('dutch', 'signalen')::text")

    assert names == [("btree_gist",), ("pg_trgm",), ("unaccent",)]
    assert stem == [("'signal':1",)]
