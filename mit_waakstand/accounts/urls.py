"""Signing in and out, at Dutch addresses; most views are the sign-in library's.

Nobody makes an account for himself, so there is no address for it.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as app
from django.urls import path, re_path

from mit_waakstand.accounts import oidc, views
from mit_waakstand.accounts.confirming import confirmed

STEPS = "account/tweede-stap/"

urlpatterns = [
    path("aanmelden/", views.SignInView.as_view(), name="account_login"),
    path("aanmelden/via/<str:provider_id>/", oidc.sign_in, name="openid_connect_login"),
    path("aanmelden/via/<str:provider_id>/terug/", oidc.come_back, name="openid_connect_callback"),
    path("aanmelden/tweede-stap/", views.SecondFactorView.as_view(), name="mfa_authenticate"),
    path("aanmelden/opnieuw/", account.reauthenticate, name="account_reauthenticate"),
    path("aanmelden/opnieuw/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "aanmelden/opnieuw/sleutel/",
        views.KeyAgainView.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("afmelden/", account.logout, name="account_logout"),
    path("account/niet-actief/", account.account_inactive, name="account_inactive"),
    path("account/sessies/", views.sessions, name="account_sessions"),
    path("account/sessies/beeindigen/", confirmed(views.end_session), name="account_end_session"),
    path("account/sessies/resterend/", views.session_left, name="account_session_left"),
    path("account/sessies/blijven/", views.session_stay, name="account_session_stay"),
    path(STEPS, views.OverviewView.as_view(), name="mfa_index"),
    path(f"{STEPS}app/", confirmed(app.activate_totp), name="mfa_activate_totp"),
    path(f"{STEPS}app/losmaken/", confirmed(app.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        f"{STEPS}sleutels/",
        views.OverviewView.as_view(),
        name="mfa_list_webauthn",
    ),
    path(
        f"{STEPS}sleutels/toevoegen/",
        confirmed(views.AddKeyView.as_view()),
        name="mfa_add_webauthn",
    ),
    path(
        f"{STEPS}sleutels/<int:pk>/weghalen/",
        confirmed(views.RemoveKeyView.as_view()),
        name="mfa_remove_webauthn",
    ),
    path(
        f"{STEPS}herstelcodes/",
        confirmed(views.RecoveryCodesView.as_view()),
        name="mfa_view_recovery_codes",
    ),
    path(
        f"{STEPS}herstelcodes/nieuw/",
        confirmed(views.NewRecoveryCodesView.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "wachtwoord/wijzigen/", views.ChangePasswordView.as_view(), name="account_change_password"
    ),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path(
        "wachtwoord/vergeten/verstuurd/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/nieuw/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
