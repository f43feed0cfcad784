"""The daily mail to the beheerder: what is not in order in the machine room, when something is.

It is made from the database when it is sent, so after an outage it says what is so then.
"""

from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.house import office_address
from mit_waakstand.mail import Letter
from mit_waakstand.office import board
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put
from mit_waakstand.readiness import Status

BAD = (Status.NOT_IN_ORDER, board.BROKEN)


def put_digest(*, at: datetime) -> None:
    """Put one mail a day per beheerder, when there is something to tell."""
    day = localdate(at)
    for user in User.objects.with_role(Role.ADMINISTRATOR):
        if problems(user, day):
            key = f"mail_digest:user:{user.pk}:{day}"
            put("mail_digest", about=user, at=at, key=key, day=day.isoformat())


def problems(user: User, today: date) -> list[str]:
    """Return what is not in order, a sentence each: what Paraatheid shows him red, and who waits.

    Numbers and kinds only: a beheerder knows no content.
    """
    found = [
        f"{row.title}: {row.reason}" for row in board.rows_for(user, today) if row.status in BAD
    ]
    struggling = Work.objects.struggling().count()
    if struggling:
        found.append(
            f"Wachtend werk: {struggling} keer antwoordt de mailserver of de bucket niet. "
            "Het wordt vanzelf opnieuw geprobeerd."
        )
    return found


def digest_letter(user: User, key: str, found: list[str]) -> Letter:
    """Return the mail; its subject says how much, and nothing about what."""
    number = "1 punt vraagt" if len(found) == 1 else f"{len(found)} punten vragen"
    return Letter(
        to=user.email,
        key=key,
        subject=f"Techniek van het MIT in waakstand: {number} aandacht",
        lines=(
            "Dit is nu niet op orde:",
            "",
            *(f"- {problem}" for problem in found),
            "",
            "Wat er mis is en wat u kunt doen:",
        ),
        link=office_address(reverse("office:work")),
        postscript=("U krijgt deze mail alleen op dagen dat er iets is.",),
    )
