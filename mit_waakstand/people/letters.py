"""Mail about accounts: an invitation, and a second factor that was reset."""

from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime

from mit_waakstand.accounts.models import User
from mit_waakstand.mail import Letter
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.working_days import in_dutch


def invited(user: User, link: PersonalLink, *, at: datetime) -> None:
    """Queue the invitation; the row holds the number of the link, never its secret."""
    key = f"mail_account_invitation:{link.pk}"
    put("mail_account_invitation", about=user, at=at, key=key, link=link.pk)


def second_factor_reset(user: User, *, at: datetime) -> None:
    """Queue the mail to somebody whose second factor was reset by the beheerder."""
    key = f"mail_second_factor_reset:{user.pk}:{at.isoformat()}"
    put("mail_second_factor_reset", about=user, at=at, key=key)


def invitation_letter(user: User, link: PersonalLink, work: Work) -> Letter:
    """Return the mail with the personal link."""
    until = in_dutch(localtime(link.expires_at).date())
    return Letter(
        to=user.email,
        key=work.key,
        subject="Uw account bij het MIT in waakstand",
        lines=(
            "U krijgt een account bij het MIT in waakstand.",
            f"Uw gebruikersnaam is {user.username}.",
            "",
            f"De link is van u alleen, werkt één keer en geldt tot en met {until}.",
            "Kies daarmee uw wachtwoord:",
        ),
        link=link.address("account-invitation"),
        postscript=("Verwacht u dit bericht niet? Dan hoeft u niets te doen.",),
    )


def reset_letter(user: User, work: Work) -> Letter:
    """Return the mail that the second factor was reset."""
    return Letter(
        to=user.email,
        key=work.key,
        subject="Uw aanmelding bij het MIT in waakstand is veranderd",
        lines=(
            "De functioneel beheerder heeft de tweede stap van uw aanmelding gewist.",
            "Overal bent u nu afgemeld. Bij de volgende keer stelt u een nieuwe tweede stap in.",
            "",
            "Vroeg u hier niet om? Bel dan direct de functioneel beheerder.",
            "",
            "Aanmelden:",
        ),
        link=urljoin(settings.OFFICE_URL, reverse("account_login")),
    )
