"""Addresses of the demonstration."""

urlpatterns: list[object] = []
