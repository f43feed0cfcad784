"""Addresses of kept texts: for forms only, none of them shows a text."""

from django.urls import path

from mit_waakstand.keeping import views

app_name = "keeping"
urlpatterns = [
    path("bewaard/", views.keep, name="keep"),
    path("bewaard/weggooien/", views.discard, name="discard"),
]
