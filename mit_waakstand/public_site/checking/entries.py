"""The files of the public register: one for each publication, sealed, and one for the head.

A file is canonical JSON. It is written once, and again only when what it holds was removed: then
its hashes stay, and the number of the notice that says so.
"""

from datetime import UTC

from mit_waakstand import chain
from mit_waakstand.public_site.checking.layout import path_of
from mit_waakstand.public_site.models import Publication

__all__ = ["head_of", "path_of", "sealed"]


def sealed(publication: Publication, removal: Publication | None = None) -> bytes:
    """Return the file of one publication: what its hash is made of, so that anybody can check it.

    Of what was removed it says by which notice and why, and nothing else.
    """
    record = publication.record() if removal is None else _removed(publication, removal)
    data = {
        "registratie": record,
        "zout": publication.salt if removal is None else "",
        "vingerafdruk": publication.digest,
        "hash": publication.hash,
    }
    return chain.canonical(data).encode()


def head_of(publication: Publication | None) -> bytes:
    """Return the head: number, hash and moment (UTC) of the newest publication."""
    if publication is None:
        return _head(0, chain.GENESIS, "")
    moment = publication.published_at.astimezone(UTC).isoformat()
    return _head(publication.position, publication.hash, moment)


def _removed(publication: Publication, removal: Publication) -> dict[str, object]:
    return {
        "volgnummer": publication.position,
        "vorigeHash": publication.previous_hash,
        "verwijderdDoor": removal.position,
        "reden": removal.content.get("reden", ""),
    }


def _head(position: int, newest: str, moment: str) -> bytes:
    data = {"volgnummer": position, "hash": newest, "gepubliceerdOp": moment}
    return chain.canonical(data).encode()
