"""Addresses about the virus scanner."""

from django.urls import path

from mit_waakstand.scanning import views

app_name = "scanning"
urlpatterns = [
    path("", views.held_files, name="held-files"),
    path("<int:pk>/", views.held_file, name="held-file"),
    path("<int:pk>/afhandelen/", views.settle, name="heldfile-settle"),
]
