"""Where the web processes of one server count together, so that any of them can tell the sum.

Each process writes files of its own into a directory of their parent. ``prometheus_client`` looks
at the environment when it is imported: so the directory is named before that (``wsgi.py``).
"""

import os
import shutil
import tempfile
from pathlib import Path

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
PREFIX = "mit-metrics-"
STARTED = 19  # field of /proc/PID/stat after the name, which may hold spaces: when it started


def count_together() -> Path:
    """Return the directory of this process and its siblings, and name it in the environment.

    It bears the number of the parent and when that started, so that no older server is counted
    along; directories of servers that are gone are removed. Raises PermissionError when somebody
    else put something in its place.
    """
    place = Path(tempfile.gettempdir())
    directory = place / f"{PREFIX}{_name_of(os.getppid())}"
    for left in place.glob(f"{PREFIX}*"):
        if _is_left_behind(left):
            shutil.rmtree(left, ignore_errors=True)
    directory.mkdir(mode=0o700, exist_ok=True)
    if not _is_ours(directory):
        message = f"{directory} is niet van deze toepassing."
        raise PermissionError(message)
    os.environ[VARIABLE] = str(directory)
    return directory


def _name_of(process: int) -> str:
    """Return number and start of a process; without its start when there is no /proc."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return str(process)
    return f"{process}-{stat.rpartition(')')[2].split()[STARTED]}"


def _is_left_behind(directory: Path) -> bool:
    process = directory.name.removeprefix(PREFIX).partition("-")[0]
    return (
        process.isdigit()
        and _is_ours(directory)
        and directory.name != f"{PREFIX}{_name_of(int(process))}"
    )


def _is_ours(directory: Path) -> bool:
    return (
        directory.is_dir() and not directory.is_symlink() and directory.stat().st_uid == os.getuid()
    )
