"""What is added to an issued signal: messages of the MIW and of the SG (domain §3.3)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from signals.letters import check_letter_line, check_letter_text
from signals.models.kinds import PUBLIC_KINDS, MessageKind
from signals.models.letter_files import (
    IN_THREE_PARTS,
    IS_WHOLE_OR_IN_THREE_PARTS,
    LetterFiles,
)
from signals.models.signal import Signal

FROM_THE_SG = (MessageKind.INTERIM, MessageKind.FURTHER)
SPOKEN = Q(kind=MessageKind.CONVERSATION)


class MessageQuerySet(models.QuerySet["Message"]):
    """Questions about many messages."""

    def visible_to(self, user: User) -> "MessageQuerySet":
        """Return what this person may know; a gespreksnotitie is for secretariat and Bureau SG."""
        found = self.filter(signal__in=Signal.objects.visible_to(user))
        return found.exclude(SPOKEN) if user.part == Role.EXPERT else found

    def for_the_public(self) -> "MessageQuerySet":
        """Return what is published with the signal, in the order in which it came."""
        return self.filter(kind__in=PUBLIC_KINDS).order_by("recorded_at", "pk")


class Message(LetterFiles):
    """One message about an issued signal; frozen when recorded.

    An aanvullend bericht is a letter of the MIW; its ``letterhead`` keeps the names of the day. A
    tussenbericht and an aanvullende reactie came from the SG. A gespreksnotitie says what was said
    by whom and when: never published, and the clock runs on until written confirmation.
    """

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="messages")
    kind = models.CharField("soort", max_length=20, choices=MessageKind)
    sequence = models.PositiveSmallIntegerField("volgnummer")
    text = models.TextField("tekst", max_length=60_000, validators=[check_letter_text])
    dated_on = models.DateField("gedagtekend op", null=True, blank=True)
    sent_on = models.DateField("verzonden op", null=True, blank=True)
    received_on = models.DateField("ontvangen op", null=True, blank=True)
    signed_by = models.CharField(
        "ondertekend door", max_length=120, blank=True, validators=[check_letter_line]
    )
    reference = models.CharField(
        "kenmerk van SZW", max_length=60, blank=True, validators=[check_letter_line]
    )
    spoken_with = models.CharField(
        "gesproken met", max_length=120, blank=True, validators=[check_letter_line]
    )
    spoken_at = models.DateTimeField("gesproken op", null=True, blank=True)
    letterhead = models.JSONField("namen in de brief", default=dict, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = MessageQuerySet.as_manager()

    class Meta:
        """Written messages are signed and dated; a conversation says with whom and when."""

        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering: ClassVar = ["recorded_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["signal", "kind", "sequence"],
                name="message_is_numbered_once",
                violation_error_message="Iemand legde net een ander bericht vast.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=MessageKind.values), name="message_has_a_known_kind"
            ),
            models.CheckConstraint(
                condition=~SPOKEN
                & Q(dated_on__isnull=False, sent_on__isnull=False, received_on__isnull=False)
                & Q(spoken_with="", spoken_at=None)
                & ~Q(signed_by="")
                | SPOKEN
                & Q(dated_on=None, sent_on=None, received_on=None, signed_by="", reference="")
                & Q(spoken_at__isnull=False)
                & ~Q(spoken_with=""),
                name="message_is_signed_and_dated_or_spoken",
                violation_error_message="Leg vast wie ondertekende en wanneer; bij een gesprek: "
                "met wie en wanneer.",
            ),
            models.CheckConstraint(
                condition=Q(dated_on__lte=F("sent_on")),
                name="message_is_dated_before_it_is_sent",
                violation_error_message="De dagtekening kan niet na de verzending liggen.",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__lte=F("received_on")),
                name="message_is_sent_before_it_is_received",
                violation_error_message="De ontvangst kan niet voor de verzending liggen.",
            ),
            models.CheckConstraint(
                condition=Q(original_sha256="", copy_sha256="", original_name="")
                | ~Q(original_sha256="") & ~Q(copy_sha256="") & ~SPOKEN,
                name="original_message_has_a_public_copy",
            ),
            models.CheckConstraint(
                condition=IS_WHOLE_OR_IN_THREE_PARTS,
                name="confidential_message_has_a_public_version_with_grounds",
                violation_error_message=IN_THREE_PARTS,
            ),
            models.CheckConstraint(
                condition=Q(public_sha256="") | Q(kind__in=FROM_THE_SG),
                name="only_a_letter_of_the_sg_is_confidential_in_part",
                violation_error_message="Alleen een brief van de SG kan deels vertrouwelijk zijn.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"bericht {self.pk}"

    def name(self) -> str:
        """Return how screens and letters call it, such as "aanvullend bericht 1"."""
        return f"{MessageKind(self.kind).label} {self.sequence}"

    def is_public_with_its_signal(self) -> bool:
        """Return whether it is published with the signal."""
        return self.kind in PUBLIC_KINDS

    def is_from_the_miw(self) -> bool:
        """Return whether it is a letter of the MIW."""
        return self.kind == MessageKind.SUPPLEMENT

    def needs_pdf(self) -> bool:
        """Return whether its PDF must still be made before it can be public."""
        return self.is_public_with_its_signal() and not self.pdf_sha256
