"""What follows after issue and publication, as a signal answers it (domain §3.3, 3.6, 3.7)."""

import hashlib
from typing import TYPE_CHECKING, cast

from mit_waakstand.public_site import progress
from mit_waakstand.public_site.models import Publication
from mit_waakstand.workflow import Record
from signals import deadlines
from signals.models.kinds import RevisionKind
from signals.models.news import SOURCES
from signals.models.standing_decision import StandingDecision

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db import models

    from mit_waakstand.outbox.models import Work
    from signals.models.decision import MinisterDecision
    from signals.models.leak import Leak
    from signals.models.message import Message
    from signals.models.response import Response
    from signals.models.revision import Revision
    from signals.models.signal import Signal

PDFS_ARE_COMING = "De PDF's worden nog gemaakt. Dat duurt meestal enkele seconden."


class PublicLife(Record):
    """Questions about messages, publication without a response, leaks and new versions."""

    if TYPE_CHECKING:
        number: models.CharField[str | None, str | None]
        letter_sha256: models.CharField[str, str]
        response_due_on: models.DateField[date | None, date | None]
        answered_at: models.DateTimeField[datetime | None, datetime | None]
        published_at: models.DateTimeField[datetime | None, datetime | None]
        newest_version_at: models.DateTimeField[datetime | None, datetime | None]
        title: models.CharField[str, str]
        summary: models.TextField[str, str]
        text: models.TextField[str, str]
        summary_en: models.TextField[str, str]
        decisions: models.Manager[MinisterDecision]
        messages: models.Manager[Message]
        revisions: models.Manager[Revision]

    class Meta:
        """Only a base."""

        abstract = True

    def response_or_none(self) -> "Response | None":
        """Return the response that stopped the clock, if there is one."""
        return getattr(self, "response", None)

    def has_response(self) -> bool:
        """Return whether the SG responded."""
        return self.response_or_none() is not None

    def lacks_files(self) -> str:
        """Guard: letter, response and messages have their PDF (a publication is born complete)."""
        response = self.response_or_none()
        if not self.letter_sha256 or (response and not response.pdf_sha256):
            return PDFS_ARE_COMING
        is_waiting = any(message.needs_pdf() for message in self.messages.all())
        return PDFS_ARE_COMING if is_waiting else ""

    def is_still_in_time(self) -> str:
        """Guard: the term is over (domain §3.6)."""
        due = self.response_due_on
        if due is not None and deadlines.is_overdue(due, self.today()):
            return ""
        return "De termijn van twee weken is nog niet verstreken."

    def lacks_standing_decision(self) -> str:
        """Guard: the CPO decided beforehand, in public, that this may happen (domain §3.6)."""
        if StandingDecision.objects.filter(ended_at=None).exists():
            return ""
        return "Zonder reactie publiceren kan alleen onder een vast besluit van de CPO."

    def has_public_response(self) -> bool:
        """Return whether the response stands on the public page: one that came later waits."""
        newest, answered = self.newest_version_at, self.answered_at
        return newest is not None and answered is not None and answered <= newest

    def leak_or_none(self) -> "Leak | None":
        """Return what was recorded about becoming known too early, if anything."""
        return getattr(self, "leak", None)

    def has_leaked(self) -> bool:
        """Return whether it became known before publication."""
        return self.leak_or_none() is not None

    def has_not_leaked(self) -> bool:
        """Return whether nothing was recorded about that."""
        return not self.has_leaked()

    def has_leaked_without_line(self) -> bool:
        """Return whether the prepared public line can still be put up."""
        leak = self.leak_or_none()
        return leak is not None and leak.line_shown_at is None

    def is_not_removed(self) -> bool:
        """Return whether its page, once public, still shows it."""
        return not self.revisions.filter(kind=RevisionKind.REMOVAL, version__isnull=False).exists()

    def failed_bake(self) -> "Work | None":
        """Return the work that could not bring the newest version online, if it was given up."""
        found = progress.progress_of(Publication.Kind.SIGNAL, str(self.number).lower())
        return found.work if found and found.has_failed else None

    def has_failed_bake(self) -> bool:
        """Return whether the newest version could not be brought online."""
        return self.failed_bake() is not None

    def is_offline(self) -> bool:
        """Return whether it was taken offline and no cleaned version has followed yet."""
        newest = self.revisions.filter(version__isnull=False).order_by("version").last()
        return newest is not None and newest.kind == RevisionKind.OFFLINE

    def is_shown(self) -> bool:
        """Return whether its page, once public, shows it now: neither removed nor offline."""
        return self.is_not_removed() and not self.is_offline()

    def prepared_correction(self) -> "Revision | None":
        """Return the correction that waits for the CPO, if any."""
        return self.revisions.filter(version=None, dropped_at=None).first()

    def has_prepared_correction(self) -> bool:
        """Return whether a correction waits."""
        return self.prepared_correction() is not None

    def has_no_prepared_correction(self) -> bool:
        """Return whether none waits."""
        return not self.has_prepared_correction()

    def lacks_correction_pdf(self) -> str:
        """Guard: the corrected response was made as PDF."""
        correction = self.prepared_correction()
        is_waiting = correction and (correction.needs_pdf() or correction.needs_letter())
        return PDFS_ARE_COMING if is_waiting else ""

    def has_something_unpublished(self) -> bool:
        """Return whether something came in after the newest public version."""
        return bool(self.news())

    def news(self) -> list[str]:
        """Return, in Dutch, what came in after the newest public version (``models.news``)."""
        newest = self.newest_version_at or self.published_at
        if newest is None:
            return []
        signal = cast("Signal", self)
        return [words for source in SOURCES for words in source.words(signal, newest)]

    def news_in_words(self) -> str:
        """Return the news as a sentence for the public; "" without news."""
        news = self.news()
        return f"Toegevoegd: {', '.join(news)}." if news else ""

    def hash_of_english(self) -> str:
        """Return the SHA-256 (hex) of the English summary, for who writes at the same time."""
        return hashlib.sha256(self.summary_en.encode()).hexdigest()

    def public_texts(self) -> dict[str, str]:
        """Return the texts as they are public now, with what was corrected."""
        response = self.response_or_none()
        texts = {
            "title": self.title,
            "summary": self.summary,
            "summary_en": self.summary_en,
            "text": self.text,
            "response_text": response.text if response else "",
        }
        for revision in self.revisions.exclude(version=None).order_by("version"):
            corrected = {name: getattr(revision, name) for name in texts}
            texts |= {name: text for name, text in corrected.items() if text}
        return texts
