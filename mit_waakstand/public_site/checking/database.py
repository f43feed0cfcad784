"""Checking the register in the database: its chain, and the files that it names in the vault."""

from mit_waakstand import chain, vault
from mit_waakstand.public_site import register
from mit_waakstand.public_site.checking.public_files import HEAD_IS_GONE, Findings, head_of
from mit_waakstand.public_site.models import Publication


def check(*, noted: str | None = None) -> Findings:
    """Return what adds up and what does not; ``noted`` is a head that was kept elsewhere."""
    found = Findings(entries=Publication.objects.count(), head=register.head() or chain.GENESIS)
    found.problems += [f"registratie {row.position}: {row.sentence}" for row in register.verify()]
    removed = _removed()
    seen: set[str] = set()
    for publication in Publication.objects.order_by("position").iterator():
        if reason := removed.get(publication.position):
            found.removed[publication.position] = reason
        for file in publication.published_files:
            if file.sha256 not in seen:
                seen.add(file.sha256)
                found.problems += _problems_of(publication.position, file.name, file.sha256)
    found.files = len(seen)
    wanted = head_of(noted)
    if wanted and not Publication.objects.filter(hash=wanted).exists():
        found.problems.append(HEAD_IS_GONE)
    return found


def _removed() -> dict[int, str]:
    """Return the reason for each number that a notice says was removed; the last notice holds."""
    return {
        number: notice.content.get("reden", "")
        for notice in Publication.objects.removals()
        for number in notice.content.get("volgnummers", [])
    }


def _problems_of(position: int, name: str, sha256: str) -> list[str]:
    try:
        vault.read(sha256)
    except (OSError, ValueError):
        return [f"registratie {position}: {name} ontbreekt in de kluis"]
    except vault.DamagedFileError:
        return [f"registratie {position}: {name} is beschadigd in de kluis"]
    return []
