"""The zip of an adopted Woo inventory: what may be open, what has to be blacked out, the list.

What stays closed is only in the list. Nothing is published: a person takes it from here.
"""

import zipfile
from datetime import datetime
from typing import BinaryIO

from django.utils.timezone import localdate

from mit_waakstand import vault
from mit_waakstand.archive.models import Judgement, WooReview
from mit_waakstand.archive.packing.making import EXERCISE, Entry, Made, inventory_of, sums_of
from mit_waakstand.spreadsheets import lines

FOLDERS = {Judgement.OPEN: "openbaar", Judgement.PARTLY: "deels-openbaar-nog-te-lakken"}
README = """\
{mark}Woo-inventaris {number} van het MIT in waakstand
Verzoek {reference}, ontvangen op {received}. Vastgesteld op {adopted}.

- woo-inventaris.csv noemt elk document, het oordeel, de gronden en de toelichting.
- openbaar: documenten die openbaar kunnen worden.
- deels-openbaar-nog-te-lakken: lak eerst wat onder een grond valt. De toepassing lakt niet.
- Wat niet openbaar wordt, staat alleen in de inventaris.
- SHA256SUMS: nagaan kan met sha256sum -c SHA256SUMS

Niets hiervan is gepubliceerd. Het bestuursorgaan beslist op het verzoek.
"""


def make(review: WooReview, *, at: datetime) -> Made:
    """Return what was made of an adopted inventory; the zip is then in the vault, whole."""

    def write(file: BinaryIO) -> list[Entry]:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            return _fill(archive, review, at)

    checksum, entries = vault.store_written(write)
    return Made(entries, vault.path_of(checksum).stat().st_size, checksum)


def _fill(archive: zipfile.ZipFile, review: WooReview, at: datetime) -> list[Entry]:
    entries: list[Entry] = []

    def write(name: str, about: str, data: bytes) -> None:
        archive.writestr(zipfile.ZipInfo(name, (*localdate(at).timetuple()[:3], 0, 0, 0)), data)
        entries.append(Entry(name, about, len(data), vault.checksum_of(data)))

    readme = README.format(
        mark=EXERCISE if review.is_part_of_exercise() else "",
        number=review.pk,
        reference=review.reference,
        received=f"{review.received_on:%d-%m-%Y}",
        adopted=f"{localdate(review.adopted_at):%d-%m-%Y}",
    )
    write("LEESMIJ.txt", "Wat er in dit bestand zit", readme.encode())
    write("woo-inventaris.csv", "Elk document met het oordeel", _list(review))
    for document in review.documents.filter(judgement__in=FOLDERS).order_by("place"):
        folder = FOLDERS[Judgement(document.judgement)]
        name = document.name.replace("/", "-")
        data = vault.read(document.sha256)
        write(f"{folder}/{document.place:03}-{name}", document.about, data)
    write("inventaris.csv", "Elk bestand", inventory_of(entries))
    write("SHA256SUMS", "Controlegetallen", sums_of(entries))
    return entries


def _list(review: WooReview) -> bytes:
    heading = ("nummer", "document", "wat", "oordeel", "gronden", "toelichting", "sha256")
    rows = (
        (
            *(one.place, one.name, one.about, one.get_judgement_display()),
            *(" / ".join(one.grounds_in_words()), one.explanation, one.sha256),
        )
        for one in review.documents.order_by("place")
    )
    return "".join(lines(heading, rows)).encode()
