"""A mail to oneself, to see whether mail goes out at all, and what became of it."""

from datetime import datetime

from django.db import models
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.house import office_address
from mit_waakstand.mail import Letter
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put
from mit_waakstand.trail.recording import Happening, record, recorded


def send_trial_mail(*, by: User, at: datetime) -> Work:
    """Put a mail to this person's own address in the outbox, and record that he asked for it."""
    with recorded():
        key = f"mail_trial:user:{by.pk}:{at.isoformat()}"
        work = put("mail_trial", about=by, at=at, key=key)
        record(Happening("send_trial_mail", "heeft een proefmail gevraagd", by, by, at))
    return work


def trial_mails(user: User) -> models.QuerySet[Work]:
    """Return this person's own trial mails, the latest first."""
    return Work.objects.about(user).filter(kind="mail_trial").order_by("-pk")


def trial_letter(user: User, key: str) -> Letter:
    """Return the mail that proves that mail arrives."""
    return Letter(
        to=user.email,
        key=key,
        subject="Proefmail van het MIT in waakstand",
        lines=(
            "Deze proefmail is aangevraagd op de pagina Werk op de achtergrond.",
            "Leest u dit, dan komt de mail van deze toepassing aan.",
            "",
            "Terug naar die pagina:",
        ),
        link=office_address(reverse("office:work")),
    )
