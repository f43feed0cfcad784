"""The set-up that bin/start and bin/test share, in a real shell with Debian's own tools."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from houses import PROJECT

NOT_DEBIAN = shutil.which("dpkg-query") is None
NOBODY = 65534

pytestmark = pytest.mark.skipif(NOT_DEBIAN, reason="deze machine is geen Debian")


def shell(script: str, *, path: str | None = None, user: int | None = None) -> tuple[int, str]:
    """Run a script that has the set-up at hand; return its exit code and all that it says."""
    done = subprocess.run(
        ["/bin/bash", "-euc", f"{(PROJECT / 'bin' / 'setup.sh').read_text()}\n{script}"],
        env={"PATH": path or os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
        user=user,
        cwd="/",
    )
    return done.returncode, done.stdout


def test_only_packages_that_are_not_installed_are_missing() -> None:
    code, said = shell("missing_packages bash bestaat-niet coreutils ook-niet")

    assert (code, said) == (0, "bestaat-niet ook-niet ")


def test_nothing_is_installed_or_said_when_nothing_is_missing() -> None:
    code, said = shell("install_packages bash coreutils")

    assert (code, said) == (0, "")


def test_who_is_not_root_and_has_no_sudo_gets_the_line_to_type(scratch: Path) -> None:
    for program in ("id", "dpkg-query"):
        (scratch / program).symlink_to(str(shutil.which(program)))

    code, said = shell(
        "install_packages bash bestaat-niet",
        path=str(scratch),
        user=NOBODY if os.geteuid() == 0 else None,
    )

    assert code == 1
    assert said.splitlines()[-1] == (
        "  apt-get update && apt-get install -y --no-install-recommends bestaat-niet"
    )


def test_an_old_python_in_front_of_the_path_is_not_taken(scratch: Path) -> None:
    old = scratch / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    _, said = shell("pick_python", path=f"{scratch}:{os.environ['PATH']}")

    assert said == "/usr/bin/python3"


def test_a_long_step_ends_together_with_the_script() -> None:
    script = """
    step sleep 60 & script=$!
    until child=$(cat /proc/$script/task/$script/children) && [ -n "$child" ]; do :; done
    kill -TERM $script
    wait $script || echo "code $?"
    kill -0 $child 2>/dev/null || echo "weg"
    """

    code, said = shell(script)

    assert (code, said) == (0, "code 143\nweg\n")


def test_a_step_that_fails_hands_on_its_code() -> None:
    code, said = shell("step sh -c 'exit 7' || echo \"code $?\"")

    assert (code, said) == (0, "code 7\n")
