"""The admin as our roles know it: every page of it asks the role table, and nothing is deleted.

An edit in the admin is an act like any other: it is written in the trail.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import display_for_field
from django.core.exceptions import BadRequest
from django.db import DataError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import HistoricalChanges, ModelChange
from simple_history.template_utils import HistoricalRecordContextHelper

from mit_waakstand.accounts.models import User
from mit_waakstand.trail.recording import Happening, record, recorded

NOTHING = "leeg"
NEVER_SO_LONG = 100_000  # characters


class RoleAdmin(admin.ModelAdmin):
    """A page of the admin for the people whose role carries ``permission``."""

    permission = "table.write"

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return whether this person sees the page in the list."""
        return self._may(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Return whether this person may look."""
        return self._may(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return whether this person may add."""
        return self._may_write(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Return whether this person may change."""
        return self._may_write(request)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Return that nobody deletes."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Return the list under the name of what stands in it, not "select one to change".

        Raises BadRequest for a filter in the address that the database cannot take, such as a NUL
        or half a pattern: Django notices only while it reads the list, and would fall.
        """
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        try:
            with transaction.atomic():
                return super().changelist_view(request, title | (extra_context or {}))
        except DataError as error:
            message = "a filter that the database cannot take"
            raise BadRequest(message) from error

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save, and write which fields were changed; never their values (robustness 8)."""
        by = request.user
        if not isinstance(by, User):
            message = "the admin is for people who are signed in"
            raise TypeError(message)
        verb, sentence = ("change", "heeft wijzigingen opgeslagen")
        if not change:
            verb, sentence = ("add", "heeft dit toegevoegd")
        with recorded():
            super().save_model(request, obj, form, change)
            changed: dict[str, object] = {"fields": sorted(form.changed_data)}
            record(Happening(verb, sentence, obj, by, timezone.now(), changed))

    def _may(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and request.user.may(self.permission)

    def _may_write(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and request.user.may_now(self.permission)


class Difference(HistoricalRecordContextHelper):
    """What changed between two versions, as people write it."""

    def prepare_delta_change_value(self, change: ModelChange, value: Any) -> str:
        """Return a value by the name that it has on a form."""
        if isinstance(value, bool):
            return "ja" if value else "nee"
        field = self.model._meta.get_field(change.field)  # noqa: SLF001
        return NOTHING if value in field.empty_values else str(display_for_field(value, field, ""))


class HistoryRoleAdmin(RoleAdmin, SimpleHistoryAdmin):
    """The same, with what changed in a record one click away: to read, never to put back.

    The library puts an old version back as a whole, with what nobody edits here, such as the role
    of an account. Its setting against that takes the button away, and not what the button does.
    """

    object_history_template = "admin/history.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Return every version: when, by whom, and what changed."""
        if not object_id.isdecimal():  # the library asks the database for it as it is
            raise Http404
        title = {"title": "Geschiedenis"}
        answer: HttpResponse = super().history_view(request, object_id, extra_context or title)
        return answer

    def history_form_view(self, *_: Any, **__: Any) -> HttpResponse:
        """Raise Http404: no version has a page of its own on which it could be put back."""
        raise Http404

    def get_historical_record_context_helper(
        self,
        request: HttpRequest,  # noqa: ARG002
        historical_record: HistoricalChanges,
    ) -> Difference:
        """Return what writes the changes of a version, none of them shortened."""
        return Difference(
            self.model, historical_record, max_displayed_delta_change_chars=NEVER_SO_LONG
        )
