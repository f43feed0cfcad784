"""Addresses of the office."""

from django.urls import path

from mit_waakstand.office import views

app_name = "office"
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("werk/", views.work, name="work"),
    path("werk/<int:pk>/opnieuw/", views.retry, name="work-retry"),
]
