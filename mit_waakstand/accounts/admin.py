"""Accounts in the admin: the beheerder makes them, changes roles, and makes them inactive."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import DEPUTIES
from mit_waakstand.role_admin import HistoryRoleAdmin

admin.site.site_header = "Beheer van het MIT in waakstand"
admin.site.site_title = "MIT in waakstand"
admin.site.index_title = "Accounts en tabellen"
admin.site.enable_nav_sidebar = False  # there are three tables
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


class AccountForm(forms.ModelForm):
    """An account; who acts for the CPO keeps a role with which that is possible."""

    def clean_role(self) -> str:
        """Return the role, or say what comes first."""
        role = str(self.cleaned_data["role"])
        if self.instance.acting_since and role not in DEPUTIES:
            message = "Deze persoon treedt op als waarnemend CPO. Beëindig eerst de waarneming."
            raise forms.ValidationError(message)
        return role


@admin.register(User)
class UserAdmin(HistoryRoleAdmin):
    """An account without password: its owner sets one through "wachtwoord vergeten"."""

    permission = "account.write"
    form = AccountForm
    list_display = ("full_name", "username", "role", "acting_since", "is_active")
    list_filter = ("role", "is_active")
    search_fields = ("full_name", "username", "email")
    fields = ("username", "full_name", "email", "role", "is_active")

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:  # noqa: FBT001
        """Give a new account a password that nobody can type."""
        if not change and isinstance(obj, User):
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
