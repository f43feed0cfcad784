"""Debian's nginx as an ordinary process in a directory of its own, with our configuration."""

import os
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path

from listening import free_port, listening

from mit_waakstand.public_site.serving.nginx import Place, configuration

PROJECT = Path(__file__).resolve().parents[1]
UNPACKED = PROJECT / ".venv" / "nginx"  # put there by bin/setup.sh
PROGRAM = UNPACKED / "usr" / "sbin" / "nginx"


def command(directory: Path, *words: str) -> list[str]:
    """Return how nginx is called with the configuration in this directory."""
    stays = ["-g", "user root;"] if os.geteuid() == 0 else []  # only root may give rights away
    where = ["-p", str(directory), "-c", str(directory / "nginx.conf"), "-e", "stderr"]
    return [str(PROGRAM), *where, *stays, *words]


def written(
    directory: Path, place: Place, *, workers: str = "1", without: tuple[str, ...] = ()
) -> Path:
    """Return the directory, with our configuration for this place.

    ``without`` are beginnings of lines to leave out, to measure what they do.
    """
    text = configuration(place).replace("worker_processes auto;", f"worker_processes {workers};")
    lines = [line for line in text.splitlines() if not line.strip().startswith(without or "\0")]
    text = "\n".join(lines)
    (directory / "snippets").mkdir(parents=True)
    (directory / "nginx.conf").write_text(text, encoding="utf-8")
    return directory


@contextmanager
def nginx(
    directory: Path,
    *,
    application: str,
    public: Path,
    static: Path,
    private: Path | None = None,
    workers: str = "1",
    before: Iterable[str] = (),
    prefix: str = "",
    without: tuple[str, ...] = (),
) -> Generator[int, None, None]:
    """Run nginx on a free port, which is yielded; ``before`` are words in front of its command."""
    port = free_port()
    scratch = directory / "scratch"
    scratch.mkdir(parents=True)
    place = Place(
        listen=f"127.0.0.1:{port}",
        application=application,
        public=public,
        static=static,
        private=private or directory / "private",
        scratch=scratch,
        prefix=prefix,
    )
    written(directory, place, workers=workers, without=without)
    with listening([*before, *command(directory)], port, alone=True):
        yield port
