"""Debian's clamd as an ordinary process in a directory of its own, with signatures of our own.

The real list of viruses is 300 MB and comes from elsewhere; a scanner of a test needs two lines.
"""

import hashlib
import socket
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from listening import free_port, listening

PROJECT = Path(__file__).resolve().parents[1]
UNPACKED = PROJECT / ".venv" / "clamav"  # put there by bin/setup.sh
PROGRAM = UNPACKED / "usr" / "sbin" / "clamd"
# What the makers of scanners agreed on to try them with; it does nothing (eicar.org).
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
# A file that is known by its checksum only.
KNOWN = b"een bestand dat op de lijst staat"
# How clamd says what it is, with a list of a day.
ANSWER = b"ClamAV 1.4.3/27823/Sun Nov  1 09:42:13 2026\0"
CONFIGURATION = PROJECT / "deploy" / "clamd.conf"


@contextmanager
def clamd(directory: Path, *, most: str = "25M") -> Generator[tuple[tuple[str, int], str], None]:
    """Run clamd; yields where it listens: host and port, and the path of its socket.

    ``most`` is how large a file it takes.
    """
    directory.mkdir(parents=True)
    port = free_port()
    marked = EICAR[EICAR.index(b"EICAR") :].hex()
    (directory / "proef.ndb").write_text(f"Proef.Eicar:0:*:{marked}\n", encoding="ascii")
    known = f"{hashlib.sha256(KNOWN).hexdigest()}:{len(KNOWN)}:Proef.Bekend\n"
    (directory / "proef.hsb").write_text(known, encoding="ascii")
    (directory / "clamd.conf").write_text(_configuration(directory, port, most), encoding="utf-8")
    words = [str(PROGRAM), "-c", str(directory / "clamd.conf")]
    libraries = {"LD_LIBRARY_PATH": str(next(UNPACKED.glob("usr/lib/*-linux-*")))}
    with listening(words, port, out=subprocess.DEVNULL, env=libraries):
        yield ("127.0.0.1", port), str(directory / "s")


def _configuration(directory: Path, port: int, most: str) -> str:
    """Return the configuration of production, for this place, and with a socket beside the port."""
    changes = {
        "/var/lib/clamav": str(directory),
        "TemporaryDirectory /tmp": f"TemporaryDirectory {directory}",
        "TCPAddr 0.0.0.0": "TCPAddr 127.0.0.1",
        "TCPSocket 3310": f"TCPSocket {port}",
        "StreamMaxLength 25M": f"StreamMaxLength {most}",
    }
    text = CONFIGURATION.read_text(encoding="utf-8")
    for ours, here in changes.items():
        assert ours in text
        text = text.replace(ours, here)
    return f"{text}LocalSocket {directory}/s\n"


@contextmanager
def answering(answer: bytes) -> Generator[tuple[str, int], None, None]:
    """Run something that is no scanner: it reads a little, says this once, and hangs up."""
    where, thread = answering_once(answer)
    yield where
    thread.join()


def answering_once(answer: bytes) -> tuple[tuple[str, int], Thread]:
    """Return where that listens, and what ends when it was asked."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with server, server.accept()[0] as line:
            line.recv(100)
            line.sendall(answer)

    thread = Thread(target=serve, daemon=True)
    thread.start()
    return server.getsockname(), thread
