"""``manage.py prepare``: everything between an empty database and the first page, in one go."""

import json
from argparse import ArgumentParser

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from afwegingskader.workflow import load_starting_kader, load_starting_version
from draaiboek.workflow.starting import load_starting_version as load_playbook
from experts.workflow.circles import load_starting_circles
from experts.workflow.lists import load_starting_lists
from mit_waakstand import chain
from mit_waakstand.public_site.for_people.standing import publish_first_standing
from signals.workflow.calendar import load_equated_days

MANIFEST = "staticfiles.json"


class Command(BaseCommand):
    """Can be run any number of times; what is there already stays as it is."""

    help = "Maakt database, startlijsten, stijl en openbare pagina's gereed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether demonstration data belong in an empty database, and which."""
        parser.add_argument("--demo", action="store_true", help="met demonstratiegegevens")
        parser.add_argument("--scenario", help="welke demonstratie; zie manage.py demo")

    def handle(
        self, *, demo: bool, scenario: str | None = None, verbosity: int = 1, **_options: object
    ) -> None:
        """Prepare in the order in which one thing needs the other.

        Raises CommandError, with nothing changed, for a database of other code.
        """
        refuse_database_of_other_code()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        load_starting_version()
        load_starting_kader()
        load_playbook()
        load_equated_days()
        load_starting_lists()
        if settings.PRACTICE_CIRCLES:
            load_starting_circles()
        collect_static()
        if demo:
            chosen = {"scenario": scenario} if scenario else {}
            call_command("demo", stdout=self.stdout, verbosity=verbosity, **chosen)
        with transaction.atomic():
            publish_first_standing(at=timezone.now())
        call_command("bake", stdout=self.stdout)


def refuse_database_of_other_code() -> None:
    """Raise CommandError when migrations are due here that follow others than were applied.

    A newer database than this code, with nothing due, is a step back to earlier code and may be.
    """
    executor = MigrationExecutor(connection)
    loader = executor.loader
    ours = {key for key in loader.applied_migrations if key[0] in loader.migrated_apps}
    strange = sorted(ours - set(loader.disk_migrations))
    if strange and executor.migration_plan(loader.graph.leaf_nodes()):
        names = ", ".join(f"{app}.{name}" for app, name in strange[:3])
        message = (
            f"Deze database hoort bij andere code: {names} is daarin gedaan en staat hier niet. "
            "Er is niets veranderd. Neem de code die erbij hoort, of begin met een lege database "
            "(een demonstratie: een andere MIT_STATE_DIR)."
        )
        raise CommandError(message)


def collect_static() -> bool:
    """Return whether style sheets, fonts and script had to be collected: only when changed.

    What the version before this one named stays, for its pages: it serves until it is restarted.
    """
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    stamp = settings.STATIC_ROOT.with_name("static.stamp")
    present = _sources()
    if stamp.exists() and stamp.read_text() == present:
        return False
    former = _named_in_the_manifest()
    call_command("collectstatic", interactive=False, verbosity=0)
    _clear_away(former | _named_in_the_manifest())
    stamp.write_text(present)
    return True


def _named_in_the_manifest() -> set[str]:
    """Return the hashed names that pages use now; none before the first time."""
    manifest = settings.STATIC_ROOT / MANIFEST
    if not manifest.exists():
        return set()
    names: dict[str, str] = json.loads(manifest.read_text())["paths"]
    return set(names.values())


def _clear_away(kept: set[str]) -> None:
    """Delete every file but these, with their compressed forms, and the manifest."""
    kept = {MANIFEST} | {f"{name}{form}" for name in kept for form in ("", ".gz", ".br")}
    for path in settings.STATIC_ROOT.rglob("*"):
        if path.is_file() and path.relative_to(settings.STATIC_ROOT).as_posix() not in kept:
            path.unlink()


def _sources() -> str:
    found = [
        (path, storage.size(path), storage.get_modified_time(path).isoformat())
        for finder in finders.get_finders()
        for path, storage in finder.list([])
    ]
    return chain.digest("", chain.canonical(sorted(found)))
