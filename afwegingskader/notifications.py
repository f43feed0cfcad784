"""Mail about assessments: an expert is asked to help."""

from datetime import datetime

from afwegingskader.models import Participant
from mit_waakstand.house import office_address
from mit_waakstand.mail import Letter
from mit_waakstand.outbox.putting import put


def asked_to_join(participant: Participant, *, at: datetime) -> None:
    """Queue the mail to an expert who was asked to help filling in an assessment."""
    put("mail_assessment", about=participant, at=at)


def letter(participant: Participant, *, key: str) -> Letter:
    """Return the mail that asks an expert to help, without what it is about."""
    assessment = participant.assessment
    return Letter(
        to=participant.user.email,
        key=key,
        subject=f"Toepassing {assessment.pk} van het afwegingskader: wilt u meedoen?",
        lines=(
            "De CPO vraagt u mee te denken over een maatregel of een pakket van maatregelen.",
            "U vult samen met anderen de vragen van het afwegingskader in.",
            "",
            "Meld u aan en lees waar het over gaat:",
        ),
        link=office_address(assessment.get_absolute_url()),
        is_exercise=assessment.is_part_of_exercise(),
    )
