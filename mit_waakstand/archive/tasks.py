"""Work of the archive for the outbox: making a package, which takes longer than a request may."""

from dataclasses import asdict

from django.utils import timezone

from mit_waakstand.archive.models import Package
from mit_waakstand.archive.packing import making
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work
from mit_waakstand.trail.recording import Happening, record, recorded


@kinds("make_archive_package")
def make_archive_package(work: Work) -> str:
    """Make the zip of a dossier, once; delivered again it changes nothing."""
    package = Package.objects.select_for_update().get(pk=work.subject_pk)
    if package.made_at is None:
        now = timezone.now()
        made = making.make(package, at=now)
        package.made_at, package.size, package.sha256 = now, made.size, made.sha256
        package.inventory = [asdict(entry) for entry in made.entries]
        with recorded():
            package.save()
            told: dict[str, object] = {"package": package.pk, "sha256": made.sha256}
            sentence = "heeft een archiefpakket van het dossier gemaakt"
            record(Happening("make_package", sentence, package.situation, None, now, told))
    return f"archiefpakket met {len(package.inventory)} bestanden gemaakt"
