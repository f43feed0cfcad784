"""Addresses of the office."""

from django.urls import path

from mit_waakstand.office import search_page, views

app_name = "office"
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("zoeken/", search_page.search, name="search"),
    path("werk/", views.work, name="work"),
    path("werk/proefmail/", views.send_trial, name="work-trial-mail"),
    path("werk/<int:pk>/opnieuw/", views.retry, name="work-retry"),
]
