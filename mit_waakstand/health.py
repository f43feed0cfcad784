"""Health: does this process live, and can the whole do its work. No data, no names."""

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mit_waakstand.accounts.addresses import is_monitor
from mit_waakstand.outbox.doing import is_silent
from mit_waakstand.outbox.models import Schedule, Work


@require_safe
def alive(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Return that this process answers."""
    return JsonResponse({"leeft": True})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Return 200 when the whole can do its work and nothing failed, else 503.

    Our own monitoring reads each check too; anybody else only yes or no.
    """
    checks = {"database": database_answers()}
    if checks["database"]:
        checks |= {
            "hartslag": not is_silent(timezone.now()),
            "werk": not Work.objects.failed().exists(),
            "post": not Work.objects.struggling().exists(),
            "schema's": not Schedule.objects.in_trouble().exists(),
        }
    healthy = all(checks.values())
    said: dict[str, object] = {"gereed": healthy}
    if is_monitor(request):
        said["controles"] = checks
    return JsonResponse(said, status=200 if healthy else 503)


def database_answers() -> bool:
    """Return whether PostgreSQL answers at all."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True
