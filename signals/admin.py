"""Tables of the signal workflow in the admin: who holds which office since when."""

from django.contrib import admin

from mit_waakstand.role_admin import RoleAdmin
from signals.models import Addressee


@admin.register(Addressee)
class AddresseeAdmin(RoleAdmin):
    """To whom letters go; an issued letter keeps the name of its day."""

    list_display = ("office", "name", "since")
    fields = ("since", "name", "office", "address")
