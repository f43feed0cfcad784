"""A disk so small that it can be full: of this process alone, and gone with it.

A file system in memory that only this process sees. Where the kernel refuses that, a limit to the
size of every file does: the last bytes of a file do not fit either.
"""

import ctypes
import os
import resource
import signal
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

MEGABYTES = 64
CLONE_NEWNS, CLONE_NEWUSER = 0x0002_0000, 0x1000_0000
MS_REC, MS_PRIVATE, MNT_DETACH = 0x4000, 0x4_0000, 2
BLOCK = 4096
_libc = ctypes.CDLL(None, use_errno=True)


class SmallDisk:
    """The disk; ``full`` leaves so many bytes for as long as the block lasts."""

    def __init__(self, place: Path, *, is_real: bool) -> None:
        """Know where it is, and whether it is a disk or only a limit."""
        self.place = place
        self.is_real = is_real

    @property
    def name(self) -> str:
        """What it is, in Dutch."""
        return f"schijf van {MEGABYTES} MB" if self.is_real else "grens aan bestanden"

    @contextmanager
    def full(self, leaving: int) -> Generator[None, None, None]:
        """Let there be room for so many bytes more, until the end of the block."""
        if not self.is_real:
            before = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (leaving, before[1]))
            try:
                yield
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, before)
            return
        found = os.statvfs(self.place)
        filler = self.place / "vol"
        with filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(BLOCK, found.f_bavail * BLOCK - leaving))
        try:
            yield
        finally:
            filler.unlink()


@contextmanager
def small_disk(place: Path) -> Generator[SmallDisk, None, None]:
    """Give a small disk at this place; before any thread begins."""
    place.mkdir(parents=True)
    is_real = _own_view() and _mounted(place)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a limit is then an error, no end
    try:
        yield SmallDisk(place, is_real=is_real)
    finally:
        signal.signal(signal.SIGXFSZ, handler)
        if is_real:
            _libc.umount2(os.fsencode(place), MNT_DETACH)


def _own_view() -> bool:
    """See mounts that nobody else sees; as somebody else than root, in a room of one's own."""
    user, group = os.geteuid(), os.getegid()
    if _libc.unshare(CLONE_NEWNS | (CLONE_NEWUSER if user else 0)) != 0:
        return False
    if user:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    return bool(_libc.mount(None, b"/", None, MS_REC | MS_PRIVATE, None) == 0)


def _mounted(place: Path) -> bool:
    how = f"size={MEGABYTES}m,mode=0755".encode()
    return bool(_libc.mount(b"tmpfs", os.fsencode(place), b"tmpfs", 0, how) == 0)
