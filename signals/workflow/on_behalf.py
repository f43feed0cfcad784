"""Namens de CPO: a secretaris takes the step of the CPO, with his recorded agreement."""

from dataclasses import dataclass
from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.trail.recording import Happening, record
from mit_waakstand.workflow import RefusedError, check_rules
from signals.models import CpoAgreement, Signal
from signals.models.agreement import AgreedWay

SENTENCE = {
    "issue": "handelt namens de CPO, die akkoord ging met uitbrengen",
    "publish": "handelt namens de CPO, die akkoord ging met publiceren",
    "send_message": "handelt namens de CPO, die akkoord ging met een aanvullend bericht",
    "publish_supplement": "handelt namens de CPO, die akkoord ging met een aanvulling",
}


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """When and how the CPO agreed; ``cpo`` may be left out when there is only one."""

    agreed_at: datetime
    agreed_way: str
    cpo: User | None = None


def cpo_of(  # noqa: PLR0913  (each is a field of the record)
    verb: str,
    signal: Signal,
    agreement: Agreed | None,
    *,
    since: datetime | None,
    by: User,
    at: datetime,
) -> User:
    """Return the (acting) CPO whose step this is: ``by``, or the one in whose name ``by`` acts.

    In that case the agreement is kept; it was given from ``since`` on (to the minute) and not
    after ``at``. Raises RefusedError, at its field.
    """
    if by.part == Role.CPO:
        return by
    if agreement is None:
        message = "Leg vast wanneer de CPO akkoord gaf, en hoe."
        raise RefusedError(message, field="agreed_at")
    cpo = _the_cpo(signal, agreement)
    _check_moment(agreement.agreed_at, since=since, at=at)
    kept = CpoAgreement(
        signal=signal,
        verb=verb,
        cpo=cpo,
        agreed_at=agreement.agreed_at,
        way=agreement.agreed_way,
        recorded_at=at,
        recorded_by=by,
    )
    check_rules(kept, exclude=["signal"])
    kept.save()
    told = {
        "for": verb,
        "cpo": cpo.pk,
        "agreed_at": agreement.agreed_at.isoformat(),
        "agreed_way": AgreedWay(kept.way).label,
    }
    record(Happening("agree", SENTENCE[verb], signal, by, at, told))
    return cpo


def cpos(signal: Signal) -> list[User]:
    """Return the active (acting) CPOs of this signal; in an exercise, those who take part."""
    return list(signal.weighing.situation.people(Role.CPO))


def _the_cpo(signal: Signal, agreement: Agreed) -> User:
    present = cpos(signal)
    if not present:
        message = "Er is geen CPO of waarnemend CPO met een actief account."
        raise RefusedError(message)
    if agreement.cpo is None and len(present) == 1:
        return present[0]
    if agreement.cpo not in present:
        message = "Kies wie van de CPO's akkoord gaf."
        raise RefusedError(message, field="agreed_with")
    return agreement.cpo


def _check_moment(agreed_at: datetime, *, since: datetime | None, at: datetime) -> None:
    if agreed_at > at:
        message = "Dit moment ligt in de toekomst."
        raise RefusedError(message, field="agreed_at")
    if since is not None and agreed_at < since.replace(second=0, microsecond=0):
        message = "Het akkoord kan niet ouder zijn dan wat de CPO te lezen kreeg."
        raise RefusedError(message, field="agreed_at")
