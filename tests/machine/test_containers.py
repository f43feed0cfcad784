"""Dockerfile and docker-compose.yml, held to the project: no container engine is needed."""

import re
import socket
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from dockerfile_parse import DockerfileParser
from docs.test_beheer import names_in_code
from kombu import Connection
from kombu.exceptions import OperationalError

from mit_waakstand import env
from mit_waakstand.embedded import house
from mit_waakstand.embedded.binaries import valkey_server
from mit_waakstand.public_site.serving.nginx import Place

PROJECT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((PROJECT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {"voorbereiding", "web", "worker", "beat", "reservekopie"}
ONCE = {"voorbereiding", "reservekopie"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def instructions() -> list[tuple[str, str, str]]:
    """Return stage, instruction and value of every line of the Dockerfile, in order."""
    parser = DockerfileParser(fileobj=BytesIO((PROJECT / "Dockerfile").read_bytes()))
    found, stage = [], ""
    for line in parser.structure:
        if line["instruction"] == "FROM":
            stage = line["value"].split()[-1]
        if line["instruction"] != "COMMENT":
            found.append((stage, line["instruction"], line["value"]))
    return found


def of(stage: str, instruction: str) -> list[str]:
    return [value for where, what, value in instructions() if (where, what) == (stage, instruction)]


def settings_of(service: str) -> dict[str, str]:
    return dict(SERVICES[service].get("environment", {}))


def volumes_of(service: str) -> dict[str, str]:
    """Return by volume where it stands, with ``:ro`` when it cannot be written."""
    return dict(volume.split(":", 1) for volume in SERVICES[service].get("volumes", ()))


def test_the_house_has_these_services_and_only_nginx_can_be_reached() -> None:
    assert set(SERVICES) == OURS | {"nginx", "clamav", "postgres", "valkey"}
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]
    assert {name for name, network in COMPOSE["networks"].items() if not network} == {
        "buiten",
        "post",
    }
    assert [name for name, service in SERVICES.items() if "buiten" in service["networks"]] == [
        "nginx"
    ]
    assert "gegevens" not in SERVICES["nginx"]["networks"]


@pytest.mark.parametrize("name", SERVICES)
def test_nobody_is_root_and_nothing_but_volumes_can_be_written(name: str) -> None:
    service = SERVICES[name]

    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"])
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert any(place.startswith("/tmp:") for place in service["tmpfs"])  # noqa: S108


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - ONCE))
def test_every_service_that_stays_tells_whether_it_is_well(name: str) -> None:
    check = SERVICES[name]["healthcheck"]

    assert check["test"][0] in {"CMD", "CMD-SHELL"}
    assert {"interval", "timeout"} <= check.keys()


def test_every_setting_exists() -> None:
    named = {name for service in OURS for name in settings_of(service)}
    asked = set(re.findall(r"\$\{(\w+)", (PROJECT / "docker-compose.yml").read_text("utf-8")))
    baked = set(re.findall(r"\bMIT_\w+", " ".join(of("toepassing", "ENV"))))

    unknown = {name.removesuffix("_FILE") for name in named | asked | baked} - names_in_code()

    assert {"MIT_SECRET_KEY_FILE", "MIT_PUBLIC_URL"} <= named
    assert unknown == set()


def test_no_secret_stands_in_the_environment() -> None:
    secret = {"MIT_SECRET_KEY", "MIT_DATABASE_PASSWORD", "MIT_SMTP_PASSWORD", "POSTGRES_PASSWORD"}
    secret.add("MIT_BROKER_PASSWORD")

    for name, service in SERVICES.items():
        assert secret & settings_of(name).keys() == set()
        files = [value for key, value in settings_of(name).items() if key.endswith("_FILE")]
        assert {Path(file).name for file in files} <= set(service.get("secrets", ()))


def test_the_broker_asks_for_a_password_that_stands_in_no_command() -> None:
    broker = SERVICES["valkey"]

    assert broker["secrets"] == ["valkey"]
    assert "requirepass" in broker["command"][-1]
    assert all(settings_of(name)["MIT_BROKER_PASSWORD_FILE"] for name in OURS)


def test_who_does_not_know_the_password_gets_nothing_from_the_broker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command of the container itself, with its paths here and a port of its own."""
    secret, port = tmp_path / "geheim", free_port()
    secret.write_text("een lang, vreemd: wachtwoord?".replace(" ", "-"))
    monkeypatch.setenv("MIT_BROKER_PASSWORD_FILE", str(secret))
    moves = {
        "/run/secrets/valkey": str(secret),
        "/tmp/valkey.conf": str(tmp_path / "conf"),  # noqa: S108
        "valkey-server": str(valkey_server()),
        "/data": str(tmp_path),
        "$$": "$",
    }
    script = SERVICES["valkey"]["command"][-1] + f" --port {port} --bind 127.0.0.1"
    for there, here in moves.items():
        script = script.replace(there, here)
    address = f"redis://127.0.0.1:{port}/0"

    with subprocess.Popen(["/bin/sh", "-c", script], stdout=subprocess.DEVNULL) as broker:
        try:
            knows = Connection(env.broker("MIT_PROEF", address))
            knows.ensure_connection(max_retries=20, interval_start=0.1, interval_step=0)
            with pytest.raises(OperationalError, match="Authentication required"):
                Connection(address).ensure_connection(max_retries=1, interval_start=0)
        finally:
            broker.terminate()


def test_only_the_preparation_knows_the_owner_of_the_tables() -> None:
    who = {name: settings_of(name)["DATABASE_URL"].split("//")[1].split("@")[0] for name in OURS}
    roles = (PROJECT / "deploy" / "postgres" / "rollen.sh").read_text(encoding="utf-8")

    assert who.pop("voorbereiding") == "mit_eigenaar"
    assert set(who.values()) == {"mit_toepassing"}
    assert all(f"CREATE ROLE {role} LOGIN" in roles for role in ("mit_eigenaar", "mit_toepassing"))
    assert "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO mit_toepassing" in roles
    assert [name for name in OURS if "db_eigenaar" in SERVICES[name]["secrets"]] == [
        "voorbereiding"
    ]


def test_what_is_named_is_declared_and_the_other_way_round() -> None:
    used = {
        kind: {name for service in SERVICES.values() for name in service.get(kind, ())}
        for kind in ("networks", "secrets")
    }
    volumes = {name for service in SERVICES for name in volumes_of(service) if name[0] != "."}
    needed = {name for service in SERVICES.values() for name in service.get("depends_on", ())}

    assert used["networks"] == COMPOSE["networks"].keys()
    # The certificate is for who switches TLS on.
    assert used["secrets"] | {"tls_certificaat", "tls_sleutel"} == COMPOSE["secrets"].keys()
    assert volumes == COMPOSE["volumes"].keys()
    assert needed <= SERVICES.keys()


def test_nginx_reads_what_the_application_writes_and_can_change_nothing() -> None:
    reader, writer, place = volumes_of("nginx"), volumes_of("worker"), Place()
    ours, theirs = (SERVICES[name]["user"].split(":") for name in ("web", "nginx"))

    assert reader["public"] == f"{place.public}:ro"
    assert writer["public"] == str(place.public)
    assert reader["state"] == f"{place.static.parent}:ro"
    # Private files too, so that it can send those of which the application says who may have them.
    assert reader["private"] == f"{place.private}:ro"
    assert writer["private"] == str(place.private)
    assert settings_of("web")["MIT_X_ACCEL"] == "1"
    assert ours[0] != theirs[0]
    assert ours[1] == theirs[1]
    assert place.application == "web:8000"


def test_the_scanner_runs_when_asked_for_and_reaches_no_data() -> None:
    scanner = SERVICES["clamav"]
    place = set(scanner["networks"])

    assert scanner["profiles"] == ["virusscanner"]
    assert place == {"post"} <= set(SERVICES["web"]["networks"])
    assert volumes_of("clamav").keys() == {"virussen"}
    assert settings_of("web")["MIT_CLAMAV"] == "${MIT_CLAMAV:-}"
    assert "secrets" not in scanner


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_command_exists(name: str) -> None:
    command = SERVICES[name].get("command") or yaml.safe_load(of("toepassing", "CMD")[0])

    assert (PROJECT / ".venv" / "bin" / command[0]).exists()
    if command[0] == "python":
        assert (PROJECT / command[1]).is_file()


def test_the_commands_are_those_of_bin_start() -> None:
    web = yaml.safe_load(of("toepassing", "CMD")[0])
    worker, beat = SERVICES["worker"]["command"], SERVICES["beat"]["command"]

    # In a container docker stops the server, and does so with patience.
    assert set(house.GRANIAN) - {"--workers-kill-timeout", "1"} <= set(web)
    assert set(house.CELERY) == set(worker) - {"celery"}
    assert {*house.BEAT, "--schedule"} <= set(beat)
    assert [name for name in OURS if "cpu_shares" in SERVICES[name]] == ["worker"]


def test_every_file_that_is_copied_is_there_and_not_kept_out() -> None:
    ignored = (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    allowed = tuple(line[1:] for line in ignored if line.startswith("!"))
    copied = [value.split() for _, what, value in instructions() if what == "COPY"]
    local = [name for words in copied if "--from" not in words[0] for name in words[:-1]]

    assert ignored[1] == "*"
    assert len(local) > 10
    for name in local:
        assert (PROJECT / name).exists(), name
        assert name.startswith(allowed), name
    mounted = {name for service in SERVICES for name in volumes_of(service) if name[0] == "."}
    mounted -= {"./kopieen"}  # the backups of whoever runs it
    assert all((PROJECT / name).is_file() for name in mounted)


def test_the_images_run_without_root_compiler_or_embedded_servers() -> None:
    build = [value for value in of("bouw", "RUN") if "uv sync" in value]
    installed = " ".join(of("toepassing", "RUN") + of("nginx", "RUN") + of("clamav", "RUN"))

    assert [of(stage, "USER") for stage in ("toepassing", "nginx", "clamav")] == [
        ["10001:10001"],
        ["10002:10001"],
        ["10003:10003"],
    ]
    assert all("--no-group embedded" in line and "--locked" in line for line in build)
    assert "--no-group build" in build[-1]
    assert not re.search(r"\bgcc\b|build-essential|-dev\b", installed)
    assert all(of(stage, "HEALTHCHECK") for stage in ("toepassing", "nginx", "clamav"))


def test_the_image_has_the_packages_and_the_uv_that_bin_start_asks_for() -> None:
    setup = (PROJECT / "bin" / "setup.sh").read_text(encoding="utf-8")
    (packages,) = re.findall(r'RUNTIME_PACKAGES="([^"]+)"', setup)
    (version,) = re.findall(r"UV_VERSION=(\S+)", setup)

    # The image of Python has venv of itself.
    wanted = set(packages.split()) - {"python3-venv"}
    assert wanted <= set(of("toepassing", "RUN")[0].split())
    assert f"uv=={version}" in of("bouw", "RUN")[0]


def test_every_app_of_ours_is_in_the_image() -> None:
    copied = {value.split()[0] for value in of("toepassing", "COPY")}

    apps = {path.parent.name for path in PROJECT.glob("*/__init__.py")}

    assert apps | {"templates", "manage.py"} <= copied
