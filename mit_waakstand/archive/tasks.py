"""Work of the archive for the outbox: packages and inventories take longer than a request may."""

from dataclasses import asdict
from datetime import datetime

from django.utils import timezone

from mit_waakstand.archive.models import Package, WooDocument, WooReview
from mit_waakstand.archive.packing import making, suggesting, woo
from mit_waakstand.archive.packing.making import Made
from mit_waakstand.archive.packing.sheets import sheets_of
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work
from mit_waakstand.trail.recording import Happening, record, recorded


@kinds("make_archive_package")
def make_archive_package(work: Work) -> str:
    """Make the zip of a dossier, once; delivered again it changes nothing."""
    package = Package.objects.select_for_update().get(pk=work.subject_pk)
    if package.made_at is None:
        now = timezone.now()
        _keep(package, making.make(package, at=now), at=now)
    return f"archiefpakket met {len(package.inventory)} bestanden gemaakt"


@kinds("make_woo_inventory")
def make_woo_inventory(work: Work) -> str:
    """List the documents of a dossier with what is suggested for each, once."""
    review = WooReview.objects.select_for_update(of=("self",)).get(pk=work.subject_pk)
    if review.listed_at is None:
        now = timezone.now()
        listed = suggesting.documents_of(sheets_of(review.situation), at=now)
        for place, one in enumerate(listed, start=1):
            WooDocument.objects.create(review=review, place=place, **vars(one))
        review.listed_at = now
        review.save(update_fields=["listed_at"])
    return f"Woo-inventaris met {review.documents.count()} documenten gemaakt"


@kinds("make_woo_package")
def make_woo_package(work: Work) -> str:
    """Make the zip of an adopted Woo inventory, once."""
    package = Package.objects.select_for_update(of=("self",)).get(pk=work.subject_pk)
    if package.made_at is None:
        now = timezone.now()
        _keep(package, woo.make(package.woo_review, at=now), at=now)
    return f"Woo-uitvoer met {len(package.inventory)} bestanden gemaakt"


def _keep(package: Package, made: Made, *, at: datetime) -> None:
    """Keep what was made, and write down that it was."""
    package.made_at, package.size, package.sha256 = at, made.size, made.sha256
    package.inventory = [asdict(entry) for entry in made.entries]
    with recorded():
        package.save()
        told: dict[str, object] = {"package": package.pk, "sha256": made.sha256}
        sentence = "heeft een archiefpakket van het dossier gemaakt"
        record(Happening("make_package", sentence, package.situation, None, at, told))
