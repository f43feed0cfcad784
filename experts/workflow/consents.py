"""Being named in public, and interests: recorded by CPO or secretaris, or by the expert himself."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from experts.models import Consent, Expert, Interest, Way
from mit_waakstand.accounts.models import User
from mit_waakstand.workflow import RefusedError, check_rules, require_text, step


def record_consent(expert: Expert, *, by: User, at: datetime) -> Expert:
    """Record that somebody may be named in public, as he told the secretaris."""
    with step("record_consent", expert, by=by, at=at) as locked:
        give(locked, via=Way.SECRETARIAT, by=by, at=at)
    return locked


def withdraw_consent(expert: Expert, *, by: User, at: datetime) -> Expert:
    """Record that somebody may not be named in public any more."""
    with step("withdraw_consent", expert, by=by, at=at) as locked:
        take_back(locked, via=Way.SECRETARIAT, by=by, at=at)
    return locked


def note_interest(  # noqa: PLR0913  (each is a field of the record)
    expert: Expert,
    *,
    description: str,
    valid_from: date,
    valid_until: date | None = None,
    by: User,
    at: datetime,
) -> Expert:
    """Record an interest with the days on which it holds. Raises RefusedError at a field."""
    with step("note_interest", expert, by=by, at=at) as locked:
        keep_interest(
            locked, description=description, valid_from=valid_from, valid_until=valid_until, by=by
        )
    return locked


def end_interest(expert: Expert, *, interest: int, by: User, at: datetime) -> Expert:
    """Record that an interest, by its number, is over since yesterday."""
    with step("end_interest", expert, by=by, at=at, interest=interest) as locked:
        close_interest(locked, interest, today=localdate(at), by=by)
    return locked


def give(expert: Expert, *, via: Way, by: User | None, at: datetime) -> None:
    """Keep a consent; the caller holds the lock on the expert."""
    Consent.objects.create(expert=expert, given_at=at, given_via=via, given_by=by)


def take_back(expert: Expert, *, via: Way, by: User | None, at: datetime) -> None:
    """Take back the standing consent, if there is one; the caller holds the lock."""
    for consent in expert.consents.standing().select_for_update():
        consent.withdrawn_at, consent.withdrawn_via, consent.withdrawn_by = at, via, by
        consent.save(update_fields=["withdrawn_at", "withdrawn_via", "withdrawn_by"])


def keep_interest(
    expert: Expert,
    *,
    description: str,
    valid_from: date,
    valid_until: date | None,
    by: User | None,
) -> Interest:
    """Return the interest, kept. Raises RefusedError at a field."""
    message = (
        "Beschrijf het belang, bijvoorbeeld “lid van de raad van toezicht van een ziekenhuis”."
    )
    require_text(description, message, field="description")
    interest = Interest(
        expert=expert,
        description=" ".join(description.split()),
        valid_from=valid_from,
        valid_until=valid_until,
    )
    interest._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001
    try:
        check_rules(interest, exclude=("expert",))
    except RefusedError as refusal:
        raise RefusedError(refusal.message, field=refusal.field or "valid_until") from refusal
    interest.save()
    return interest


def close_interest(expert: Expert, pk: int, *, today: date, by: User | None) -> None:
    """Let an interest end before today; one that began today never held and goes."""
    interest = expert.interests.select_for_update().filter(pk=pk).first()
    if interest is None or not interest.holds_on(today):
        message = "Dit belang is al voorbij."
        raise RefusedError(message)
    interest._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001
    if interest.valid_from >= today:
        interest.delete()
        return
    interest.valid_until = today - timedelta(days=1)
    interest.save(update_fields=["valid_until"])
