"""The register of experts in the admin, for CPO and secretaris."""

from django.contrib import admin

from experts.models import Expert
from mit_waakstand.role_admin import HistoryRoleAdmin


@admin.register(Expert)
class ExpertAdmin(HistoryRoleAdmin):
    """Names in the order of a Dutch telephone book."""

    permission = "expert.write"
    list_display = ("name", "expertise", "organisation", "is_former_member")
    list_filter = ("is_former_member",)
    search_fields = ("name", "expertise", "organisation")
    fields = (
        "name",
        "expertise",
        "function",
        "organisation",
        "email",
        "is_former_member",
        "user",
    )
