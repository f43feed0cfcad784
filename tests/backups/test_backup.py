"""A backup and the way back: on a real database, through the commands that people type."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Generator
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pyrage
import pytest
from asking import signed_in
from building_experts import a_registered_expert
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from building import person
from experts.workflow import erasing
from mit_waakstand.accounts.models import LiveSession
from mit_waakstand.accounts.roles import Role
from mit_waakstand.duties.models import Proof, ProofKind
from mit_waakstand.outbox import doing
from mit_waakstand.public_site import bake
from mit_waakstand.readiness import Status, checks
from mit_waakstand.trail import verification
from tests.own_services import RUNNING
from tests.public.publication_samples import a_published_signal

pytestmark = pytest.mark.django_db(transaction=True)  # pg_dump looks from outside

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "kopieen"


def url_of(name: str) -> str:
    return urlsplit(RUNNING[0].database_url)._replace(path=f"/{name}").geturl()


@pytest.fixture
def empty_database() -> Generator[str, None, None]:
    """Give the address of an empty database on our own server."""
    name = f"leeg_{os.getpid()}"
    with psycopg.connect(RUNNING[0].database_url, autocommit=True) as ours:
        ours.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # type: ignore[call-overload]
        ours.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
        yield url_of(name)
        ours.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


@pytest.fixture
def elsewhere(empty_database: str, tmp_path: Path) -> Run:
    """Return what runs manage.py in another house, that is empty."""

    def run(*words: str, **given: str) -> "subprocess.CompletedProcess[str]":
        environment = os.environ | {
            "DATABASE_URL": empty_database,
            "MIT_STATE_DIR": str(tmp_path / "elders"),
            **given,
        }
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            check=False,
            capture_output=True,
            text=True,
            env=environment,
        )

    return run


def a_house_with_something_in_it() -> None:
    """Publish a signal, and sign somebody in."""
    a_published_signal()
    bake.everything()
    signed_in(person(Role.SECRETARY))


def back_up(place: Path) -> tuple[Path, str]:
    """Return the archive that the command made, and what it said."""
    said = StringIO()
    call_command("backup", str(place), stdout=said)
    (archive,) = place.iterdir()
    return archive, said.getvalue()


def status_of(name: str) -> Status:
    return checks[name](timezone.localdate()).status


def test_what_comes_back_is_what_was_there(
    place: Path, elsewhere: Run, empty_database: str, tmp_path: Path
) -> None:
    a_house_with_something_in_it()
    assert LiveSession.objects.count() == 1
    head = verification.head()
    archive, said = back_up(place)

    done = elsewhere("restore", str(archive))

    assert done.returncode == 0, done.stderr
    assert "Logboek, register, bestanden en aantallen kloppen." in done.stdout
    assert f"logboek: {head}" in said
    assert f"logboek: {head}" in done.stdout
    with psycopg.connect(empty_database) as back:
        assert back.execute("SELECT count(*) FROM accounts_livesession").fetchone() == (0,)
        assert back.execute("SELECT key FROM publication").fetchall()
        with pytest.raises(psycopg.errors.RaiseException):  # the rules came back as well
            back.execute("DELETE FROM publication")
    page = "signalen/miw-2026-01/index.html"
    ours, theirs = Path(settings.PUBLIC_ROOT) / page, tmp_path / "elders/public" / page
    assert theirs.read_bytes() == ours.read_bytes()
    assert theirs.stat().st_mode == ours.stat().st_mode
    assert theirs.parent.stat().st_mode == ours.parent.stat().st_mode


def test_a_second_restore_overwrites_nothing(place: Path, elsewhere: Run, tmp_path: Path) -> None:
    a_house_with_something_in_it()
    archive, _ = back_up(place)
    (tmp_path / "elders/private").mkdir(parents=True)
    (tmp_path / "elders/private/brief").write_text("van iemand anders")

    refused = elsewhere("restore", str(archive))
    over_it = elsewhere("restore", str(archive), DATABASE_URL=url_of(connection_name()))

    assert "Zet die map opzij" in refused.stderr
    assert "In deze database staan al tabellen" in over_it.stderr
    assert (tmp_path / "elders/private/brief").read_text() == "van iemand anders"


def connection_name() -> str:
    return str(connection.settings_dict["NAME"])


def test_a_public_directory_that_is_there_already_stays_as_it_is(
    place: Path, elsewhere: Run, tmp_path: Path
) -> None:
    a_house_with_something_in_it()
    archive, _ = back_up(place)
    later = tmp_path / "elders/public/signalen/miw-2026-02/index.html"
    later.parent.mkdir(parents=True)
    later.write_text("na de reservekopie")

    done = elsewhere("restore", str(archive))

    assert done.returncode == 0, done.stderr
    assert "staat niet in de reservekopie: signalen/miw-2026-02/index.html" in done.stdout
    assert later.read_text() == "na de reservekopie"
    assert not (tmp_path / "elders/public/signalen/miw-2026-01").exists()


def test_whoever_was_erased_since_is_erased_again(
    place: Path, elsewhere: Run, empty_database: str
) -> None:
    expert = a_registered_expert()
    name = expert.name
    archive, _ = back_up(place)
    erasing.erase(expert, by=person(Role.CPO), at=timezone.now(), sure=True)
    doing.do_due(timezone.now())  # puts him on the list on disk
    kept_apart = Path(settings.PRIVATE_ROOT) / "wissingen"

    done = elsewhere("restore", str(archive), "--erasures", str(kept_apart))

    assert done.returncode == 0, done.stderr
    assert "opnieuw gewist: 1" in done.stdout
    with psycopg.connect(empty_database) as back:
        found = back.execute("SELECT name FROM experts_expert WHERE id = %s", [expert.pk])
        assert found.fetchone() != (name,)


def test_trying_a_backup_turns_readiness_from_red_to_green(place: Path) -> None:
    a_house_with_something_in_it()
    assert status_of("backup") == status_of("restore") == Status.NOT_IN_ORDER

    archive, _ = back_up(place)
    said = StringIO()
    call_command("restore", str(archive), "--check", stdout=said)

    assert said.getvalue().startswith("Proef gelukt. Teruggezet: reservekopie van ")
    assert status_of("backup") == status_of("restore") == Status.IN_ORDER
    assert {(one.kind, one.recorded_by) for one in Proof.objects.all()} == {
        (ProofKind.BACKUP, None),
        (ProofKind.RESTORE, None),
    }
    assert databases_like("mit_proef_") == 0
    assert not list(Path(settings.PRIVATE_ROOT).glob(".new-*"))


def databases_like(start: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname LIKE %s", [f"{start}%"])
        return int(cursor.fetchone()[0])


def test_a_damaged_backup_is_found_by_the_trial_and_readiness_says_so(place: Path) -> None:
    a_house_with_something_in_it()
    archive, _ = back_up(place)
    data = bytearray(archive.read_bytes())
    data[len(data) // 3] ^= 1
    archive.write_bytes(bytes(data))

    with pytest.raises(CommandError, match="klopt niet met haar eigen lijst"):
        call_command("restore", str(archive), "--check")

    assert status_of("restore") == Status.NOT_IN_ORDER
    assert databases_like("mit_proef_") == 0


def test_a_sealed_backup_needs_its_key(place: Path, tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    key = tmp_path / "sleutel"
    key.write_text(str(identity), encoding="ascii")
    settings.BACKUP_KEYS = [str(identity.to_public())]
    a_house_with_something_in_it()
    archive, said = back_up(place)

    with pytest.raises(CommandError, match="noem het bestand met de sleutel"):
        call_command("restore", str(archive), "--check")
    call_command("restore", str(archive), "--check", "--key", str(key))

    assert archive.name.endswith(".tar.age")
    assert b"besloten/" not in archive.read_bytes()
    assert "niet versleuteld" not in said


@pytest.fixture(autouse=True)
def _no_keys(settings: object) -> None:
    settings.BACKUP_KEYS = []  # type: ignore[attr-defined]


def test_a_full_disk_leaves_nothing_and_readiness_says_so(place: Path) -> None:
    a_house_with_something_in_it()
    big = Path(settings.PRIVATE_ROOT) / "aa"
    big.mkdir(exist_ok=True)
    (big / ("a" * 64)).write_bytes(os.urandom(6_000_000))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000_000, before[1]))
    try:
        with pytest.raises(CommandError, match="De reservekopie is niet gemaakt"):
            call_command("backup", str(place))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert list(place.iterdir()) == []
    assert status_of("backup") == Status.NOT_IN_ORDER


def test_a_backup_does_not_stand_among_what_it_keeps() -> None:
    with pytest.raises(CommandError, match="kies een map daarbuiten"):
        call_command("backup", str(Path(settings.PRIVATE_ROOT) / "kopieen"))


def test_old_archives_go_but_never_the_newest(place: Path) -> None:
    place.mkdir()
    for days, name in ((90, "mit-waakstand-a.tar"), (60, "mit-waakstand-b.tar.age"), (40, "brief")):
        (place / name).touch()
        moment = timezone.now().timestamp() - days * 86_400
        os.utime(place / name, (moment, moment))

    call_command("backup", str(place), "--keep-days", "30", stdout=StringIO())

    left = sorted(path.name for path in place.iterdir())
    assert left[0] == "brief"
    assert len(left) == 2
    assert left[1].startswith("mit-waakstand-2")


def test_the_role_of_the_application_can_make_one(elsewhere: Run, place: Path) -> None:
    role = f"toepassing_{os.getpid()}"
    a_house_with_something_in_it()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role} LOGIN")
        cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(
            f"REVOKE TRUNCATE, REFERENCES, TRIGGER ON ALL TABLES IN SCHEMA public FROM {role}"
        )
        cursor.execute(f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role}")
    try:
        url = url_of(connection_name()).replace("://postgres@", f"://{role}@")
        done = elsewhere("backup", str(place), DATABASE_URL=url)
        assert done.returncode == 0, done.stderr
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP OWNED BY {role}")
            cursor.execute(f"DROP ROLE {role}")
