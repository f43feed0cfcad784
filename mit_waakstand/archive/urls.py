"""Addresses of the archive; a dossier is known by the number of its situation."""

from django.urls import path

from mit_waakstand.archive.views import dossiers, handovers, packages, woo

app_name = "archive"
urlpatterns = [
    path("", dossiers.dossiers, name="dossiers"),
    path("<int:pk>/", dossiers.dossier, name="dossier"),
    path("<int:pk>/waardering/", dossiers.appraise, name="dossier-appraise"),
    path("<int:pk>/vasthouden/", dossiers.hold, name="dossier-hold"),
    path("<int:pk>/opheffen/", dossiers.lift, name="dossier-lift"),
    path("<int:pk>/pakket/", packages.request_package, name="package-request"),
    path("pakketten/<int:pk>/", packages.package, name="package"),
    path("pakketten/<int:pk>/bestand/", packages.package_file, name="package-file"),
    path("<int:pk>/woo/", woo.begin, name="woo-begin"),
    path("woo/<int:pk>/", woo.review, name="wooreview"),
    path("woo/<int:pk>/vaststellen/", woo.adopt, name="wooreview-adopt"),
    path("woo/<int:pk>/uitvoer/", woo.pack, name="wooreview-pack"),
    path("woo/<int:pk>/beoordelen/", woo.judge, name="wooreview-judge"),
    path("woo/<int:pk>/documenten/<int:document>/bestand/", woo.document_file, name="woo-document"),
    path("<int:pk>/overdracht/", handovers.prepare, name="handover-prepare"),
    path("overdrachten/<int:pk>/", handovers.handover, name="handover"),
    path("overdrachten/<int:pk>/overdragen/", handovers.hand_over, name="handover-hand-over"),
    path("overdrachten/<int:pk>/opnemen/", handovers.take_in, name="handover-take-in"),
    path(
        "overdrachten/<int:pk>/stukken/<int:file>/", handovers.returned_file, name="returned-file"
    ),
]
