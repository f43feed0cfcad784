"""Pages of meetings: the list, a new one, one meeting, and what becomes of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from draaiboek.forms.meetings import PlanForm, ReasonForm, RescheduleForm
from draaiboek.forms.people import AttendanceForm
from draaiboek.models import AgendaItem, Meeting, Minutes
from draaiboek.views.steps import TITLE, meeting_of, place_of, step_of
from draaiboek.workflow import meetings as workflow
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.accounts.models import User
from mit_waakstand.acting import ActPage, NewPage, make
from mit_waakstand.editions.models import adopted_in, kinds_of_edition
from mit_waakstand.paging import page_of
from mit_waakstand.trail.models import Event


@office_page("meeting.see")
def meetings(request: OfficeRequest) -> HttpResponse:
    """List the meetings that this person may know, the newest first."""
    found = Meeting.objects.visible_to(request.user).order_by("-starts_at", "-pk")
    context = {
        "breadcrumb": [(TITLE, "")],
        "page": page_of(found, request.GET.get("pagina")),
        "may_plan": request.user.may_now("meeting.write"),
    }
    return render(request, "draaiboek/meetings.html", context)


@office_page("meeting.write", methods=ACT)
def plan(request: OfficeRequest) -> HttpResponse:
    """Plan a meeting."""
    form = PlanForm(request.POST or None, user=request.user)

    def call() -> Meeting:
        return workflow.plan(by=request.user, at=timezone.now(), **form.cleaned_data)

    page = NewPage(
        heading="Vergadering plannen",
        submit="Plannen",
        done="De vergadering is gepland.",
        breadcrumb=((TITLE, reverse("draaiboek:meetings")),),
        back=reverse("draaiboek:meetings"),
        consequences=(
            "De vergadering krijgt de standaardagenda van haar soort. U kunt haar wijzigen.",
            "De CPO en de secretaris krijgen een uitnodiging. De CPO nodigt experts uit.",
        ),
    )
    return make(request, form=form, call=call, page=page)


@office_page("meeting.see")
def meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one meeting: when and where, agenda, minutes; to CPO and secretaris also who comes."""
    shown = meeting_of(request, pk)
    steps = shown.steps_for(request.user)
    context = {
        "meeting": shown,
        "breadcrumb": [(TITLE, reverse("draaiboek:meetings")), (shown.name(), "")],
        "exercise": shown.is_part_of_exercise(),
        "steps": [offer for offer in steps if not offer.step.aside],
        "asides": [offer for offer in steps if offer.step.aside],
        "items": [(item, _paper_of(item, request.user)) for item in shown.items.all()],
        "own": shown.invitations.of(request.user).first(),
        "minutes": _minutes(shown, request.user),
        **(_for_the_office(shown, request.user) if request.user.may("meeting.write") else {}),
        "history": Event.objects.about(shown) if request.user.may("event.see") else None,
    }
    return render(request, "draaiboek/meeting.html", context)


def _minutes(shown: Meeting, user: User) -> list[Minutes]:
    found = Minutes.objects.visible_to(user).filter(meeting=shown)
    return list(found.select_related("adopted_in").order_by("-version"))


def _for_the_office(shown: Meeting, user: User) -> dict[str, object]:
    invitations = list(shown.invitations.in_order())
    standing = [invitation for invitation in invitations if invitation.is_standing()]
    return {
        "is_office": True,
        "standing": standing,
        "proposed": [i for i in invitations if i.invited_at is None],
        "replies": [
            (label, sum(i.reply == value for i in standing))
            for value, label in (("ja", "komt"), ("misschien", "misschien"), ("nee", "komt niet"))
        ],
        "silent": sum(not i.reply for i in standing),
        "decisions": shown.decisions.select_related("item").order_by("pk"),
        "adopted": adopted_in(shown, user),
        "actions": shown.actions.select_related("owner").order_by("due_on", "pk"),
        "can_write": not user.reads_only
        and not shown.minutes.exists()
        and shown.state != "afgelast",
    }


@office_page("meeting.see", methods=ACT)
def reschedule(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change when, where or how people meet."""
    shown = meeting_of(request, pk)
    form = RescheduleForm(request.POST or None, record=shown)
    page = ActPage(
        **place_of(shown),
        consequences=("Wie is uitgenodigd, krijgt een mail met wat nu geldt, en een nieuwe link.",),
        done="Gewijzigd.",
    )
    return step_of(request, shown, "reschedule", workflow.reschedule, form, page)


@office_page("meeting.see", methods=ACT)
def hold(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record that the meeting was held, and who was there."""
    shown = meeting_of(request, pk)
    form = AttendanceForm(request.POST or None, meeting=shown)
    page = ActPage(
        **place_of(shown),
        consequences=("De vergadering staat daarna als gehouden. De agenda verandert niet meer.",),
        done="Vastgelegd. U kunt nu besluiten, acties en het verslag vastleggen.",
    )
    return step_of(request, shown, "hold", workflow.hold, form, page)


@office_page("meeting.see", methods=ACT)
def correct_attendance(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put right who was there."""
    shown = meeting_of(request, pk)
    form = AttendanceForm(request.POST or None, meeting=shown)
    page = ActPage(**place_of(shown), done="Verbeterd.")
    take = workflow.correct_attendance
    return step_of(request, shown, "correct_attendance", take, form, page)


@office_page("meeting.see", methods=ACT)
def cancel(request: OfficeRequest, pk: int) -> HttpResponse:
    """Call the meeting off."""
    shown = meeting_of(request, pk)
    form = ReasonForm(request.POST or None)
    page = ActPage(
        **place_of(shown),
        consequences=("Wie is uitgenodigd, krijgt een mail dat de vergadering niet doorgaat.",),
        done="De vergadering is afgelast.",
        is_final=True,
    )
    return step_of(request, shown, "cancel", workflow.cancel, form, page)


def _paper_of(item: AgendaItem, user: User) -> str:
    """Return the address of the version that an item is about; "" when it is not his to read."""
    kinds = (kind for kind in kinds_of_edition() if item.about_kind == kind.CALLED)
    for kind in kinds:
        found = kind._default_manager.filter(number=item.about_number).first()  # noqa: SLF001
        if found is not None and found.is_visible_to(user):
            return found.get_absolute_url()
    return ""
