"""``manage.py workflow_diagrams``: write the page with the workflow diagrams."""

from django.conf import settings
from django.core.management.base import BaseCommand

from mit_waakstand.office import diagrams


class Command(BaseCommand):
    """Needs no database."""

    help = "Schrijft docs/werkstromen.md opnieuw uit de tabellen in de code."
    requires_system_checks = ()

    def handle(self, **_options: object) -> None:
        """Write the page and say where it stands."""
        page = settings.BASE_DIR / "docs" / "werkstromen.md"
        page.write_text(diagrams.document(), encoding="utf-8")
        self.stdout.write(f"Geschreven: {page.relative_to(settings.BASE_DIR)}")
