"""The people of the demonstration: none of them exists."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from experts.models import Expert, Expertise
from experts.states import Availability
from experts.workflow import register
from experts.workflow.lists import load_starting_lists
from experts.workflow.register import Particulars
from mit_waakstand import env
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from signals.models import Addressee

DEFAULT_PASSWORD = "demonstratie-2026"  # noqa: S105  (fictitious accounts, printed at the start)
REGISTER_BEFORE = 820  # days before the story, when the register was made
PEOPLE = {
    "cpo": ("Anna van der Proef", Role.CPO),
    "secretaris": ("Bram Voorbeeld", Role.SECRETARY),
    "sg": ("Chris Denkbeeld", Role.SG_OFFICE),
    "expert": ("Dina Verzonnen", Role.EXPERT),
    "beheerder": ("Eva Schijn", Role.ADMINISTRATOR),
    "waarnemer": ("Femke Fictief", Role.DEPUTY),
}


@dataclass(frozen=True)
class Cast:
    """Everybody who plays a part in the demonstration."""

    cpo: User
    secretary: User
    sg_office: User
    expert: Expert
    expert_account: User
    second_expert: Expert
    deputy: User


def cast(now: datetime, *, days: int) -> Cast:
    """Return the accounts, the first experts and the addressee of letters, made anew.

    The story begins ``days`` before ``now``; the register existed long before that.
    """
    password = env.text("MIT_DEMO_PASSWORD", DEFAULT_PASSWORD)
    users = {
        username: User.objects.create_user(
            username, f"{username}@voorbeeld.invalid", password, full_name=name, role=role
        )
        for username, (name, role) in PEOPLE.items()
    }
    Addressee.objects.create(
        since=(now - timedelta(days=days)).date(),
        name="F. Fictief",
        address="Ministerie van Sociale Zaken en Werkgelegenheid\nPostbus 0\n0000 AA Den Haag",
    )
    first, second = _experts(users, at=now - timedelta(days=days + REGISTER_BEFORE))
    return Cast(
        cpo=users["cpo"],
        secretary=users["secretaris"],
        sg_office=users["sg"],
        deputy=users["waarnemer"],
        expert_account=users["expert"],
        expert=first,
        second_expert=second,
    )


def _experts(users: dict[str, User], *, at: datetime) -> tuple[Expert, Expert]:
    """Return the two experts who take part in weighings, added by the secretaris."""
    load_starting_lists()
    economy, behaviour = (
        tuple(Expertise.objects.filter(name=name)) for name in ("economie", "gedragswetenschap")
    )
    dina = Particulars(
        name="Dina Verzonnen",
        expertise="gedragswetenschap",
        function="hoogleraar",
        other_institute="Universiteit van Nergens",
        email=users["expert"].email,
        expertises=behaviour,
        languages=("nl", "en"),
        availability=Availability.WITHIN_A_DAY,
        is_former_member=True,
    )
    floris = Particulars(
        name="Floris de Bedachte",
        expertise="economie",
        function="onderzoeker",
        other_institute="Instituut voor Verzinsels",
        email="floris@voorbeeld.invalid",
        expertises=economy,
        languages=("nl",),
        availability=Availability.LATER,
    )
    secretary = users["secretaris"]
    return (
        register.add(dina, user=users["expert"], by=secretary, at=at),
        register.add(floris, by=secretary, at=at),
    )
