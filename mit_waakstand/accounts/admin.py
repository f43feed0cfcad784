"""Accounts in the admin: the beheerder corrects a name or an address."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mit_waakstand.accounts import confirming, notices
from mit_waakstand.accounts.models import User
from mit_waakstand.role_admin import HistoryRoleAdmin
from mit_waakstand.trail.recording import recorded

admin.site.site_header = "Beheer van het MIT in waakstand"
admin.site.site_title = "MIT in waakstand"
admin.site.index_title = "Accounts en tabellen"
admin.site.enable_nav_sidebar = False  # there are three tables
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


@admin.register(User)
class UserAdmin(HistoryRoleAdmin):
    """The name and the address of an account; inviting, roles and closing have their own pages."""

    permission = "account.write"
    list_display = ("full_name", "username", "role", "acting_since", "is_active")
    list_filter = ("role", "is_active")
    search_fields = ("full_name", "username", "email")
    fields = ("username", "full_name", "email", "role", "is_active")
    readonly_fields = ("username", "role", "is_active")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Return that nobody adds an account here: people are invited."""
        return False

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save, and tell the old address of an account when it has another one now."""
        with recorded():
            super().save_model(request, obj, form, change)
            if isinstance(obj, User) and "email" in form.changed_data:
                notices.address_changed(obj, at=timezone.now())

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Return the page, for who showed just now that it is he: a new password goes by mail."""
        confirming.ask_for(self.permission if self._may(request) else "", request)
        return super().changeform_view(request, *args, **options)
