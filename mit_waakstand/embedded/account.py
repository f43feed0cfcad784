"""Under which account PostgreSQL runs: it refuses to run as root.

An ordinary user runs it as himself. Root runs it in a user namespace of its own, where root is
called nobody; where the machine refuses that (some containers), as the real user nobody.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mit_waakstand.embedded import binaries
from mit_waakstand.embedded.errors import CannotStartError

NOBODY = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else os.geteuid()
RUN = '"$1/initdb" --version && "$1/postgres" --version'
NAMESPACE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")


@dataclass(frozen=True)
class Account:
    """Where the programs are, what goes before them, and which user runs and owns the data."""

    programs: Path
    prefix: tuple[str, ...] = ()
    user: str | None = None

    @property
    def owner(self) -> int:
        """The id of the user to whom the data directory must belong."""
        return os.geteuid() if self.user is None else pwd.getpwnam(self.user).pw_uid


def for_postgres(directory: Path) -> Account:
    """Return the account that can run PostgreSQL with its data in ``directory``.

    Raises CannotStartError when root may not make a namespace and nobody cannot get there.
    """
    programs = binaries.postgres_directory()
    if os.geteuid() != 0:
        return Account(programs)
    if namespaces_work():
        return Account(programs, prefix=NAMESPACE)
    return as_nobody(programs, directory)


@cache
def namespaces_work() -> bool:
    """Whether root may make a user namespace on this machine."""
    try:
        done = subprocess.run([*NAMESPACE, "true"], check=False, capture_output=True)  # noqa: S603
    except FileNotFoundError:
        return False
    return done.returncode == 0


def give(directory: Path, account: Account) -> None:
    """Make the data directory the account's own, after a start under another one."""
    if os.geteuid() != 0 or directory.stat().st_uid == account.owner:
        return
    for path in [directory, *directory.rglob("*")]:
        os.chown(path, account.owner, -1, follow_symlinks=False)


def remove_tree(directory: Path) -> None:
    """Remove a directory with all in it; it is no error when it is not there."""
    if directory.exists():
        shutil.rmtree(directory)


def as_nobody(programs: Path, directory: Path) -> Account:
    """Return the account of nobody, with a copy of the programs when he cannot reach ours.

    Raises CannotStartError when he cannot get to the data in ``directory`` either.
    """
    directory.parent.mkdir(parents=True, exist_ok=True)
    own = Account(programs, user="nobody")
    if _can(own, 'cd "$1"', directory.parent):
        if _can(own, RUN, programs):
            return own
        account = Account(_copied(programs, directory), user="nobody")
        if _can(account, RUN, account.programs):
            return account
    message = (
        f"PostgreSQL draait niet als root, en de gebruiker nobody mag niet in {directory.parent}.\n"
        "Start als gewone gebruiker, of kies een map waar ieder bij kan, bijvoorbeeld:\n"
        "  MIT_STATE_DIR=/srv/mit-in-waakstand bin/start"
    )
    raise CannotStartError(message)


def _copied(programs: Path, directory: Path) -> Path:
    """Return the place of the programs in a copy beside the data, made once.

    The wheel has its libraries in a directory beside the package, found by a relative path.
    """
    package = programs.parents[1]
    copy = directory.with_name(f"{directory.name}-programs")
    if not copy.exists():
        new = directory.with_name(f"{directory.name}-programs.new")
        remove_tree(new)
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, new / part.name, symlinks=True)
        new.replace(copy)
    return copy / programs.relative_to(package.parent)


def _can(account: Account, script: str, place: Path) -> bool:
    """Whether this account can do what the script does with ``place``."""
    done = subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", script, "sh", str(place)],
        check=False,
        capture_output=True,
        user=account.user,
        cwd="/",
    )
    return done.returncode == 0
