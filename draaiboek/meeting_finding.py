"""What can be found of meetings, and by whom: each record answers that itself."""

from draaiboek.models import ActionItem, AgendaItem, Meeting, MeetingDecision, Minutes
from mit_waakstand.accounts.models import User
from mit_waakstand.findable import Findable, findable


@findable("draaiboek_meeting")
def meetings(user: User) -> Findable:
    """Return the meetings."""
    visible = Meeting.objects.visible_to(user)
    return Findable(label="Vergadering", visible=visible, url_name="draaiboek:meeting")


@findable("draaiboek_agendaitem")
def items(user: User) -> Findable:
    """Return what is on agendas, each on the page of its meeting."""
    visible = AgendaItem.objects.filter(meeting__in=Meeting.objects.visible_to(user))
    return Findable(
        label="Agendapunt", visible=visible, url_name="draaiboek:meeting", place="agenda"
    )


@findable("draaiboek_minutes")
def minutes(user: User) -> Findable:
    """Return the minutes: to an expert the adopted ones of meetings to which he was invited."""
    visible = Minutes.objects.visible_to(user)
    return Findable(label="Verslag", visible=visible, url_name="draaiboek:minutes")


@findable("draaiboek_meetingdecision")
def decisions(user: User) -> Findable:
    """Return what meetings decided, for who keeps their papers; others read adopted minutes."""
    visible = MeetingDecision.objects.filter(meeting__in=Meeting.objects.visible_to(user))
    if not user.may("meeting.write"):
        visible = visible.none()
    return Findable(
        label="Besluit van een vergadering",
        visible=visible,
        url_name="draaiboek:meeting",
        place="besluiten",
    )


@findable("draaiboek_actionitem")
def actions(user: User) -> Findable:
    """Return the actions that meetings agreed, for who keeps their papers."""
    visible = ActionItem.objects.visible_to(user)
    if not user.may("meeting.write"):
        visible = visible.none()
    return Findable(label="Actie", visible=visible, url_name="draaiboek:meeting", place="acties")
