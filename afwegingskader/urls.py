"""Addresses of the versions of the weegvragen."""

from django.urls import path

from afwegingskader import views

app_name = "afwegingskader"
urlpatterns = [
    path("weegvragen/", views.weegvragen, name="weegvragen"),
    path("weegvragen/<int:pk>/", views.version, name="version"),
    path("weegvragen/<int:pk>/vaststellen/", views.adopt, name="weighingquestions-adopt"),
]
