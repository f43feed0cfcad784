"""Addresses of the versions of the weegvragen."""

from afwegingskader.models import WeighingQuestions
from mit_waakstand.editions.urls import addresses

app_name = "afwegingskader"
urlpatterns = addresses(WeighingQuestions, "weegvragen/")
