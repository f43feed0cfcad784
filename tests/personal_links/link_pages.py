"""An address with a page behind a personal link, as an app would make one."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from mit_waakstand.personal_links import workflow
from mit_waakstand.personal_links.access import personal_page
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.urls import handler404, handler429, urlpatterns

__all__ = ["handler404", "handler429", "urlpatterns"]


@personal_page("confirm")
def page(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    if request.method == "POST":
        workflow.use(link, at=timezone.now())
        return HttpResponse("bevestigd")
    return HttpResponse("wilt u bevestigen?")


urlpatterns = [*urlpatterns, path("persoonlijk/<str:secret>/", page, name="trial-page")]
