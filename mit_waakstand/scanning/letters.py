"""Mail to the beheerder: a file was held, or the scanner keeps silent."""

from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from mit_waakstand.accounts.models import User, recipients_of
from mit_waakstand.accounts.roles import Role
from mit_waakstand.mail import Letter
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put, put_mails
from mit_waakstand.scanning.models import HeldFile


def held(file: HeldFile, *, at: datetime) -> None:
    """Queue the alarm about a file, one mail for each beheerder."""
    recipients = recipients_of(User.objects.with_role(Role.ADMINISTRATOR))
    put_mails("mail_held_file", recipients, about=file, at=at, key=f"mail_held_file:{file.pk}")


def scanner_silent(*, at: datetime) -> None:
    """Queue the alarm that files are refused: once an hour at most, however many are sent."""
    for reader in User.objects.with_role(Role.ADMINISTRATOR):
        recipient = reader.recipient()
        key = f"mail_scanner_silent:{at:%Y%m%d%H}:{recipient}"
        put("mail_scanner_silent", about=reader, at=at, key=key, recipient=recipient)


def held_letter(reader: User, work: Work) -> Letter:
    """Return the alarm about a file."""
    return Letter(
        to=reader.email,
        key=work.key,
        subject="ALARM: de virusscanner hield een bestand tegen",
        lines=(
            "Iemand stuurde een bestand in dat de virusscanner tegenhield.",
            "Het bestand is niet bewaard en niet aangekomen.",
            "",
            "Laat de computer nakijken waar het vandaan kwam.",
            "",
            "Wie, wanneer en wat de scanner vond:",
        ),
        link=urljoin(settings.OFFICE_URL, reverse("scanning:held-file", args=[work.subject_pk])),
    )


def silent_letter(reader: User, work: Work) -> Letter:
    """Return the alarm about a scanner that does not answer."""
    return Letter(
        to=reader.email,
        key=work.key,
        subject="ALARM: de virusscanner antwoordt niet",
        lines=(
            "Iemand wilde een bestand toevoegen, en de virusscanner antwoordde niet.",
            "Zolang dat zo is, wordt elk bestand geweigerd.",
            "",
            "Kijk of clamd draait en of MIT_CLAMAV klopt.",
            "",
            "Of de scanner nu antwoordt, ziet u hier:",
        ),
        link=urljoin(settings.OFFICE_URL, reverse("scanning:held-files")),
    )
