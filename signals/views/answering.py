"""The page on which an expert answers an invitation to a weighing, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mit_waakstand.acting import INVALID
from mit_waakstand.personal_links.access import personal_page
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.workflow import RefusedError
from signals.forms.participation import AnswerInvitationForm
from signals.models import Participant
from signals.models.participant import PURPOSE
from signals.workflow import answering


@personal_page(PURPOSE)
def answer_invitation(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Let who has this link say whether he takes part; it opens nothing else."""
    found = Participant.objects.select_related("weighing__situation", "expert__user")
    participant = found.get(pk=link.subject_pk)
    form = AnswerInvitationForm(request.POST or None)
    is_done, status = False, 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                answering.answer_by_link(link, at=timezone.now(), **form.cleaned_data)
            except RefusedError as refusal:
                form.add_error(None, refusal.message)
            else:
                participant.refresh_from_db()
                is_done, status = True, 200
    context = {
        "participant": participant,
        "weighing": participant.weighing,
        "form": form,
        "is_done": is_done,
        "has_account": participant.expert.user_id is not None,
        "address": reverse("weighing-answer-invitation", args=[link.secret]),
        "page_has_errors": bool(form.errors),
        "exercise": participant.weighing.is_part_of_exercise(),
    }
    return render(request, "signals/answer_invitation.html", context, status=status)
