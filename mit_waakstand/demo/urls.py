"""Addresses that only a demonstration has."""

from django.urls import path

from mit_waakstand.demo import views

app_name = "demo"
urlpatterns = [path("post/", views.post, name="post")]
