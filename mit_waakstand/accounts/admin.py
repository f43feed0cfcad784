"""Accounts in the admin: the beheerder corrects a name or an address."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest

from mit_waakstand.accounts.models import User
from mit_waakstand.role_admin import HistoryRoleAdmin

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
