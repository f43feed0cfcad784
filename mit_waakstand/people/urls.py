"""Addresses of accounts."""

from django.urls import path

from mit_waakstand.people import views

app_name = "people"
urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("uitnodigen/", views.invite, name="invite"),
    path("beoordelen/", views.review, name="review"),
    path("<int:pk>/", views.account, name="account"),
    path("<int:pk>/opnieuw-uitnodigen/", views.invite_again, name="account-invite-again"),
    path("<int:pk>/rol/", views.change_role, name="account-change-role"),
    path("<int:pk>/sluiten/", views.deactivate, name="account-deactivate"),
    path("<int:pk>/openen/", views.reactivate, name="account-reactivate"),
    path("<int:pk>/tweede-stap/", views.reset_second_factor, name="account-reset-second-factor"),
]
