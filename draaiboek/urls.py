"""Addresses of the draaiboek, its runs, and the meetings."""

from django.urls import URLPattern

app_name = "draaiboek"
urlpatterns: list[URLPattern] = []
