"""Addresses of the office."""

from django.urls import path

from mit_waakstand.office import (
    dossier_page,
    maintenance_pages,
    readiness_pages,
    search_page,
    views,
)

app_name = "office"
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("zoeken/", search_page.search, name="search"),
    path("werk/", views.work, name="work"),
    path("werk/proefmail/", views.send_trial, name="work-trial-mail"),
    path("werk/opnieuw/", views.retry_all, name="work-retry-all"),
    path("werk/<int:pk>/opnieuw/", views.retry, name="work-retry"),
    path("onderhoud/", maintenance_pages.maintenance, name="maintenance"),
    path("onderhoud/aanzetten/", maintenance_pages.begin, name="maintenance-begin"),
    path("onderhoud/verwachting/", maintenance_pages.postpone, name="maintenance-postpone"),
    path("onderhoud/uitzetten/", maintenance_pages.end, name="maintenance-end"),
    path("paraatheid/", readiness_pages.readiness, name="readiness"),
    path("paraatheid/dossier/", dossier_page.evaluation_dossier, name="dossier"),
    path("paraatheid/dossier/zip/", dossier_page.evaluation_dossier_file, name="dossier-file"),
    path("paraatheid/normen/", readiness_pages.norms, name="norms"),
    path("paraatheid/normen/<str:subject>/", readiness_pages.set_norm, name="norm-set"),
    path("paraatheid/vastgelegd/", readiness_pages.proofs, name="proofs"),
    path("paraatheid/vastgelegd/<str:kind>/", readiness_pages.record_proof, name="proof-record"),
]
