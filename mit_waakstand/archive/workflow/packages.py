"""Asking for a package of a dossier, taking it, and clearing away what was kept long enough."""

from datetime import datetime

from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.archive.models import Dossier, Package
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import ConflictError, NotAllowedError

MAKE = "make_archive_package"
PERMISSION = "archive.export"
BEING_MADE = "Er wordt al een pakket van dit dossier gemaakt."


def request(situation: Situation, *, by: User, at: datetime) -> Package:
    """Return the package that is going to be made: work for the outbox, done outside a request.

    Raises NotAllowedError, or ConflictError while one of this dossier is being made.
    """
    _check(situation, by)
    with recorded():
        Situation.objects.select_for_update(no_key=True).get(pk=situation.pk)
        if is_being_made(situation):
            raise ConflictError(BEING_MADE)
        package = Package.objects.create(situation=situation, requested_at=at, requested_by=by)
        put("make_archive_package", about=package, at=at)
        told: dict[str, object] = {"package": package.pk}
        sentence = "heeft een archiefpakket van het dossier gevraagd"
        record(Happening("request_package", sentence, situation, by, at, told, PERMISSION))
    return package


def is_being_made(situation: Situation) -> bool:
    """Return whether a package of this dossier is on its way, and was not given up."""
    waiting = Package.objects.filter(situation=situation, made_at=None).values("pk")
    label = Package._meta.label_lower  # noqa: SLF001
    work = Work.objects.filter(kind=MAKE, subject=label, subject_pk__in=waiting)
    return work.filter(done_at=None, failed_at=None).exists()


def take(package: Package, *, by: User, at: datetime) -> Package:
    """Write down that somebody took the zip out of the house; the view gives it.

    Raises NotAllowedError.
    """
    _check(package.situation, by)
    with recorded():
        told: dict[str, object] = {"package": package.pk, "sha256": package.sha256}
        sentence = "heeft een archiefpakket van het dossier gedownload"
        happening = Happening("export", sentence, package.situation, by, at, told, PERMISSION)
        record(happening)
    return package


def clear_away(now: datetime) -> int:
    """Delete the zips that were kept long enough; return how many. What was in them stays known."""
    outdated = list(Package.objects.outdated(now))
    for package in outdated:
        vault.clear_away(package.sha256)
        package.cleared_at = now
        package.save(update_fields=["cleared_at"])
    return len(outdated)


def _check(situation: Situation, by: User) -> None:
    if not by.may(PERMISSION) or not Dossier(situation=situation).is_visible_to(by):
        message = "U kunt van dit dossier geen pakket maken."
        raise NotAllowedError(message)
