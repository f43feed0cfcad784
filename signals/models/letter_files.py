"""The files of a letter that came from the SG: the whole of it, and what of it becomes public."""

from django.db import models
from django.db.models import Q

from signals.letters import check_letter_line

IS_WHOLE_OR_IN_THREE_PARTS = Q(public_sha256="", public_name="", grounds="") | ~Q(
    public_sha256=""
) & ~Q(grounds="") & ~Q(original_sha256="")
IN_THREE_PARTS = (
    "Is een deel vertrouwelijk? Voeg dan de hele brief, de openbare versie van SZW en de gronden "
    "samen toe."
)


class LetterFiles(models.Model):
    """What is kept of a letter (domain §3.3); ``text`` beside it is the public text.

    ``original`` is the whole letter as it came, private for ever; ``copy`` the cleaned copy of what
    becomes public. Confidential in part: ``public`` is the version that SZW made for the public, of
    which ``copy`` is the copy, with the ``grounds``.
    """

    original_name = models.CharField(max_length=150, blank=True)
    original_sha256 = models.CharField(max_length=64, blank=True)
    copy_sha256 = models.CharField(max_length=64, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    public_name = models.CharField(max_length=150, blank=True)
    public_sha256 = models.CharField(max_length=64, blank=True)
    grounds = models.CharField(
        "gronden van de vertrouwelijkheid",
        max_length=500,
        blank=True,
        validators=[check_letter_line],
    )

    class Meta:
        """Only a base."""

        abstract = True

    def is_partly_confidential(self) -> bool:
        """Return whether SZW keeps a part to itself; then only its public version goes out."""
        return bool(self.public_sha256)

    def kind_of_copy(self) -> str:
        """Return what the public file is, in Dutch."""
        return "openbare versie" if self.is_partly_confidential() else "kopie"
