"""The minutes in the admin: the secretaris writes them there, the CPO adopts them in the office."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from draaiboek.forms.writing import MinutesForm
from draaiboek.models import Minutes
from draaiboek.workflow import minutes as workflow
from mit_waakstand.accounts.models import User
from mit_waakstand.keeping.pages import with_keeping
from mit_waakstand.role_admin import HistoryRoleAdmin


@admin.register(Minutes)
class MinutesAdmin(HistoryRoleAdmin):
    """Drafts to write; what was adopted can be read, with every text that was ever saved."""

    permission = "minutes.write"
    form = MinutesForm
    change_form_template = "admin/draaiboek/minutes/form.html"
    list_display = ("called", "version", "state", "adopted_at")
    list_display_links = ("called",)
    list_filter = ("state",)
    list_select_related = ("meeting",)
    view_on_site = False

    class Media:
        """What is typed is kept, as on every other form."""

        js: ClassVar = ["enhance.js"]

    @admin.display(description="vergadering", ordering="meeting__starts_at")
    def called(self, obj: Minutes) -> str:
        """Return the meeting by its name and day."""
        return obj.meeting.name_in_a_sentence()

    @admin.display(description="in de werkomgeving")
    def in_the_office(self, obj: Minutes) -> SafeString:
        """Return the way to the page on which it is read and adopted."""
        return format_html('<a href="{}">Lezen en vaststellen</a>', obj.get_absolute_url())

    def get_queryset(self, request: HttpRequest) -> QuerySet[Minutes]:
        """Return what this person may know: an exercise is for its participants only."""
        user = request.user
        return (
            Minutes.objects.visible_to(user) if isinstance(user, User) else Minutes.objects.none()
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether this person may write; what was adopted nobody does."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft())

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:  # noqa: ARG002
        """Return the fields; the reason of a correction only where there is one."""
        if obj is None:
            return ["meeting", "text", "seen"]
        correction = ["correction"] if obj.version > 1 else []
        return ["called", "version", "in_the_office", *correction, "text", "seen"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:  # noqa: ARG002
        """Return what is only shown: of which meeting, and which version."""
        return [] if obj is None else ["called", "version", "in_the_office"]

    def render_change_form(  # noqa: PLR0913, PLR0917  (as the library asks)
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,  # noqa: FBT001, FBT002  (idem)
        change: bool = False,  # noqa: FBT001, FBT002  (idem)
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """Return the page, with what is kept of it and who else is writing."""
        form = context["adminform"].form
        if self.has_change_permission(request, obj):
            with_keeping(request, form, is_shared=True)
            context["keeping"] = getattr(form, "keeping", None)
            context["text_of_another"] = form.text_of_another
        context["show_save_and_add_another"] = False
        context["title"] = "Verslag schrijven"
        context["subtitle"] = self.called(obj) if obj else None
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Take the step: the same act as anywhere else, with its event and its history."""
        by = request.user
        if not isinstance(by, User):
            message = "the admin is for people who are signed in"
            raise TypeError(message)
        at, text = timezone.now(), form.cleaned_data["text"]
        if change:
            correction = form.cleaned_data.get("correction", "")
            workflow.edit(obj, text=text, correction=correction, by=by, at=at)
        else:
            obj.pk = workflow.draft(obj.meeting, text=text, by=by, at=at).pk
        messages.info(request, "De CPO stelt het verslag vast in de werkomgeving.")

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: Any = None,  # noqa: ARG002
    ) -> HttpResponse:
        """Show every text that was saved: when and by whom."""
        minutes = self._known(request, object_id)
        context = self._context(request, minutes) | {
            "title": "Bewaarde teksten",
            "saved": minutes.history.select_related("history_user").order_by(
                "-history_date", "-history_id"
            ),
        }
        return render(request, "admin/draaiboek/minutes/history.html", context)

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: Any = None,  # noqa: ARG002
    ) -> HttpResponse:
        """Show one text that was saved; going back to it is copying from it."""
        minutes = self._known(request, object_id)
        if not str(version_id).isdecimal():
            raise Http404
        context = self._context(request, minutes) | {
            "title": "Bewaarde tekst",
            "one": get_object_or_404(minutes.history, history_id=version_id),
        }
        return render(request, "admin/draaiboek/minutes/saved.html", context)

    def _known(self, request: HttpRequest, object_id: str) -> Minutes:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not object_id.isdecimal():
            raise Http404
        return get_object_or_404(self.get_queryset(request), pk=object_id)

    def _context(self, request: HttpRequest, minutes: Minutes) -> dict[str, Any]:
        back = reverse("admin:draaiboek_minutes_change", args=[minutes.pk])
        return {**self.admin_site.each_context(request), "minutes": minutes, "back": back}
