"""The people of the demonstration: none of them exists."""

from dataclasses import dataclass
from datetime import date

from experts.models import Expert
from experts.workflow.lists import institute_named
from mit_waakstand import env
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from signals.models import Addressee

DEFAULT_PASSWORD = "demonstratie-2026"  # noqa: S105  (fictitious accounts, printed at the start)
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


def cast(since: date) -> Cast:
    """Return the accounts, the experts and the addressee of letters, made anew."""
    password = env.text("MIT_DEMO_PASSWORD", DEFAULT_PASSWORD)
    users = {
        username: User.objects.create_user(
            username, f"{username}@voorbeeld.invalid", password, full_name=name, role=role
        )
        for username, (name, role) in PEOPLE.items()
    }
    Addressee.objects.create(
        since=since,
        name="F. Fictief",
        address="Ministerie van Sociale Zaken en Werkgelegenheid\nPostbus 0\n0000 AA Den Haag",
    )
    return Cast(
        cpo=users["cpo"],
        secretary=users["secretaris"],
        sg_office=users["sg"],
        deputy=users["waarnemer"],
        expert_account=users["expert"],
        expert=Expert.objects.create(
            name="Dina Verzonnen",
            expertise="gedragswetenschap",
            function="hoogleraar",
            institute=institute_named("Universiteit van Nergens"),
            is_former_member=True,
            user=users["expert"],
        ),
        second_expert=Expert.objects.create(
            name="Floris de Bedachte",
            expertise="economie",
            function="onderzoeker",
            institute=institute_named("Instituut voor Verzinsels"),
        ),
    )
