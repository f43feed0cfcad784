"""The register of publications: the only hatch between the office and the public.

Every publication is tied to the one before it, so that nobody can change, remove or slip in one
without the hash of everything after it changing too.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from mit_waakstand import chain, vault
from mit_waakstand.accounts.models import User
from mit_waakstand.public_site import catalogue
from mit_waakstand.public_site.models import EXERCISE, Publication, PublishedFile
from mit_waakstand.turns import Turn, take

FILE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*\.[a-z0-9]+")


class ExerciseCannotBePublishedError(Exception):
    """An exercise never crosses the hatch."""

    def __init__(self) -> None:
        """Say it in words."""
        super().__init__("Een oefening kan niet worden gepubliceerd.")


class FileCannotBePublishedError(Exception):
    """A file is not in the vault as it is described."""


@dataclass(frozen=True)
class Problem:
    """Something in the register that does not add up; ``sentence`` is Dutch."""

    position: int
    sentence: str


def publish(
    kind: str,
    key: str,
    payload: dict[str, Any],
    *,
    files: Iterable[PublishedFile] = (),
    at: datetime,
) -> Publication:
    """Return the new version of ``key``, complete and chained, in the caller's transaction.

    ``at`` is an aware datetime. The lock is held until that transaction ends, so publish last.
    Raises ExerciseCannotBePublishedError and FileCannotBePublishedError, and
    TransactionManagementError outside a transaction.
    """
    text = chain.canonical(payload)
    if EXERCISE in text or key.startswith("oef"):
        raise ExerciseCannotBePublishedError
    publication = Publication(kind=kind, key=key, payload=text, published_at=at)
    publication.set_files([_checked(file) for file in files])
    take_turn()
    _append(publication)
    catalogue.keep_up(publication)
    return publication


def remove(
    kind: str, key: str, payload: dict[str, Any], *, reason: str, at: datetime
) -> Publication:
    """Return the notice that everything under ``key`` was removed; ``reason`` is a code.

    It names the numbers of what it removes: so a stranger can tell a removal from a gap. Raises
    ValueError when there is nothing to remove.
    """
    take_turn()
    versions = Publication.objects.filter(kind=kind, key=key).order_by("position")
    numbers = list(versions.values_list("position", flat=True))
    if not numbers:
        message = f"nothing was published under {key}"
        raise ValueError(message)
    removed = {"verwijderd": True, "reden": reason, "volgnummers": numbers}
    return publish(kind, key, payload | removed, at=at)


def blank(removal: Publication, *, by: User, at: datetime) -> int:
    """Blank salt, payload and files of everything that a notice removed; return how many rows.

    For personal data only, by the CPO only: the database itself refuses anything else. Digests and
    hashes stay, so the chain does too. Runs in the caller's transaction; ``at`` is aware.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT publication_blank(%s, %s, %s)", [removal.pk, by.pk, at])
        (blanked,) = cursor.fetchone()
    return int(blanked)


def head() -> str | None:
    """Return the hash of the newest publication; None when there is none yet."""
    return Publication.objects.order_by("-position").values_list("hash", flat=True).first()


def verify() -> list[Problem]:
    """Return what does not add up, every hash computed anew; empty when all is well."""
    problems: list[Problem] = []
    position, previous = 1, chain.GENESIS
    for publication in Publication.objects.order_by("position").iterator():
        sentences = _problems_of(publication, position=position, previous=previous)
        problems += [Problem(publication.position, sentence) for sentence in sentences]
        position, previous = publication.position + 1, publication.hash
    return problems


def _problems_of(publication: Publication, *, position: int, previous: str) -> list[str]:
    found = []
    if publication.position != position:
        found.append(f"publicatie {position} ontbreekt")
    if publication.previous_hash != previous:
        found.append("sluit niet aan op de vorige publicatie")
    if publication.is_blank:
        found += [] if publication.removal() else ["is leeg zonder bericht van verwijdering"]
    elif _digest(publication) != publication.digest:
        found.append("de inhoud is gewijzigd")
    if chain.link(publication.previous_hash, publication.digest) != publication.hash:
        found.append("de hash klopt niet")
    return found


def _append(publication: Publication) -> None:
    newest = Publication.objects.order_by("-position").only("position", "hash").first()
    versions = Publication.objects.filter(kind=publication.kind, key=publication.key)
    publication.position = newest.position + 1 if newest else 1
    publication.previous_hash = newest.hash if newest else chain.GENESIS
    publication.version = (versions.aggregate(last=Max("version"))["last"] or 0) + 1
    publication.salt = chain.new_salt()
    publication.digest = _digest(publication)
    publication.hash = chain.link(publication.previous_hash, publication.digest)
    publication.full_clean(validate_unique=False, validate_constraints=False)
    publication.save(force_insert=True)


def _digest(publication: Publication) -> str:
    return chain.digest(publication.salt, chain.canonical(publication.record()))


def take_turn() -> None:
    """Wait until this transaction is the only one that publishes; for who counts first."""
    if not connection.in_atomic_block:
        message = "publish() belongs inside the transaction of the act"
        raise transaction.TransactionManagementError(message)
    take(Turn.REGISTER)


def _checked(file: PublishedFile) -> PublishedFile:
    if not FILE_NAME.fullmatch(file.name):
        message = f"{file.name!r} is geen naam voor een publiek bestand"
        raise FileCannotBePublishedError(message)
    try:
        data = vault.read(file.sha256)
    except (OSError, ValueError, vault.DamagedFileError) as error:
        message = f"{file.name} staat niet ongeschonden in de kluis"
        raise FileCannotBePublishedError(message) from error
    if len(data) != file.size:
        message = f"{file.name} heeft een andere omvang dan is opgegeven"
        raise FileCannotBePublishedError(message)
    return file
