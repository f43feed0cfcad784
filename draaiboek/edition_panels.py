"""What stands beside the draaiboek: lessons that wait, runs, documents, and scaling up."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from draaiboek.models import Lesson, PlaybookDocument, PlaybookEdition, PlaybookRun
from mit_waakstand.accounts.models import User
from mit_waakstand.editions.models import Edition
from mit_waakstand.editions.panels import Panel, panels


@panels("draaiboek")
def panels_for(
    kind: type[Edition],
    version: Edition | None,
    user: User,
    now: datetime,  # noqa: ARG001  (of the table)
) -> Iterator[Panel]:
    """Yield the proposals for a draft, and on the list what belongs to the draaiboek."""
    if not issubclass(kind, PlaybookEdition):
        return
    if version is None or version.is_draft():
        yield _lessons(user)
    if version is not None:
        return
    yield Panel(
        title="Uitvoeringen",
        lines=(
            "Een uitvoering volgt het draaiboek in één situatie, echt of als oefening.",
            f"Nu lopend: {PlaybookRun.objects.visible_to(user).running().count()}.",
        ),
        label="Alle uitvoeringen",
        url=reverse("draaiboek:runs"),
    )
    yield Panel(
        title="Documenten",
        lines=(
            "Reglement, communicatieprotocol, bestuurlijke afspraken, wat het vroegere MIT naliet.",
            f"Vastgelegd: {PlaybookDocument.objects.visible_to(user).count()}.",
        ),
        label="Alle documenten",
        url=reverse("draaiboek:documents"),
    )
    yield Panel(
        title="Opschaling",
        lines=("Wie voorzitter wordt, wie medewerkers levert, en hoe er snel een commissie is.",),
        label="Punten en afspraken",
        url=reverse("draaiboek:scale-up"),
    )


def _lessons(user: User) -> Panel:
    waiting = Lesson.objects.visible_to(user).open()
    shown = [f"Les {one.pk}: {one.proposal or one.text}" for one in waiting[:5]]
    number = waiting.count()
    lines = shown or ["Er staat geen les open."]
    if number > len(shown):
        lines.append(f"En nog {number - len(shown)} andere.")
    return Panel(
        title="Voorstellen uit lessen",
        lines=tuple(lines),
        label="Neem lessen over, of wijs ze af",
        url=reverse("draaiboek:lessons"),
    )
