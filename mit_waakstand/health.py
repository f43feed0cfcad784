"""Health: does this process live, and can the whole do its work. No data, no names."""

from datetime import timedelta

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mit_waakstand.outbox.doing import SWEEP
from mit_waakstand.outbox.models import Heartbeat, Work

SILENCE = timedelta(minutes=5)  # the sweep goes round each minute


@require_safe
def alive(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Return that this process answers."""
    return JsonResponse({"leeft": True})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Return 200 when database and sweep work and nothing failed, else 503, with each check."""
    checks = {"database": _database_answers()}
    if checks["database"]:
        checks |= {"hartslag": _heart_beats(), "werk": not Work.objects.failed().exists()}
    healthy = all(checks.values())
    return JsonResponse({"gereed": healthy, "controles": checks}, status=200 if healthy else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _heart_beats() -> bool:
    since = timezone.now() - SILENCE
    return Heartbeat.objects.filter(name=SWEEP, beat_at__gte=since).exists()
