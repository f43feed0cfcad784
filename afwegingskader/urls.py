"""Addresses of the versions of weegvragen and kader, and of the uses of the kader."""

from django.urls import path

from afwegingskader.models import KaderEdition, WeighingQuestions
from afwegingskader.views import assessments
from mit_waakstand.editions.urls import addresses

app_name = "afwegingskader"
urlpatterns = [
    *addresses(WeighingQuestions, "weegvragen/"),
    *addresses(KaderEdition, "afwegingskader/"),
    path("toepassingen/", assessments.assessments, name="assessments"),
    path("toepassingen/nieuw/", assessments.begin, name="assessment-begin"),
    path("toepassingen/<int:pk>/", assessments.assessment, name="assessment"),
    path("toepassingen/<int:pk>/toepassing.pdf", assessments.paper, name="assessment-pdf"),
    path("toepassingen/<int:pk>/invullen/", assessments.answer, name="assessment-answer"),
    path(
        "toepassingen/<int:pk>/invullen/<slug:key>/",
        assessments.answer,
        name="assessment-answer-step",
    ),
    path("toepassingen/<int:pk>/experts/", assessments.invite, name="assessment-invite"),
    path("toepassingen/<int:pk>/omschrijving/", assessments.rename, name="assessment-rename"),
    path("toepassingen/<int:pk>/afsluiten/", assessments.close, name="assessment-close"),
    path(
        "toepassingen/<int:pk>/naast/<int:other>/", assessments.compare, name="assessment-compare"
    ),
]
