"""Inviting people to a meeting, and their answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from draaiboek.forms.people import (
    InterestsForm,
    InviteForm,
    ProposeForm,
    RecordReplyForm,
    ReplyForm,
    WithdrawForm,
)
from draaiboek.models import Invitation
from draaiboek.models.invitation import PURPOSE
from draaiboek.views.steps import meeting_of, place_of, step_of
from draaiboek.workflow import inviting, replying
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import INVALID, ActPage
from mit_waakstand.personal_links.access import personal_page
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.workflow import RefusedError


@office_page("meeting.see", methods=ACT)
def propose(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put experts on the draft list of the CPO."""
    shown = meeting_of(request, pk)
    form = ProposeForm(request.POST or None, meeting=shown)
    page = ActPage(
        **place_of(shown),
        consequences=("De CPO beslist wie wordt uitgenodigd. De experts merken hier niets van.",),
        done="Voorgesteld.",
    )
    return step_of(request, shown, "propose", inviting.propose, form, page)


@office_page("meeting.see", methods=ACT)
def invite(request: OfficeRequest, pk: int) -> HttpResponse:
    """Invite experts and people with an account."""
    shown = meeting_of(request, pk)
    form = InviteForm(request.POST or None, meeting=shown)
    page = ActPage(
        **place_of(shown),
        consequences=(
            "Ieder krijgt een mail met een afspraak voor de agenda en een link om te antwoorden.",
            "Wie geen mailadres heeft, belt u zelf. Leg het antwoord daarna vast.",
        ),
        done="Uitgenodigd.",
    )
    return step_of(request, shown, "invite", inviting.invite, form, page)


@office_page("meeting.see", methods=ACT)
def withdraw_invitation(request: OfficeRequest, pk: int) -> HttpResponse:
    """Withdraw somebody's invitation."""
    shown = meeting_of(request, pk)
    form = WithdrawForm(request.POST or None, meeting=shown)
    page = ActPage(
        **place_of(shown),
        consequences=("Deze persoon krijgt een mail en ziet de vergadering niet meer.",),
        done="De uitnodiging is ingetrokken.",
        is_final=True,
    )
    take = inviting.withdraw_invitation
    return step_of(request, shown, "withdraw_invitation", take, form, page)


@office_page("meeting.see", methods=ACT)
def record_reply(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down what somebody else answered or declared."""
    shown = meeting_of(request, pk)
    form = RecordReplyForm(request.POST or None, meeting=shown)
    page = ActPage(
        **place_of(shown),
        consequences=("Uw naam staat erbij als degene die dit heeft vastgelegd.",),
        done="Vastgelegd.",
    )
    return step_of(request, shown, "record_reply", replying.record_reply, form, page)


@office_page("meeting.see", methods=ACT)
def reply(request: OfficeRequest, pk: int) -> HttpResponse:
    """Answer one's own invitation, signed in."""
    shown = meeting_of(request, pk)
    own = shown.invitations.of(request.user).first() or Invitation(meeting=shown)
    form = ReplyForm(request.POST or None, invitation=own)
    page = ActPage(
        **place_of(shown),
        submit="Antwoorden",
        consequences=("U kunt uw antwoord wijzigen tot de vergadering begint.",),
        done="Uw antwoord is vastgelegd.",
    )
    return step_of(request, shown, "reply", replying.reply, form, page)


@office_page("meeting.see", methods=ACT)
def declare_interests(request: OfficeRequest, pk: int) -> HttpResponse:
    """Declare one's own interests in what is on the agenda."""
    shown = meeting_of(request, pk)
    own = shown.invitations.of(request.user).first()
    initial = {}
    if own is not None and own.has_conflict is not None:
        answer = "ja" if own.has_conflict else "nee"
        initial = {"has_conflict": answer, "interests": own.interests}
    form = InterestsForm(request.POST or None, initial=initial)
    page = ActPage(**place_of(shown), done="Uw belangen zijn gemeld.")
    take = replying.declare_interests
    return step_of(request, shown, "declare_interests", take, form, page)


@personal_page(PURPOSE)
def reply_by_link(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Let who has this link answer one invitation; it opens nothing else.

    An answer does not use the link up: until the meeting begins, people change their minds.
    """
    found = Invitation.objects.select_related("meeting", "expert", "user")
    invitation = found.get(pk=link.subject_pk)
    form = ReplyForm(request.POST or None, invitation=invitation)
    is_done, status = False, 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                replying.reply_by_link(link, at=timezone.now(), **form.cleaned_data)
            except RefusedError as refusal:
                field = refusal.field if refusal.field in form.fields else None
                form.add_error(field, refusal.message)
            else:
                invitation.refresh_from_db()
                is_done, status = True, 200
    context = {
        "meeting": invitation.meeting,
        "invitation": invitation,
        "form": form,
        "is_done": is_done,
        "address": reverse("meeting-reply", args=[link.secret]),
        "page_has_errors": bool(form.errors),
        "exercise": invitation.meeting.is_exercise,
    }
    return render(request, "draaiboek/reply.html", context, status=status)
