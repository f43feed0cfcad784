"""Addresses of the deputies."""

from django.urls import path

from mit_waakstand.deputies import views

app_name = "deputies"
urlpatterns = [
    path("", views.deputies, name="deputies"),
    path("vastleggen/", views.appoint, name="appoint"),
    path("<int:pk>/beginnen/", views.activate, name="deputy-activate"),
    path("<int:pk>/stoppen/", views.stand_down, name="deputy-stand-down"),
    path("<int:pk>/beeindigen/", views.end, name="deputy-end"),
]
