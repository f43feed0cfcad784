"""Keeping the register: who is added, what is changed, who leaves it and comes back."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from experts.models import Expert, Expertise, Institute
from experts.states import Availability
from experts.workflow.confirming import PURPOSE
from experts.workflow.lists import institute_named
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.personal_links import workflow as links
from mit_waakstand.seen import check_seen, fingerprint
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import START, RefusedError, check_rules, step

CHANGED = "andere gegevens dan u las; kijk op de pagina van deze expert"


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What the register keeps of a person, and nothing else (domain §8)."""

    name: str
    expertise: str
    function: str = ""
    institute: Institute | None = None
    other_institute: str = ""
    email: str = ""
    phone: str = ""
    expertises: tuple[Expertise, ...] = ()
    languages: tuple[str, ...] = ()
    availability: str = Availability.UNKNOWN
    is_former_member: bool = False
    member_from: date | None = None
    member_until: date | None = None


def particulars_of(expert: Expert) -> Particulars:
    """Return what the register keeps of this person now."""
    return Particulars(
        name=expert.name,
        expertise=expert.expertise,
        function=expert.function,
        institute=expert.institute,
        email=expert.email,
        phone=expert.phone,
        expertises=tuple(expert.expertises.order_by("pk")),
        languages=tuple(expert.languages),
        availability=expert.availability,
        is_former_member=expert.is_former_member,
        member_from=expert.member_from,
        member_until=expert.member_until,
    )


def read_as(expert: Expert) -> str:
    """Return the fingerprint of what stands there, to see later whether it is still the same."""
    told = asdict(particulars_of(expert))
    told["expertises"] = sorted(one.pk for one in told["expertises"])
    told["institute"] = expert.institute_id
    return fingerprint(**told)


def add(particulars: Particulars, *, user: User | None = None, by: User, at: datetime) -> Expert:
    """Return the record of an expert who is new in the register.

    Raises NotAllowedError, or RefusedError at the field that is wrong.
    """
    expert = Expert(state=START, added_at=at, user=user)
    with recorded():
        _check_account(expert, user)
        _check_address(expert, particulars.email)
        _fill(expert, particulars)
        with step("add", expert, by=by, at=at):
            check_rules(expert, exclude=("state", "user"))
        _set_expertises(expert, particulars.expertises, by=by, at=at)
    return expert


def edit(  # noqa: PLR0913  (who, what, when, and what was read)
    expert: Expert,
    particulars: Particulars,
    *,
    user: User | None = None,
    seen: str = "",
    by: User,
    at: datetime,
) -> Expert:
    """Change what the register keeps. ``seen`` is the fingerprint of what was read.

    Raises ConflictError when somebody else changed it meanwhile.
    """
    with step("edit", expert, by=by, at=at) as locked:
        check_seen(seen, read_as(locked), instead=CHANGED)
        _check_account(locked, user)
        locked.user = user
        change(locked, particulars, by=by, at=at)
    return locked


def change(expert: Expert, particulars: Particulars, *, by: User | None, at: datetime) -> bool:
    """Return whether this changes what is kept; the caller holds the lock, and saves.

    Raises RefusedError at the field that is wrong.
    """
    before = read_as(expert)
    _check_address(expert, particulars.email)
    _fill(expert, particulars)
    check_rules(expert, exclude=("user",))
    _set_expertises(expert, particulars.expertises, by=by, at=at)
    return read_as(expert) != before


def leave(expert: Expert, *, by: User, at: datetime) -> Expert:
    """Take somebody out of the register: he is not invited any more, his data can be erased."""
    with step("leave", expert, by=by, at=at) as locked:
        links.revoke(PURPOSE, locked, at=at)
    return locked


def come_back(expert: Expert, *, by: User, at: datetime) -> Expert:
    """Put somebody back who left."""
    with step("come_back", expert, by=by, at=at) as locked:
        pass
    return locked


def _fill(expert: Expert, told: Particulars) -> None:
    for name in ("name", "expertise", "function", "email", "phone"):
        setattr(expert, name, " ".join(getattr(told, name).split()))
    expert.institute = institute_named(told.other_institute) or told.institute
    expert.languages, expert.availability = list(told.languages), told.availability
    expert.is_former_member = told.is_former_member
    expert.member_from = told.member_from if told.is_former_member else None
    expert.member_until = told.member_until if told.is_former_member else None


def _set_expertises(
    expert: Expert, expertises: Iterable[Expertise], *, by: User | None, at: datetime
) -> None:
    """Set what the overview counts; its history is of the one who did it."""
    expert._history_user, expert._history_date = by, at  # type: ignore[attr-defined]  # noqa: SLF001
    expert.expertises.set(expertises)


def _check_account(expert: Expert, user: User | None) -> None:
    if user is None or user.pk == expert.user_id:
        return
    if user.role != Role.EXPERT or Expert.objects.filter(user=user).exists():
        message = "Kies een account met de rol expert, dat nog niet bij iemand anders hoort."
        raise RefusedError(message, field="user")


def _check_address(expert: Expert, email: str) -> None:
    """Refuse an address that somebody else in the register has: a link in mail is personal."""
    address = email.strip()
    others = Expert.objects.exclude(pk=expert.pk).filter(email__iexact=address)
    if address and others.exists():
        message = "Dit adres staat al bij iemand anders in het register."
        raise RefusedError(message, field="email")
