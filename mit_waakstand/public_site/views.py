"""The one public address that may be answered without a file: security.txt that lives elsewhere."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Lead to the security.txt of the whole organisation, when a setting names it."""
    if not settings.SECURITY_TXT_URL:
        raise Http404
    return HttpResponseRedirect(settings.SECURITY_TXT_URL)
