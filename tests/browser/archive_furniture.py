"""The dossiers that pages are about: one held with a package, and one that waits for one."""

from datetime import datetime

from django.db import transaction

from mit_waakstand.accounts.models import User
from mit_waakstand.archive.models import Package
from mit_waakstand.archive.tasks import make_archive_package
from mit_waakstand.archive.workflow import holding, packages
from mit_waakstand.outbox.models import Work
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.workflow import open_situation


def made(cpo: User, *, at: datetime) -> dict[str, Situation | Package]:
    """Return the records under the names that pages use."""
    situation = open_situation(disease="Zwartkoorts", by=cpo, at=at)
    other = open_situation(disease="Witkoorts", by=cpo, at=at)
    holding.hold(situation, reason="Een rechter vraagt ernaar.", by=cpo, at=at)
    package, waiting = (packages.request(one, by=cpo, at=at) for one in (situation, other))
    with transaction.atomic():
        make_archive_package(Work.objects.about(package).get())
    return {"held_situation": situation, "package": package, "waiting_package": waiting}
