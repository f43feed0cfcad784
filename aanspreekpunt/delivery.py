"""What became of the mails with an answer, as the question's page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from aanspreekpunt.models import Answer
from mit_waakstand.outbox.models import Work


@dataclass(frozen=True)
class Told:
    """An answer, and the latest mail with it; None when it was not mailed."""

    answer: Answer
    mail: Work | None

    def did_not_arrive(self) -> bool:
        """Return whether the mail server gave up on it."""
        return self.mail is not None and self.mail.failed_at is not None


def told(answers: Iterable[Answer]) -> list[Told]:
    """Return the answers with what became of their mail, oldest first."""
    found = list(answers)
    rows = Work.objects.filter(
        subject=Answer._meta.label_lower,  # noqa: SLF001
        subject_pk__in=[answer.pk for answer in found],
    )
    latest = {work.subject_pk: work for work in rows.order_by("pk")}
    return [Told(answer, latest.get(answer.pk)) for answer in found]
