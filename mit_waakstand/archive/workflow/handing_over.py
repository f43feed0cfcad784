"""Handing a dossier over to a commissie MIT, and taking in what it gives back (R-098)."""

from datetime import date, datetime

from django.utils.timezone import localdate

from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.archive.models import Dossier, Handover, ReturnedFile, Sitting
from mit_waakstand.archive.workflow import packages
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.recording import recorded
from mit_waakstand.uploads import Upload
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError, check_rules, step
from mit_waakstand.working_days import in_dutch

NO_COMMISSION = "Er is nu geen commissie MIT waaraan dit dossier kan worden overgedragen."


def prepare(situation: Situation, *, by: User, at: datetime) -> Handover:
    """Return the hand-over to the commissie that sits and holds this dossier; a package is made.

    Raises NotAllowedError, RefusedError when there is no such commissie, or ConflictError.
    """
    if not Dossier(situation=situation).is_visible_to(by):
        message = "U kunt dit dossier niet overdragen."
        raise NotAllowedError(message)
    commission = Sitting(localdate(at)).over(situation)
    if commission is None:
        raise RefusedError(NO_COMMISSION)
    if Handover.objects.filter(situation=situation, commission=commission).exists():
        message = "Dit dossier gaat al naar deze commissie."
        raise ConflictError(message)
    handover = Handover(situation=situation, commission=commission)
    with recorded(), step("prepare", handover, by=by, at=at, commission=commission.pk) as locked:
        locked.package = packages.request(situation, by=by, at=at)
    return handover


def hand_over(
    handover: Handover, *, handed_on: date, received_by: str, by: User, at: datetime
) -> Handover:
    """Record on which day the package was given, and to whom. Raises RefusedError at a field."""
    with step("hand_over", handover, by=by, at=at, handed_on=str(handed_on)) as locked:
        _check_day(handed_on, locked, at, field="handed_on")
        locked.handed_on, locked.received_by = handed_on, received_by.strip()
    return locked


def take_in(  # noqa: PLR0913  (each is a field of the record)
    handover: Handover,
    *,
    title: str,
    file: Upload,
    given_on: date,
    given_by: str,
    by: User,
    at: datetime,
) -> Handover:
    """Take a file of the commissie into the dossier, byte for byte. Raises RefusedError."""
    checksum = vault.checksum_of(file.original)
    with step("take_in", handover, by=by, at=at, sha256=checksum) as locked:
        _check_day(given_on, locked, at, field="given_on")
        if locked.files.filter(original_sha256=checksum).exists():
            message = "Dit bestand is al opgenomen."
            raise RefusedError(message, field="file")
        taken = ReturnedFile(
            handover=locked,
            title=title.strip(),
            original_name=file.name,
            original_sha256=checksum,
            given_on=given_on,
            given_by=given_by.strip(),
            recorded_at=at,
            recorded_by=by,
        )
        check_rules(taken)
        vault.store(file.original)
        taken.save()
    return locked


def _check_day(day: date, handover: Handover, at: datetime, *, field: str) -> None:
    if day > localdate(at):
        message = "Deze datum ligt in de toekomst."
        raise RefusedError(message, field=field)
    first = handover.handed_on or localdate(handover.prepared_at)
    if day < first:
        done = "overgedragen" if handover.handed_on else "klaargezet"
        message = f"Het dossier is pas op {in_dutch(first)} {done}: deze datum ligt daarvoor."
        raise RefusedError(message, field=field)
