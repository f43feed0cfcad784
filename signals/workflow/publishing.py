"""What becomes public, and in which version (domain §3.6, 3.7). Nothing ever does so by itself."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.putting import put, tell_celery
from mit_waakstand.public_site import register
from mit_waakstand.public_site.models import Publication
from mit_waakstand.uploads import Upload
from mit_waakstand.workflow import ConflictError, RefusedError, check_rules, step
from signals import message_mail, public
from signals.models import Revision, RevisionKind, Signal, StandingDecision
from signals.public_draft import supplement
from signals.workflow import on_behalf
from signals.workflow.leaks import end_line
from signals.workflow.on_behalf import Agreed


@dataclass(frozen=True, kw_only=True)
class LookedOver:
    """What a person looked over before it went out, and how much was found of which kind.

    ``fingerprint`` says which draft that was; ``found`` counts what looked like personal data,
    ``belongs`` what belongs there, such as the names of those who sign. Never the content.
    """

    fingerprint: str = ""
    found: dict[str, int] = field(default_factory=dict)
    belongs: int = 0

    def told(self) -> dict[str, object]:
        """Return what the event keeps of it."""
        return {"found": self.found, "belongs": self.belongs} if self.fingerprint else {}


def first_version(locked: Signal, *, at: datetime, looked: LookedOver | None = None) -> Publication:
    """Publish version 1 of a locked signal; a line about a leak goes away."""
    publication = public.store(locked, at=at, seen=looked.fingerprint if looked else "")
    locked.newest_version_at = at
    put("bake", about=publication, at=at)
    message_mail.version_published(locked, publication, at=at)
    end_line(locked, at=at)
    return publication


def publish_without_response(
    signal: Signal,
    *,
    personal_data_checked: bool,
    looked: LookedOver | None = None,
    by: User,
    at: datetime,
) -> Signal:
    """Publish a late signal under the standing decision that is in force (domain §3.6).

    Still late afterwards: the response is added when it comes.
    """
    with step("publish_without_response", signal, by=by, at=at, **_told(looked)) as locked:
        check_personal_data(checked=personal_data_checked)
        locked.standing_decision = StandingDecision.objects.in_force(at)
        if locked.standing_decision is None:
            message = "Er geldt nu geen vast besluit."
            raise RefusedError(message)
        first_version(locked, at=at, looked=looked)
    return locked


def publish_supplement(  # noqa: PLR0913  (an act, and in whose name)
    signal: Signal,
    *,
    reason: str,
    personal_data_checked: bool,
    looked: LookedOver | None = None,
    by: User,
    at: datetime,
    agreement: Agreed | None = None,
) -> Signal:
    """Publish version n+1 with what came in since: a response, a message, a decision.

    A secretaris does it namens de CPO, with the ``agreement``.
    """
    with step("publish_supplement", signal, by=by, at=at, **_told(looked)) as locked:
        check_personal_data(checked=personal_data_checked)
        verb, since = "publish_supplement", locked.newest_version_at
        on_behalf.cpo_of(verb, locked, agreement, since=since, by=by, at=at)
        revision = supplement(locked, reason)
        _prepare(revision, by=by, at=at)
        _publish(locked, revision, by=by, at=at, looked=looked)
    return locked


def prepare_correction(  # noqa: PLR0913  (each can be corrected)
    signal: Signal,
    *,
    reason: str,
    summary: str = "",
    summary_en: str = "",
    response_text: str = "",
    public_copy: Upload | None = None,
    title: str = "",
    text: str = "",
    without_messages: bool = False,
    by: User,
    at: datetime,
) -> Signal:
    """Prepare a correction: its PDF is made, and the CPO reads it before it goes out.

    Empty texts stay as they are. Title, text and messages change only in the version without
    personal data that follows after ``take_offline``. Raises RefusedError when nothing is
    corrected, or when a response is that never came.
    """
    with step("prepare_correction", signal, by=by, at=at) as locked:
        # The letters of the messages carry the title too, and nobody makes those again.
        has_messages = locked.messages.for_the_public().exists()
        revision = Revision(
            signal=locked,
            kind=RevisionKind.CORRECTION,
            reason=reason,
            summary=summary,
            summary_en=summary_en,
            response_text=response_text,
            title=title,
            text=text,
            without_messages=without_messages or bool(title and has_messages),
        )
        _take_copy(revision, public_copy)
        _check_what_is_corrected(locked, revision)
        _prepare(revision, by=by, at=at)
        _keep_what_waits(revision, at=at)
    return locked


def publish_correction(  # noqa: PLR0913  (an act, and what was read and looked over)
    signal: Signal,
    *,
    personal_data_checked: bool,
    seen: int | None = None,
    looked: LookedOver | None = None,
    by: User,
    at: datetime,
) -> Signal:
    """Publish the prepared correction; the old version stays public and is marked.

    ``seen`` is the key of the correction that was read. Raises ConflictError for another one.
    """
    with step("publish_correction", signal, by=by, at=at, **_told(looked)) as locked:
        check_personal_data(checked=personal_data_checked)
        _publish(locked, _prepared(locked, seen), by=by, at=at, looked=looked)
    return locked


def drop_correction(signal: Signal, *, seen: int | None = None, by: User, at: datetime) -> Signal:
    """Drop the prepared correction that was ``seen``; what is public stays as it is."""
    with step("drop_correction", signal, by=by, at=at) as locked:
        revision = _prepared(locked, seen)
        revision.dropped_at = at
        revision.save()
    return locked


def remove(signal: Signal, *, reason: str, by: User, at: datetime) -> Signal:
    """Turn the public page into a notice for good; the hashes in the register stay.

    What was public is kept in the record of the MIW, and nobody else reads it.
    """
    with step("remove", signal, by=by, at=at) as locked:
        _drop_what_waits(locked, at=at)
        revision = Revision(signal=locked, kind=RevisionKind.REMOVAL, reason=reason)
        _prepare(revision, by=by, at=at)
        _publish(locked, revision, by=by, at=at)
    return locked


def rebake(signal: Signal, *, by: User, at: datetime) -> Signal:
    """Give the newest version, which could not be brought online, a new series of attempts."""
    with step("rebake", signal, by=by, at=at) as locked:
        work = locked.failed_bake()
        if work is None:  # the step asked, and nothing but a retry changes it
            message = "Er is niets mislukt."
            raise RefusedError(message)
        doing.retry(work, at=at)
        transaction.on_commit(lambda: tell_celery(work.pk), robust=True)
    return locked


def take_offline(signal: Signal, *, reason: str, by: User, at: datetime) -> Signal:
    """Take everything off the public site at once because of personal data (domain §3.7).

    A notice with the public ``reason`` takes its place, and what was published is blanked in the
    register too. A version without the personal data may follow, as a correction. The originals
    stay in the vault.
    """
    with step("take_offline", signal, by=by, at=at) as locked:
        _drop_what_waits(locked, at=at)
        revision = Revision(signal=locked, kind=RevisionKind.OFFLINE, reason=reason)
        _prepare(revision, by=by, at=at)
        register.blank(_publish(locked, revision, by=by, at=at), by=by, at=at)
    return locked


def check_personal_data(*, checked: bool) -> None:
    """Raise RefusedError unless somebody looked for personal data."""
    if not checked:
        message = "Controleer eerst of er persoonsgegevens in staan, en vink dat aan."
        raise RefusedError(message, field="personal_data_checked")


def _prepared(locked: Signal, seen: int | None) -> Revision:
    """Return the correction that waits; raises ConflictError when it is not the one that was read.

    The step made sure that there is one.
    """
    revision = locked.revisions.select_for_update().get(version=None, dropped_at=None)
    if seen is not None and seen != revision.pk:
        message = "Er staat intussen een andere correctie klaar. Lees die eerst."
        raise ConflictError(message)
    return revision


def _take_copy(revision: Revision, public_copy: Upload | None) -> None:
    if public_copy is not None:
        revision.original_name = public_copy.name
        revision.original_sha256 = vault.store(public_copy.original)
        revision.copy_sha256 = vault.store(public_copy.cleaned)


def _check_what_is_corrected(locked: Signal, revision: Revision) -> None:
    """Raise RefusedError for a correction of what is not there, or does not change."""
    if (revision.response_text or revision.copy_sha256) and not locked.has_response():
        message = "Er is nog geen reactie om te verbeteren."
        raise RefusedError(message, field="response_text")
    is_cleaned = revision.title or revision.text or revision.without_messages
    if is_cleaned and not locked.is_offline():
        message = "De tekst van een uitgebracht signaal verandert niet."
        raise RefusedError(message, field="text")


def _keep_what_waits(revision: Revision, *, at: datetime) -> None:
    """Keep a correction that waits, and put the making of its PDFs."""
    revision.save()
    if revision.needs_pdf():
        put("make_corrected_pdf", about=revision, at=at)
    if revision.needs_letter():
        put("make_public_letter", about=revision, at=at)


def _drop_what_waits(locked: Signal, *, at: datetime) -> None:
    for waiting in locked.revisions.select_for_update().filter(version=None, dropped_at=None):
        waiting.dropped_at = at
        waiting.save()


def _prepare(revision: Revision, *, by: User, at: datetime) -> None:
    """Complete a revision. What goes out at once is saved only then: a correction may wait."""
    revision.prepared_at, revision.prepared_by = at, by
    check_rules(revision, exclude=["signal", "prepared_by", "published_by"])


def _told(looked: LookedOver | None) -> dict[str, object]:
    return looked.told() if looked else {}


def _publish(
    locked: Signal,
    revision: Revision,
    *,
    by: User,
    at: datetime,
    looked: LookedOver | None = None,
) -> Publication:
    seen = looked.fingerprint if looked else ""
    publication = public.store(locked, revision=revision, at=at, seen=seen)
    revision.version = publication.version
    revision.published_at, revision.published_by = at, by
    revision.save()
    locked.newest_version_at = at
    put("bake", about=publication, at=at)
    message_mail.version_published(locked, publication, at=at)
    return publication
