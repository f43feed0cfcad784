"""Checking the register in the database: its chain, and the files that it names in the vault."""

from mit_waakstand import chain, vault
from mit_waakstand.public_site import register
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.verification import Findings


def check(*, noted: str | None = None) -> Findings:
    """Return what adds up and what does not; ``noted`` is a head that was kept elsewhere."""
    found = Findings(entries=Publication.objects.count(), head=register.head() or chain.GENESIS)
    found.problems += [f"registratie {row.position}: {row.sentence}" for row in register.verify()]
    seen: set[str] = set()
    for publication in Publication.objects.order_by("position").iterator():
        if removal := publication.removal():
            found.removed[publication.position] = removal.content.get("reden", "")
        for file in publication.published_files:
            if file.sha256 not in seen:
                seen.add(file.sha256)
                found.problems += _problems_of(publication.position, file.name, file.sha256)
    found.files = len(seen)
    wanted = (noted or chain.GENESIS).strip().lower()
    if wanted != chain.GENESIS and not Publication.objects.filter(hash=wanted).exists():
        found.problems.append(
            "het opgegeven hoofd komt in het register niet voor: het is herschreven of ingekort"
        )
    return found


def _problems_of(position: int, name: str, sha256: str) -> list[str]:
    try:
        vault.read(sha256)
    except (OSError, ValueError):
        return [f"registratie {position}: {name} ontbreekt in de kluis"]
    except vault.DamagedFileError:
        return [f"registratie {position}: {name} is beschadigd in de kluis"]
    return []
