"""Addresses of the yearly accounts."""

from django.urls import path

from mit_waakstand.yearly import views

app_name = "yearly"
urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("nieuw/", views.draft, name="account-draft"),
    path("<int:pk>/", views.account, name="account"),
    path("<int:pk>/bewerken/", views.edit, name="yearaccount-edit"),
    path("<int:pk>/verversen/", views.refresh, name="yearaccount-refresh"),
    path("<int:pk>/vaststellen/", views.adopt, name="yearaccount-adopt"),
    path("<int:pk>/aanbieden/", views.deliver, name="yearaccount-deliver"),
    path("<int:pk>/openbaar/", views.publish, name="yearaccount-publish"),
    path("<int:pk>/pdf/", views.account_pdf, name="account-pdf"),
    path("<int:pk>/bestand/", views.account_file, name="account-file"),
]
