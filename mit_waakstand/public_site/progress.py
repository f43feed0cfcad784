"""How far something published is on its way to the public directory, for those who wait for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site.models import Publication

BAKE = "bake"
UPLOAD = "upload"
PUBLISHING = (BAKE, UPLOAD)  # work that brings pages to the public
WITHOUT_WORDS = "Er ging iets mis bij het maken van de pagina's. De beheerder ziet wat er misging."
# How an outcome begins, and what it is in words for somebody who does not know the machine room.
REASONS = (
    ("NotOurDirectoryError", "De openbare map bevat bestanden van iets anders."),
    ("PermissionError", "De toepassing mag niet schrijven in de openbare map."),
    ("OSError: [Errno 28]", "De schijf is vol."),
    ("OSError: [Errno 30]", "De openbare map is alleen-lezen."),
    ("FileNotFoundError", "Een bestand is niet gevonden."),
    ("DamagedFileError", "Een bestand in de kluis is beschadigd."),
    ("het werk brak telkens af", "Het werk brak telkens af."),
)


@dataclass(frozen=True)
class Progress:
    """The newest version of something public, and the work that brings it online."""

    publication: Publication
    work: Work

    @property
    def is_online(self) -> bool:
        """Whether the pages of this version stand in the public directory."""
        return self.work.done_at is not None

    @property
    def has_failed(self) -> bool:
        """Whether it was given up: somebody has to do something."""
        return self.work.failed_at is not None

    @property
    def reason(self) -> str:
        """Return why it did not work, in Dutch; "" when nothing went wrong."""
        went_wrong = self.has_failed or self.work.is_tried_again
        return in_words(self.work.outcome) if went_wrong else ""


def progress_of(kind: str, key: str) -> Progress | None:
    """Return how far the newest version is; None when nothing was published under this key."""
    newest = Publication.objects.newest_version(kind, key)
    if newest is None:
        return None
    work = Work.objects.about(newest).filter(kind=BAKE).last()
    return Progress(newest, work) if work else None


def failed(kind: str, most: int) -> Iterable[Publication]:
    """Return the newest versions of this kind whose pages could not be made, at most so many.

    An older version that failed does not count: a bake always makes the newest.
    """
    label = Publication._meta.label_lower  # noqa: SLF001
    given_up = Work.objects.failed().filter(kind=BAKE, subject=label)
    keys = set(given_up.values_list("subject_pk", flat=True)[:most])
    if not keys:
        return []
    published = Publication.objects.filter(kind=kind, pk__in=keys)
    newest = Publication.objects.filter(kind=kind, key__in=published.values("key")).current()
    return [publication for publication in newest if publication.pk in keys]


def in_words(outcome: str) -> str:
    """Return the outcome of work that failed as a Dutch sentence without technical words."""
    return next((words for start, words in REASONS if outcome.startswith(start)), WITHOUT_WORDS)
