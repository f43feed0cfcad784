"""A signal that became known before publication: what the CPO can do (domain §3.6)."""

from datetime import date, datetime

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.putting import put
from mit_waakstand.public_site.for_people import notices
from mit_waakstand.workflow import RefusedError, check_rules, step
from signals import message_mail
from signals.models import Leak, Signal
from signals.models.leak import PREPARED_LINE


def report_leak(signal: Signal, *, known_on: date, how: str, by: User, at: datetime) -> Signal:
    """Record that a signal became known too early: since when and how. Nothing becomes public."""
    with step("report_leak", signal, by=by, at=at, known_on=known_on.isoformat()) as locked:
        if known_on > localdate(at):
            message = "Deze datum ligt in de toekomst."
            raise RefusedError(message, field="known_on")
        if locked.issued_at and known_on < localdate(locked.issued_at):
            message = "Vul een datum in vanaf de dag van uitbrengen."
            raise RefusedError(message, field="known_on")
        leak = Leak(signal=locked, known_on=known_on, how=how, reported_at=at, reported_by=by)
        check_rules(leak, exclude=["signal", "reported_by"])
        leak.save()
    return locked


def show_line(signal: Signal, *, by: User, at: datetime) -> Signal:
    """Put the prepared line on the public home page: no content, number or disease."""
    with step("show_line", signal, by=by, at=at) as locked:
        leak = Leak.objects.select_for_update().get(signal=locked)
        leak.line_key, leak.line_shown_at = notices.next_key(), at
        leak.save()
        publication = notices.show(leak.line_key, PREPARED_LINE, since=localdate(at), at=at)
        put("bake", about=publication, at=at)
    return locked


def ask_sooner(signal: Signal, *, by: User, at: datetime) -> Signal:
    """Ask the SG, by mail to Bureau SG, to respond sooner: at most once a day."""
    with step("ask_sooner", signal, by=by, at=at) as locked:
        if not message_mail.asked_sooner(locked, at=at):
            message = "Vandaag is dit al gevraagd. Morgen kan het opnieuw."
            raise RefusedError(message)
    return locked


def end_line(signal: Signal, *, at: datetime) -> None:
    """Take the line away: its signal is public now. Part of publishing."""
    leak = Leak.objects.select_for_update().filter(signal=signal).first()
    if leak is None or not leak.has_line():
        return
    leak.line_ended_at = at
    leak.save()
    put("bake", about=notices.end(leak.line_key, at=at), at=at)
