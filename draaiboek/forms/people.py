"""Forms about people and a meeting: inviting, answering, declaring interests, being there."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet

from draaiboek.forms.choices import InvitationChoice, InvitationChoices
from draaiboek.models import Attendance, Invitation, Meeting, Reply
from experts.forms.choices import (
    YES_NO,
    ConflictField,
    ExpertChoices,
    InterestsField,
    offer_experts,
)
from experts.models import Expert, ExpertQuerySet
from mit_waakstand.accounts.choices import PersonChoices
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.forms import offer

AGENDA = "een agendapunt"
JOINS = [choice for choice in Attendance.choices if choice[0] != Attendance.HYBRID]


class ProposeForm(forms.Form):
    """Which experts the secretaris proposes."""

    experts = ExpertChoices(
        label="Experts", queryset=Expert.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        """Offer who does not stand with this meeting yet."""
        super().__init__(*args, **kwargs)
        here = meeting.invitations.exclude(expert=None).values("expert")
        offer_experts(self, _in_the_register().exclude(pk__in=here), meeting.day())


class InviteForm(forms.Form):
    """Whom the CPO invites; who was proposed is ticked."""

    experts = ExpertChoices(
        label="Experts",
        queryset=Expert.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    users = PersonChoices(
        label="Mensen met een account",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        """Offer who is not invited now; in an exercise only who takes part."""
        super().__init__(*args, **kwargs)
        standing = meeting.invitations.standing()
        experts = _in_the_register().exclude(pk__in=standing.exclude(expert=None).values("expert"))
        roles = (Role.CPO, Role.SECRETARY, Role.DEPUTY)
        users = User.objects.filter(role__in=roles, is_active=True).exclude(
            pk__in=standing.exclude(user=None).values("user")
        )
        if meeting.is_exercise:
            experts = experts.filter(user__participation__situation=meeting.situation)
            users = users.filter(participation__situation=meeting.situation)
        offer_experts(self, experts, meeting.day())
        offer(self, "users", users.order_by("full_name", "pk"))
        self.initial["experts"] = list(
            meeting.invitations.proposed().values_list("expert", flat=True)
        )


class WithdrawForm(forms.Form):
    """Whose invitation is withdrawn."""

    invitation = InvitationChoice(label="Wie", queryset=Invitation.objects.none())

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        """Offer who is invited now."""
        super().__init__(*args, **kwargs)
        offer(self, "invitation", _invited(meeting))


class ReplyForm(forms.Form):
    """Whether somebody comes, and to a hybrid meeting also how."""

    REQUIRED_WHEN: ClassVar = {"joins": "verplicht als u komt"}

    reply = forms.ChoiceField(label="Komt u?", choices=Reply.choices, widget=forms.RadioSelect)
    joins = forms.ChoiceField(
        label="Hoe doet u mee?", choices=JOINS, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        """Start from the answer that stands; only a hybrid meeting asks how."""
        super().__init__(*args, **kwargs)
        self.initial.update({"reply": invitation.reply, "joins": invitation.joins})
        if invitation.meeting.form != Attendance.HYBRID:
            del self.fields["joins"]


class InterestsForm(forms.Form):
    """One's own interests in what is on the agenda."""

    REQUIRED_WHEN: ClassVar = {"interests": "verplicht als het uw oordeel kan raken"}

    has_conflict = ConflictField()
    interests = InterestsField(about=AGENDA)


class RecordReplyForm(forms.Form):
    """What somebody else answered or declared, as CPO or secretaris heard it."""

    REQUIRED_WHEN: ClassVar = {"interests": "verplicht als er een belang is"}

    invitation = InvitationChoice(label="Wie", queryset=Invitation.objects.none())
    reply = forms.ChoiceField(
        label="Komt deze persoon?",
        choices=[("", "niet gezegd"), ("ja", "ja"), ("misschien", "misschien"), ("nee", "nee")],
        required=False,
    )
    joins = forms.ChoiceField(
        label="Hoe doet deze persoon mee?",
        choices=[("", "niet gezegd"), *JOINS],
        required=False,
    )
    has_conflict = forms.TypedChoiceField(
        label="Is er een belang dat het oordeel kan raken?",
        choices=[("", "niet gezegd"), *YES_NO],
        required=False,
        coerce=lambda answer: answer == "ja",
        empty_value=None,
    )
    interests = InterestsField(about=AGENDA, label="Belangen", rows=2)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        """Offer who is invited now."""
        super().__init__(*args, **kwargs)
        offer(self, "invitation", _invited(meeting))


class AttendanceForm(forms.Form):
    """Who was there."""

    attended = InvitationChoices(
        label="Wie was erbij?",
        queryset=Invitation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen wie is uitgenodigd, kan erbij zijn geweest.",
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        """Offer who was invited; ticked is who was there, or before that who said he would be."""
        super().__init__(*args, **kwargs)
        offer(self, "attended", _invited(meeting))
        expected = Q(reply=Reply.YES) if meeting.is_planned() else Q(attended=True)
        found = meeting.invitations.standing().filter(expected)
        self.initial["attended"] = list(found.values_list("pk", flat=True))


def _in_the_register() -> ExpertQuerySet:
    return Expert.objects.in_register().order_by("name_key", "pk")


def _invited(meeting: Meeting) -> QuerySet[Invitation]:
    return meeting.invitations.standing().in_order()
