"""Figures for Prometheus: numbers and ages, read from PostgreSQL when they are asked for.

Nothing about a person and nothing of what is written: how many, how long, how old.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from mit_waakstand.duties.models import Proof, ProofKind
from mit_waakstand.health import database_answers
from mit_waakstand.outbox.doing import last_round
from mit_waakstand.outbox.models import Schedule, Work
from mit_waakstand.public_site.progress import PUBLISHING
from mit_waakstand.request_times import OURS
from mit_waakstand.shared_counts import VARIABLE
from signals.models import Signal

NEVER: Final = float("inf")


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return the figures; ``accounts.middleware.Watch`` lets only our own monitoring ask."""
    figures = CollectorRegistry()
    figures.register(Figures(timezone.now()))
    body = generate_latest(_times()) + generate_latest(figures)
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST)


def _times() -> CollectorRegistry:
    """Return the request times of all processes of this server, or of this one alone."""
    if VARIABLE not in os.environ:
        return OURS
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together


class Figures(Collector):
    """How the whole stands at one moment; without database only that it is away."""

    def __init__(self, now: datetime) -> None:
        """Keep the moment."""
        self.now = now

    def describe(self) -> Iterable[Metric]:
        """Return nothing: whoever registers us need not ask the database."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Yield the figures."""
        answers = database_answers()
        yield _gauge("mit_database_up", "De database antwoordt (1) of niet (0).", answers)
        if answers:
            yield from self._of_the_work()
            yield from self._of_the_term(localdate(self.now))

    def _of_the_work(self) -> Iterator[Metric]:
        work = Work.objects
        beat, mail = last_round(), work.oldest_unsent_mail(self.now)
        yield _gauge(
            "mit_heartbeat_age_seconds",
            "Seconden sinds de laatste veegronde.",
            (self.now - beat).total_seconds() if beat else NEVER,
        )
        yield _gauge(
            "mit_oldest_unsent_mail_seconds",
            "Leeftijd in seconden van de oudste mail die nog niet is verstuurd; 0: er is er geen.",
            (self.now - mail.put_at).total_seconds() if mail else 0,
        )
        yield _gauge(
            "mit_failed_publications",
            "Publicaties waarvan het bakken of uploaden is opgegeven.",
            work.failed().filter(kind__in=PUBLISHING).count(),
        )
        yield _gauge("mit_failed_work", "Werk dat is opgegeven.", work.failed().count())
        yield _gauge(
            "mit_waiting_work", "Werk waarvan het moment er is.", work.due(self.now).count()
        )
        yield _gauge(
            "mit_struggling_work",
            "Werk dat telkens mislukt omdat iets buiten de toepassing weg is.",
            work.struggling().count(),
        )
        yield _gauge(
            "mit_troubled_schedules",
            "Schema's die hun werk niet konden klaarzetten.",
            Schedule.objects.in_trouble().count(),
        )

    def _of_the_term(self, today: date) -> Iterator[Metric]:
        yield _gauge(
            "mit_late_responses",
            "Signalen (geen oefeningen) waarop de reactie buiten de termijn van twee weken is.",
            Signal.objects.overdue(today).filter(is_exercise=False).count(),
        )
        backup = Proof.objects.filter(succeeded=True).latest(ProofKind.BACKUP)
        yield _gauge(
            "mit_backup_age_days",
            "Dagen sinds de laatste reservekopie die lukte.",
            (today - backup.done_on).days if backup else NEVER,
        )


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=value)
