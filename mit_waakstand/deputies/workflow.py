"""What people do about deputies: record one in advance, act for the CPO, stop, end it."""

from datetime import date, datetime

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import DEPUTIES
from mit_waakstand.deputies import letters
from mit_waakstand.deputies.models import CURRENT, PLACES, Deputy
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import NotAllowedError, RefusedError, require_text, step

OWN_STEP = "Alleen de waarnemer zelf kan dit doen."


def appoint(  # noqa: PLR0913  (each is a field of the record)
    *,
    user: User,
    appointed_by: str,
    appointed_on: date,
    ends_on: date | None = None,
    by: User,
    at: datetime,
) -> Deputy:
    """Return the appointment of a deputy, recorded in advance by the CPO.

    Appointments whose last day is past make room. Raises NotAllowedError, RefusedError at a
    field, or ConflictError when somebody else took the last place.
    """
    with recorded():
        for current in Deputy.objects.current():
            if by.may("deputy.end") and current.is_over(localdate(at)):
                end(current, reason="De einddatum is voorbij.", by=by, at=at)
        deputy = Deputy(
            user=user,
            appointed_by=appointed_by.strip(),
            appointed_on=appointed_on,
            ends_on=ends_on,
            place=_free_place(),
        )
        with step("appoint", deputy, by=by, at=at, user=user.pk, appointed_by=appointed_by):
            _check_appointment(deputy, today=localdate(at))
    return deputy


def activate(deputy: Deputy, *, reason: str, by: User, at: datetime) -> Deputy:
    """Begin to act for the CPO, from now on, with a reason; CPO and secretaris get mail."""
    with recorded():
        with step("activate", deputy, by=by, at=at, reason=reason) as locked:
            _check_is_own(locked, by)
            message = "Geef een reden, bijvoorbeeld “De CPO is ziek.”"
            require_text(reason, message, field="reason")
            _check_it_holds(locked, today=localdate(at))
        _let_act(by, since=at, because=reason.strip(), until=locked.ends_on)
        letters.began_acting(locked, at=at)
    return locked


def stand_down(deputy: Deputy, *, by: User, at: datetime) -> Deputy:
    """Stop acting for the CPO; the appointment stays. CPO and secretaris get mail, he too."""
    with recorded():
        with step("stand_down", deputy, by=by, at=at) as locked:
            _check_is_own(locked, by)
            _let_act(by, since=None)
        letters.stopped_acting(locked, at=at)
    return locked


def end(deputy: Deputy, *, reason: str, by: User, at: datetime) -> Deputy:
    """End an appointment; who acted is out at once. CPO and secretaris get mail, he too."""
    with recorded():
        with step("end", deputy, by=by, at=at, reason=reason) as locked:
            require_text(reason, "Geef een reden.", field="reason")
            _let_act(locked.user, since=None)
        letters.appointment_ended(locked, at=at)
    return locked


def _let_act(
    user: User, *, since: datetime | None, because: str = "", until: date | None = None
) -> None:
    """Set or clear what makes somebody acting CPO, on his account and on the object at hand."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    for person in (locked, user):
        person.acting_since, person.acting_because, person.acting_until = since, because, until
    locked.save(update_fields=["acting_since", "acting_because", "acting_until"])


def _free_place() -> int:
    taken = set(Deputy.objects.filter(state__in=CURRENT).values_list("place", flat=True))
    free = [place for place in PLACES if place not in taken]
    if not free:
        message = "Er zijn al twee waarnemers. Beëindig eerst een waarneming."
        raise RefusedError(message)
    return free[0]


def _check_appointment(deputy: Deputy, *, today: date) -> None:
    if deputy.user.role not in DEPUTIES or not deputy.user.is_active:
        message = "Kies een actief account met de rol secretaris, expert of waarnemer."
        raise RefusedError(message, field="user")
    if Deputy.objects.filter(user=deputy.user, state__in=CURRENT).exists():
        message = "Deze persoon is al waarnemer."
        raise RefusedError(message, field="user")
    if not deputy.appointed_by:
        message = "Vul in wie de waarnemer heeft aangewezen."
        raise RefusedError(message, field="appointed_by")
    if deputy.ends_on and deputy.ends_on < max(deputy.appointed_on, today):
        message = "De einddatum ligt in het verleden, of voor de aanwijzing."
        raise RefusedError(message, field="ends_on")


def _check_is_own(deputy: Deputy, by: User) -> None:
    if deputy.user_id != by.pk:
        raise NotAllowedError(OWN_STEP)


def _check_it_holds(deputy: Deputy, *, today: date) -> None:
    if deputy.is_over(today):
        message = "Uw aanwijzing als waarnemer is afgelopen."
        raise RefusedError(message)
    if not deputy.has_begun(today):
        message = "Uw aanwijzing als waarnemer is nog niet ingegaan."
        raise RefusedError(message)
