"""How large a PDF becomes when it is unpacked: found in parts, before anything reads it.

Twenty megabytes can hold as many gigabytes of nothing. Whatever packs its parts with zlib, as
every program of this century does, is unpacked here a little at a time and only counted.
"""

import re
import zlib
from dataclasses import dataclass, field

from pikepdf.settings import set_qpdf_limits

MOST_OF_A_PART = 100_000_000  # bytes; a page of A3, scanned in colour, is half of it
MOST_OF_ALL = 1_000_000_000  # bytes
STEP = 1_000_000  # bytes that are unpacked at once
DEEPEST = 3  # times that something is packed in something
PART = re.compile(rb"stream\r?\n")
# The way of packing of the last century, of which only the whole result tells the size. A letter
# of a name may be written as its number.
LZW = re.compile(rb"/(?:L|#4[cC])(?:Z|#5[aA])(?:W|#57)(?:D|#44|[\s/\]>])")

# The second lock: the library that reads PDFs unpacks nothing that is larger, whoever asks it.
set_qpdf_limits(
    flate_max_memory=MOST_OF_A_PART,
    run_length_max_memory=MOST_OF_A_PART,
    png_max_memory=MOST_OF_A_PART,
    tiff_max_memory=MOST_OF_A_PART,
    dct_max_memory=MOST_OF_A_PART,
    max_stream_filters=DEEPEST,
)


class TooLargeError(Exception):
    """It would become larger than anybody needs, or nobody can tell beforehand."""


@dataclass
class _Layer:
    """One time of unpacking; what comes out may be packed again."""

    depth: int = 1
    size: int = 0
    inflater: "zlib._Decompress | None" = field(default_factory=zlib.decompressobj)
    within: "_Layer | None" = None

    def feed(self, packed: bytes) -> int:
        """Return how many bytes came out, of this layer and of those within it."""
        grown = 0
        while packed and self.inflater is not None:
            try:
                out = self.inflater.decompress(packed, STEP)
            except zlib.error:
                out, self.inflater = b"", None
            else:
                packed = self.inflater.unconsumed_tail
                if self.inflater.eof:
                    self.inflater = None
            grown += self._note(out)
        return grown

    def _note(self, out: bytes) -> int:
        self.size += len(out)
        if self.size > MOST_OF_A_PART or (self.depth > DEEPEST and out):
            raise TooLargeError
        if not out:
            return 0
        self.within = self.within or _Layer(self.depth + 1)
        return len(out) + self.within.feed(out)


def check(data: bytes) -> None:
    """Raise TooLargeError when this PDF may become too large; needs a few megabytes at most."""
    if LZW.search(data):
        raise TooLargeError
    view, total = memoryview(data), 0
    for part in PART.finditer(data):
        layer, at = _Layer(), part.end()
        while layer.inflater is not None and at < len(data):
            total += layer.feed(bytes(view[at : at + STEP]))
            at += STEP
            if total > MOST_OF_ALL:
                raise TooLargeError
