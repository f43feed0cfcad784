"""What a signal knows of its way to the SG: receipt, failed mail, herstel van een datum.

Apart from the signal itself, which knows its text and its place in the workflow.
"""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, cast

from django.db import models
from django.db.models import Q

from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.models import MAIL, Work
from mit_waakstand.workflow import Record, Step
from signals import deadlines
from signals.models.traces import contradiction
from signals.states import ISSUED_OR_LATER, SignalState

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from signals.models.agreement import CpoAgreement
    from signals.models.date_correction import IssueDateCorrection
    from signals.models.receipt import Receipt
    from signals.models.signal import Signal

RECEIPT_BY = time(10)

ROUND_THE_LETTER = [
    models.CheckConstraint(
        condition=~Q(state=SignalState.DRAFT) | Q(adopted_at=None, adopted_by=None, text_hash=""),
        name="concept_is_not_adopted",
        violation_error_message="Een concept is niet vastgesteld.",
    ),
    models.CheckConstraint(
        condition=Q(state=SignalState.WITHDRAWN, withdrawn_at__isnull=False)
        & Q(withdrawn_by__isnull=False)
        & ~Q(withdrawal_reason="")
        | ~Q(state=SignalState.WITHDRAWN)
        & Q(withdrawn_at=None, withdrawn_by=None, withdrawal_reason=""),
        name="withdrawn_signal_says_when_by_whom_and_why",
        violation_error_message="Intrekken kan alleen met een reden.",
    ),
    models.CheckConstraint(
        condition=Q(minister_informed_on=None, minister_recorded_at=None, minister_recorded_by=None)
        | Q(state__in=ISSUED_OR_LATER, minister_informed_on__isnull=False)
        & Q(minister_recorded_at__isnull=False, minister_recorded_by__isnull=False),
        name="minister_is_informed_of_an_issued_signal",
        violation_error_message="De Minister wordt geïnformeerd over een uitgebracht signaal.",
    ),
]


class RoundTheLetter(Record):
    """The questions about the way of a signal; relations are read as they were prefetched."""

    issued_at: "models.DateTimeField[datetime | None, datetime | None]"
    minister_informed_on: "models.DateField[date | None, date | None]"
    if TYPE_CHECKING:
        receipts: "RelatedManager[Receipt]"
        corrections: "RelatedManager[IssueDateCorrection]"
        agreements: "RelatedManager[CpoAgreement]"

    class Meta:
        """Only a base."""

        abstract = True

    def awaits_response(self) -> bool:
        """Return whether the SG still owes a response; the signal says it."""
        raise NotImplementedError

    def steps_of(self, user: User) -> list[Step]:
        """Return the steps of this person; who proposed a herstel does not confirm it himself."""
        steps = super().steps_of(user)
        proposed = self.proposed_correction()
        if proposed is None or proposed.can_be_confirmed_by(user):
            return steps
        return [row for row in steps if row.verb != "confirm_date"]

    def is_receipt_confirmed(self) -> bool:
        """Return whether somebody confirmed that the SG's office has it, in whatever way."""
        return bool(self.receipts.all())

    def lacks_receipt(self) -> bool:
        """Return whether nobody confirmed that it arrived."""
        return not self.is_receipt_confirmed()

    def receipt_is_late(self, now: datetime) -> bool:
        """Return whether it is past 10:00 on the morning after issue and nobody confirmed it."""
        return (
            self.awaits_response()
            and self.issued_at is not None
            and now >= receipt_expected_by(self.issued_at)
            and self.lacks_receipt()
        )

    def proposed_correction(self) -> "IssueDateCorrection | None":
        """Return the herstel van een datum that waits for a second person, if there is one."""
        return next((row for row in self.corrections.all() if row.is_open()), None)

    def confirmed_corrections(self) -> "list[IssueDateCorrection]":
        """Return what was put right, the first one first."""
        return [row for row in self.corrections.all() if row.confirmed_at is not None]

    def has_proposed_date(self) -> bool:
        """Return whether a herstel van een datum waits for a second person."""
        return self.proposed_correction() is not None

    def has_no_proposed_date(self) -> bool:
        """Return whether a herstel van een datum can be proposed."""
        return not self.has_proposed_date()

    def waits_for_correction(self) -> str:
        """Guard: no herstel van een datum waits for its second person."""
        if self.has_no_proposed_date():
            return ""
        return "Er ligt een voorstel tot herstel van de datum. Bevestig het of laat het vervallen."

    def proposed_date_contradicts(self) -> str:
        """Guard: nothing that was recorded happened before the proposed moment of issue."""
        proposed = self.proposed_correction()
        signal = cast("Signal", self)
        return contradiction(signal, proposed.issued_at) if proposed else ""

    def minister_date_is_open(self) -> bool:
        """Return whether the day can still be recorded or put right: until it is published."""
        return self.state != SignalState.PUBLISHED or self.minister_informed_on is None

    def failed_mail(self) -> models.QuerySet[Work]:
        """Return the mails about this signal that did not arrive, oldest first."""
        return Work.objects.about(self).filter(kind__startswith=MAIL, failed_at__isnull=False)

    def has_failed_mail(self) -> bool:
        """Return whether a mail about this signal did not arrive."""
        return self.failed_mail().exists()

    def agreement_to(self, verb: str) -> "CpoAgreement | None":
        """Return the CPO's agreement to a step that the secretaris took, None without one."""
        return next((row for row in self.agreements.all() if row.verb == verb), None)


def receipt_expected_by(issued_at: datetime) -> datetime:
    """Return when receipt must be confirmed: 10:00 in Amsterdam on the next morning (§3.3).

    A weekend or holiday makes no difference: somebody is on duty.
    """
    return datetime.combine(
        deadlines.local_date(issued_at) + deadlines.ONE_DAY, RECEIPT_BY, deadlines.AMSTERDAM
    )
