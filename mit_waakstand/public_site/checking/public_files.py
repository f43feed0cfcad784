"""Checking a public register from its files alone: every hash computed anew, no database.

What does not add up is told in Dutch sentences. What was removed is told too, and is no problem as
long as a notice in the chain names it.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

from mit_waakstand import chain
from mit_waakstand.public_site.checking.layout import HEAD, path_of, place_of
from mit_waakstand.public_site.checking.sources import Source
from mit_waakstand.public_site.serving.addresses import is_public_path

ENOUGH = 10  # files in a row that are not there
HASH = re.compile(r"[0-9a-f]{64}")
HEAD_IS_GONE = "het opgegeven hoofd komt in het register niet voor: het is herschreven of ingekort"
KEYS = {"registratie", "zout", "vingerafdruk", "hash"}


class BrokenFileError(Exception):
    """A file is not what a register holds."""


@dataclass
class Findings:
    """What a check found; ``removed`` are numbers with the code of the reason."""

    entries: int = 0
    files: int = 0
    head: str = chain.GENESIS
    removed: dict[int, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def head_of(noted: str | None) -> str:
    """Return a head as somebody kept it, in the register's spelling; "" for none, or the first."""
    wanted = (noted or chain.GENESIS).strip().lower()
    return "" if wanted == chain.GENESIS else wanted


def check(source: Source, *, noted: str | None = None) -> Findings:
    """Return what adds up and what does not; ``noted`` is a head that was kept elsewhere.

    Raises SourceError when the files cannot be read.
    """
    return _Check(source).whole(noted)


class _Check:
    """One walk along the chain, from the first file to the head."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._found = Findings()
        self._hashes: set[str] = set()
        self._notices: dict[int, tuple[list[int], str]] = {}
        self._removed_by: dict[int, tuple[int, str]] = {}
        self._seen: set[tuple[str, str]] = set()

    def whole(self, noted: str | None) -> Findings:
        head = self._head()
        last = self._walk(head["volgnummer"] if head else None)
        self._compare(head, last)
        self._compare_removals()
        if (wanted := head_of(noted)) and wanted not in self._hashes:
            self._say(HEAD_IS_GONE)
        return self._found

    def _say(self, sentence: str) -> None:
        self._found.problems.append(sentence)

    def _head(self) -> dict[str, Any] | None:
        raw = self._source.read(HEAD)
        if raw is None:
            self._say(f"het hoofd ({HEAD}) ontbreekt")
            return None
        try:
            return _head_of(raw)
        except BrokenFileError:
            self._say(f"{HEAD} is geen hoofd")
            return None

    def _walk(self, count: int | None) -> dict[str, Any] | None:
        """Check the files one by one; return the last. Without a count, until one is missing."""
        previous: str | None = chain.GENESIS
        position, missing, last = 0, 0, None
        while count is None or position < count:
            position += 1
            raw = self._source.read(path_of(position))
            if raw is None and count is None:
                break
            last = self._entry(position, raw, previous)
            previous = last["hash"] if last else None
            missing = missing + 1 if raw is None else 0
            if missing == ENOUGH:
                self._say(f"verder dan registratie {position} is niet gekeken")
                return None
        return last

    def _entry(
        self, position: int, raw: bytes | None, previous: str | None
    ) -> dict[str, Any] | None:
        """Check one file; return it when it can be read."""
        name = f"registratie {position}"
        if raw is None:
            self._say(f"{name} ontbreekt ({path_of(position)})")
            return None
        try:
            entry = _entry_of(raw)
        except BrokenFileError:
            self._say(f"{name}: het bestand is beschadigd of gewijzigd")
            return None
        self._found.entries += 1
        self._hashes.add(entry["hash"])
        record = entry["registratie"]
        if record.get("volgnummer") != position:
            self._say(f"{name}: in het bestand staat een ander nummer")
        if previous is not None and record.get("vorigeHash") != previous:
            self._say(f"{name} sluit niet aan op de vorige registratie")
        if chain.link(str(record.get("vorigeHash")), entry["vingerafdruk"]) != entry["hash"]:
            self._say(f"{name}: de hash klopt niet")
        self._content(name, position, entry)
        return entry

    def _content(self, name: str, position: int, entry: dict[str, Any]) -> None:
        record = entry["registratie"]
        if not entry["zout"]:
            reason, by = str(record.get("reden")), record.get("verwijderdDoor")
            self._found.removed[position] = reason
            self._removed_by[position] = (by if isinstance(by, int) else 0, reason)
            if set(record) != {"volgnummer", "vorigeHash", "verwijderdDoor", "reden"}:
                self._say(f"{name}: het bestand is beschadigd of gewijzigd")
            return
        if chain.digest(entry["zout"], chain.canonical(record)) != entry["vingerafdruk"]:
            self._say(f"{name}: de inhoud is gewijzigd")
            return
        content = record.get("inhoud")
        if isinstance(content, dict) and content.get("verwijderd") is True:
            numbers = [n for n in content.get("volgnummers", []) if isinstance(n, int)]
            self._notices[position] = (numbers, str(content.get("reden", "")))
        for file in record.get("bestanden", []):
            self._file(name, record, file)

    def _file(self, name: str, record: dict[str, Any], file: dict[str, Any]) -> None:
        """Check one file that is named: there, of this size, and these bytes; each once."""
        try:
            place = place_of(record["soort"], record["sleutel"], file["naam"])
            wanted, size = file["sha256"], file["omvang"]
        except (KeyError, TypeError):
            self._say(f"{name} noemt een bestand zonder plaats")
            return
        if (place, wanted) in self._seen:
            return
        self._seen.add((place, wanted))
        data = self._source.read(place) if is_public_path(place) else None
        if data is None:
            self._say(f"{name}: {place} ontbreekt")
            return
        self._found.files += 1
        if len(data) != size:
            self._say(f"{name}: {place} heeft een andere omvang")
        if hashlib.sha256(data).hexdigest() != wanted:
            self._say(f"{name}: de bytes van {place} zijn gewijzigd")

    def _compare(self, head: dict[str, Any] | None, last: dict[str, Any] | None) -> None:
        """Hold the head against the last entry, and look whether anything comes after it."""
        if last is not None:
            self._found.head = last["hash"]
        if head is None:
            return
        count = head["volgnummer"]
        if self._source.read(path_of(count + 1)) is not None:
            self._say(f"na het hoofd staat nog registratie {count + 1}")
        if last is None:
            if count == 0 and (head["hash"], head["gepubliceerdOp"]) != (chain.GENESIS, ""):
                self._say("het hoofd hoort niet bij een leeg register")
            return
        if head["hash"] != last["hash"]:
            self._say(f"het hoofd noemt een andere hash dan registratie {count}")
        moment = last["registratie"].get("gepubliceerdOp")
        if moment is not None and head["gepubliceerdOp"] != moment:
            self._say(f"het hoofd noemt een ander moment dan registratie {count}")

    def _compare_removals(self) -> None:
        """Whatever was removed is named by a notice, and whatever a notice names was removed."""
        for position, (by, reason) in self._removed_by.items():
            numbers, because = self._notices.get(by, ([], ""))
            if by <= position or position not in numbers or reason != because:
                self._say(f"registratie {position} is leeg zonder bericht van verwijdering")
        for by, (numbers, _) in self._notices.items():
            for number in sorted(set(numbers) - set(self._removed_by)):
                self._say(f"registratie {number} is er nog; volgens registratie {by} is zij weg")


def _head_of(raw: bytes) -> dict[str, Any]:
    """Return the head; raises BrokenFileError when it cannot be one."""
    head = _canonical(raw)
    if set(head) != {"volgnummer", "hash", "gepubliceerdOp"}:
        raise BrokenFileError
    if not isinstance(head["volgnummer"], int) or head["volgnummer"] < 0:
        raise BrokenFileError
    return head


def _entry_of(raw: bytes) -> dict[str, Any]:
    """Return the file of one publication; raises BrokenFileError when it cannot be one."""
    entry = _canonical(raw)
    texts = [entry.get(key) for key in ("zout", "vingerafdruk", "hash")]
    if set(entry) != KEYS or not isinstance(entry["registratie"], dict):
        raise BrokenFileError
    if not all(isinstance(text, str) for text in texts):
        raise BrokenFileError
    if not all(HASH.fullmatch(entry[key]) for key in ("vingerafdruk", "hash")):
        raise BrokenFileError
    return entry


def _canonical(raw: bytes | None) -> dict[str, Any]:
    """Return what canonical JSON says; in any other spelling at least one byte was changed."""
    try:
        data = json.loads(raw or b"")
        if isinstance(data, dict) and chain.canonical(data).encode() == raw:
            return data
    except (ValueError, RecursionError) as error:
        raise BrokenFileError from error
    raise BrokenFileError
