"""Tables of the signal workflow in the admin: who holds which office since when."""

from django.contrib import admin

from mit_waakstand.role_admin import HistoryRoleAdmin, RoleAdmin
from signals.models import Addressee, EquatedDay


@admin.register(Addressee)
class AddresseeAdmin(RoleAdmin):
    """To whom letters go; an issued letter keeps the name of its day."""

    list_display = ("office", "name", "since")
    fields = ("since", "name", "office", "address")


@admin.register(EquatedDay)
class EquatedDayAdmin(HistoryRoleAdmin):
    """Days that count as holidays by royal decree; a new one moves no stored date."""

    list_display = ("day", "reference", "recorded_at")
    fields = ("day", "reference")
