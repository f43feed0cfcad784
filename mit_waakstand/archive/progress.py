"""How far a package is, for those who wait for it."""

from dataclasses import dataclass

from mit_waakstand.archive.models import Package, WooReview
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site.progress import REASONS

WITHOUT_WORDS = "Er ging iets mis bij het maken. De beheerder ziet wat er misging."


@dataclass(frozen=True)
class Progress:
    """A package or inventory, and the work that makes it."""

    made: Package | WooReview
    work: Work | None

    @property
    def has_failed(self) -> bool:
        """Whether it was given up: the beheerder has to do something."""
        return self.work is not None and self.work.failed_at is not None

    @property
    def reason(self) -> str:
        """Return why it did not work, in Dutch; "" when nothing went wrong yet."""
        said = self.work.outcome if self.work else ""
        if not said:
            return ""
        return next((words for start, words in REASONS if said.startswith(start)), WITHOUT_WORDS)

    @property
    def label(self) -> str:
        """Return how far it is, in a word or two."""
        if isinstance(self.made, Package) and self.made.cleared_at:
            return "opgeruimd"
        if self.made.made_at:
            return "klaar"
        return "mislukt" if self.has_failed else "wordt gemaakt"

    @property
    def tone(self) -> str:
        """Return the colour of that word."""
        tones = {"klaar": "ok", "mislukt": "error", "wordt gemaakt": "info"}
        return tones.get(self.label, "neutral")


def progress_of(made: Package | WooReview) -> Progress:
    """Return how far one package, or the listing of one inventory, is."""
    return Progress(made, Work.objects.about(made).order_by("pk").first())


def progress_of_all(packages: list[Package]) -> list[Progress]:
    """Return how far each of these is, in two questions whatever their number."""
    label = Package._meta.label_lower  # noqa: SLF001
    keys = [package.pk for package in packages]
    found = Work.objects.filter(subject=label, subject_pk__in=keys).order_by("pk")
    work = {piece.subject_pk: piece for piece in found}
    return [Progress(package, work.get(package.pk)) for package in packages]
