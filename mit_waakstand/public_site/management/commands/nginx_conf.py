"""``manage.py nginx_conf``: write the nginx configuration from the tables of the application."""

from django.conf import settings
from django.core.management.base import BaseCommand

from mit_waakstand import house
from mit_waakstand.public_site.serving.nginx import Place, configuration


class Command(BaseCommand):
    """Needs no database."""

    help = "Schrijft deploy/nginx.conf opnieuw uit de tabellen in de code."
    requires_system_checks = ()

    def handle(self, **_options: object) -> None:
        """Write the file and say where it stands."""
        path = settings.BASE_DIR / "deploy" / "nginx.conf"
        place = Place(prefix=house.public_root().rstrip("/"))
        path.write_text(configuration(place), encoding="utf-8")
        self.stdout.write(f"Geschreven: {path.relative_to(settings.BASE_DIR)}")
