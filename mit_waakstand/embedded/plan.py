"""What is asked of us: read from the environment, once, before anything starts."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mit_waakstand import env
from mit_waakstand.embedded.child import MARK
from mit_waakstand.embedded.state import secret_key_file

PROJECT = Path(__file__).resolve().parents[2]
DEMO_PASSWORD = "demonstratie-2026"  # noqa: S105  (fictitious accounts, printed at the start)


@dataclass(frozen=True)
class Plan:
    """Where the house stands and what it uses; a None among the addresses is run by ourselves."""

    state_dir: Path
    host: str
    port: int
    database_url: str | None
    redis_url: str | None
    demo: bool
    demo_password: str
    scenario: str = "alles"

    @classmethod
    def from_environment(cls) -> "Plan":
        """Return the plan; raises ImproperlyConfigured, in Dutch, for a value that cannot be.

        A database of our own is there to look around in: it is a demonstration unless ``MIT_DEMO``
        says otherwise.
        """
        database_url = env.text("DATABASE_URL", "") or None
        return cls(
            state_dir=env.path("MIT_STATE_DIR", PROJECT / "var"),
            host=env.text("MIT_HOST", "127.0.0.1"),
            port=env.integer("MIT_PORT", 8000),
            database_url=database_url,
            redis_url=env.text("REDIS_URL", "") or None,
            demo=env.flag("MIT_DEMO", default=database_url is None),
            demo_password=env.text("MIT_DEMO_PASSWORD", DEMO_PASSWORD),
            scenario=env.choice("MIT_DEMO_SCENARIO", "alles", {"alles", "waarnemer"}),
        )

    @property
    def public_url(self) -> str:
        """The address of the public site, ending in a slash."""
        return env.text("MIT_PUBLIC_URL", f"http://localhost:{self.port}/")

    @property
    def postgres(self) -> Path:
        """The data directory of our own PostgreSQL."""
        return self.state_dir / "postgres"

    @property
    def valkey(self) -> Path:
        """The data directory of our own Valkey."""
        return self.state_dir / "valkey"

    @property
    def logs(self) -> Path:
        """The directory with one log per child."""
        return self.state_dir / "log"

    @property
    def scratch(self) -> Path:
        """The directory for temporary files, emptied at each start."""
        return self.state_dir / "tmp"

    @property
    def mark(self) -> Mapping[str, str]:
        """What every child carries, so that a next start recognises what was left behind."""
        return {MARK: str(self.state_dir)}

    def environment(self, *, database_url: str, redis_url: str) -> Mapping[str, str]:
        """Return what the processes of the application get on top of our own environment."""
        given = {
            **self.mark,
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "MIT_STATE_DIR": str(self.state_dir),
            "MIT_PORT": str(self.port),
            "MIT_DEMO": "1" if self.demo else "0",
            "TMPDIR": str(self.scratch),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        }
        if self.demo:
            given["MIT_DEMO_PASSWORD"] = self.demo_password
        if not {"MIT_SECRET_KEY", "MIT_SECRET_KEY_FILE"} & set(os.environ):
            given["MIT_SECRET_KEY_FILE"] = str(secret_key_file(self.state_dir))
        return given
