"""Open data: what is published as JSON, with the schemas and the OpenAPI document about it.

The list of all publications of a kind is an index and one file per volume; each document names
its schema, the version of its form, and its licence (CC0).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from mit_waakstand.public_site.for_machines.described import Described, Document, Source, sources
from mit_waakstand.public_site.for_machines.feed import AUTHOR, LICENCE, LICENCE_IN_DUTCH, moment
from mit_waakstand.public_site.for_machines.volumes import Volume, cards_in, volume_of, volumes
from mit_waakstand.public_site.models import Card, Publication
from mit_waakstand.public_site.pages import Order, Page, absolute

FOLDER: Final = "gegevens"
OPENAPI: Final = f"{FOLDER}/openapi.json"
VERSION: Final = "1.0"  # of the form of the documents; 2.0 when a reader of 1.0 would stumble
SCHEMAS: Final = Path(__file__).parent / "schemas"


class Lists:
    """The lists of what was published, in volumes."""

    def all(self) -> Iterator[Page]:
        """Yield every volume and the index of each kind."""
        for kind in sources:
            if sources[kind]().is_listed:
                for volume in volumes(kind):
                    yield _part(kind, volume)
                yield _index(kind)

    def touched_by(self, publication: Publication) -> Iterator[Page]:
        """Yield the volume in which a publication stands, and the index of its kind."""
        if publication.kind in sources and sources[publication.kind]().is_listed:
            yield _part(publication.kind, volume_of(publication))
            yield _index(publication.kind)


def documentation() -> Iterator[Page]:
    """Yield the schemas and the OpenAPI document; no publication changes them."""
    for file in sorted(SCHEMAS.glob("*.schema.json")):
        address = f"{FOLDER}/schema/{file.name}"
        schema = {"$id": absolute(address)} | json.loads(file.read_text())
        yield Page(address, _json(schema), Order.FILE)
    openapi = json.loads((SCHEMAS / "openapi.json").read_text())
    yield Page(OPENAPI, _json(openapi | {"servers": [{"url": absolute("")}]}), Order.FILE)


def facts() -> dict[str, Any]:
    """Return what the page about open data shows."""
    return {"licence": LICENCE_IN_DUTCH, "site_address": absolute("")}


def _index(kind: str) -> Page:
    source = sources[kind]()
    data = _frame(f"{source.name}.schema.json") | {
        "delen": [
            {
                "jaar": volume.year,
                "deel": volume.part,
                "aantal": extent.count,
                "gewijzigdOp": moment(extent.changed_at),
                "bestand": absolute(_path(source, volume)),
            }
            for volume, extent in volumes(kind).items()
        ]
    }
    return Page(f"{FOLDER}/{source.name}.json", _json(data), Order.FEED)


def _part(kind: str, volume: Volume) -> Page:
    source = sources[kind]()
    data = _frame(f"{source.name}-deel.schema.json") | {
        "jaar": volume.year,
        "deel": volume.part,
        source.name: [_row(card, source) for card in cards_in(kind, volume)],
    }
    return Page(_path(source, volume), _json(data), Order.FEED)


def _frame(schema: str) -> dict[str, Any]:
    """Return what every document of ours begins with."""
    return {
        "schema": absolute(f"{FOLDER}/schema/{schema}"),
        "versie": VERSION,
        "licentie": LICENCE,
        "uitgever": AUTHOR,
    }


def _row(card: Card, source: Source) -> dict[str, Any]:
    described = source.describe(card.newest)
    return described.facts | {
        "versieVanPublicatie": card.newest.version,
        "gepubliceerdOp": moment(card.first_published_at),
        "gewijzigdOp": moment(card.last_published_at),
        "pagina": absolute(described.page_address),
        "gegevens": absolute(described.address_of(f"{card.key}.json")),
        "hash": card.newest.hash,
        "bestanden": [_file(found, described) for found in described.documents],
    }


def _file(found: Document, described: Described) -> dict[str, Any]:
    return {
        "titel": found.title,
        "adres": absolute(described.address_of(found.file.name)),
        "mediatype": found.file.media_type,
        "omvang": found.file.size,
        "sha256": found.file.sha256,
    }


def _path(source: Source, volume: Volume) -> str:
    return f"{FOLDER}/{source.name}-{volume.name}.json"


def _json(data: dict[str, Any]) -> bytes:
    return f"{json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2)}\n".encode()
