"""Every address. Public pages are files, served before Django is asked."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from draaiboek.views.people import reply_by_link
from mit_waakstand import health, metrics
from mit_waakstand.accounts import urls as sign_in
from mit_waakstand.people.views import accept as accept_invitation
from mit_waakstand.public_site import views as public
from mit_waakstand.public_site.for_machines import security
from signals.views.answering import answer_invitation

handler400 = "mit_waakstand.errors.bad_request"
handler403 = "mit_waakstand.errors.permission_denied"
handler404 = "mit_waakstand.errors.not_found"
handler429 = "mit_waakstand.errors.too_many_requests"  # asked for by the sign-in library
handler500 = "mit_waakstand.errors.server_error"

urlpatterns = [
    path("-/leeft", health.alive, name="alive"),
    path("-/gereed", health.ready, name="ready"),
    path("-/metrics", metrics.metrics, name="metrics"),
    path(security.ADDRESS, public.security_txt, name="security-txt"),
    *sign_in.urlpatterns,
    path("werk/", include("mit_waakstand.office.urls")),
    path("werk/", include("mit_waakstand.keeping.urls")),
    path("", include("mit_waakstand.calendar_feed.urls")),
    path("werk/", include("signals.urls")),
    path("werk/", include("afwegingskader.urls")),
    path("werk/", include("draaiboek.urls")),
    path("", include("aanspreekpunt.urls")),
    path("", include("experts.urls")),
    path("persoonlijk/<str:secret>/weging/", answer_invitation, name="weighing-answer-invitation"),
    path("persoonlijk/<str:secret>/vergadering/", reply_by_link, name="meeting-reply"),
    path("persoonlijk/<str:secret>/account/", accept_invitation, name="account-invitation"),
    path("werk/accounts/", include("mit_waakstand.people.urls")),
    path("werk/virusscanner/", include("mit_waakstand.scanning.urls")),
    path("werk/waarneming/", include("mit_waakstand.deputies.urls")),
    path("werk/verantwoording/", include("mit_waakstand.yearly.urls")),
    path("werk/archief/", include("mit_waakstand.archive.urls")),
    path("werk/demonstratie/", include("mit_waakstand.demo.urls")),
    path("werk", RedirectView.as_view(pattern_name="office:worklist"), name="office"),
    path("beheer/", admin.site.urls),
]
