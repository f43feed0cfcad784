"""What people do so that an issued signal arrives: receipt, mail again, the Minister informed."""

from datetime import date, datetime

from django.utils.timezone import localdate

from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox import doing
from mit_waakstand.seen import check_seen, fingerprint
from mit_waakstand.uploads import Upload
from mit_waakstand.workflow import RefusedError, check_rules, step
from signals.deadlines import in_dutch
from signals.models import Receipt, Signal
from signals.models.receipt import Channel


def confirm_receipt(signal: Signal, *, by: User, at: datetime) -> Signal:
    """Confirm, as Bureau SG, that the signal arrived (one click)."""
    with step("confirm_receipt", signal, by=by, at=at) as locked:
        _keep(
            Receipt(
                signal=locked,
                channel=Channel.SG_OFFICE,
                confirmed_by=by.full_name,
                confirmed_at=at,
                recorded_at=at,
                recorded_by=by,
            )
        )
    return locked


def record_receipt(  # noqa: PLR0913  (each is a field of the record)
    signal: Signal,
    *,
    channel: str,
    confirmed_by: str,
    confirmed_at: datetime,
    scan: Upload | None = None,
    by: User,
    at: datetime,
) -> Signal:
    """Record that somebody confirmed receipt by telephone, mail or on paper (with its scan)."""
    with step("record_receipt", signal, by=by, at=at, channel=_in_words(channel)) as locked:
        if channel == Channel.SG_OFFICE:
            message = "Dit bevestigt Bureau SG zelf. Kies een andere weg."
            raise RefusedError(message, field="channel")
        if channel == Channel.PAPER and scan is None:
            message = "Voeg de scan van het papier toe (pdf)."
            raise RefusedError(message, field="scan")
        _check_moment(locked, confirmed_at, at=at)
        receipt = Receipt(
            signal=locked,
            channel=channel,
            confirmed_by=confirmed_by,
            confirmed_at=confirmed_at,
            recorded_at=at,
            recorded_by=by,
        )
        if scan is not None and channel == Channel.PAPER:
            receipt.scan_name, receipt.scan_sha256 = scan.name, vault.store(scan.original)
        _keep(receipt)
    return locked


def resend(signal: Signal, *, by: User, at: datetime) -> Signal:
    """Give the mails about this signal that did not arrive a new series of attempts."""
    with step("resend", signal, by=by, at=at) as locked:
        for mail in locked.failed_mail():
            doing.retry(mail, at=at)
    return locked


def told_on(signal: Signal) -> str:
    """Return the fingerprint of the day on which the Minister was informed, as somebody read it."""
    return fingerprint(minister_informed_on=signal.minister_informed_on)


def inform_minister(
    signal: Signal, *, minister_informed_on: date, seen: str = "", by: User, at: datetime
) -> Signal:
    """Record on which day the SG informed the Minister (domain §3, step 6).

    ``seen`` is the day that was read. Raises ConflictError when somebody else recorded one.
    """
    told = minister_informed_on.isoformat()
    with step("inform_minister", signal, by=by, at=at, informed_on=told) as locked:
        recorded_day = locked.minister_informed_on
        now = in_dutch(recorded_day) if recorded_day else "nog niets"
        check_seen(seen, told_on(locked), instead=now, field="minister_informed_on")
        if minister_informed_on > localdate(at):
            message = "Deze datum ligt in de toekomst."
            raise RefusedError(message, field="minister_informed_on")
        if locked.issued_at and minister_informed_on < localdate(locked.issued_at):
            message = "Dit kan niet voor het uitbrengen van het signaal zijn."
            raise RefusedError(message, field="minister_informed_on")
        locked.minister_informed_on = minister_informed_on
    return locked


def _in_words(channel: str) -> str:
    return str(Channel(channel).label) if channel in Channel.values else channel


def _check_moment(signal: Signal, moment: datetime, *, at: datetime) -> None:
    if moment > at:
        message = "Dit moment ligt in de toekomst."
        raise RefusedError(message, field="confirmed_at")
    issued_at = signal.issued_at
    if issued_at and moment < issued_at.replace(second=0, microsecond=0):
        message = "De ontvangst kan niet voor het uitbrengen liggen."
        raise RefusedError(message, field="confirmed_at")


def _keep(receipt: Receipt) -> None:
    check_rules(receipt, exclude=["signal"])
    receipt.save()
