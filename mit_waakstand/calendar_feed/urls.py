"""Addresses of the calendar: the page in the office, and the secret feed outside it."""

from django.urls import path

from mit_waakstand.calendar_feed import views

app_name = "calendar_feed"
urlpatterns = [
    path("werk/agenda/", views.page, name="page"),
    path("werk/agenda/intrekken/", views.revoke, name="revoke"),
    path("agenda/<slug:secret>.ics", views.feed, name="feed"),
]
