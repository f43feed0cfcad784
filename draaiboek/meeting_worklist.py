"""What meetings, their minutes and their actions ask of people today."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from draaiboek import yearly
from draaiboek.models import ActionItem, Invitation, Meeting, Minutes
from draaiboek.states.meetings import MeetingState
from draaiboek.states.minutes import MinutesState
from mit_waakstand.accounts.models import User
from mit_waakstand.worklist import Found, Item, Row, Urgency, rows

ACTION_AHEAD = timedelta(days=14)


@rows("draaiboek.meetings")
def rows_for(user: User, today: date) -> Iterable[Item]:
    """Return invitations to answer, meetings to record, minutes, actions, and the yearly duty."""
    if not user.may("meeting.see"):
        return
    if user.may("meeting.write"):
        yield from _yearly(today)
        yield from _to_record(user)
        yield from _minutes(user)
    if user.may("meeting.invite"):
        yield from _proposed(user)
    yield from _invitations(user)
    yield from _actions(user, today)


def _yearly(today: date) -> Iterator[Row]:
    if (today.month, today.day) < yearly.WARN_FROM:
        return
    year = yearly.duty_of(today.year, today)
    if year.duty != yearly.Duty.DUE:
        return
    action, url = "Plan de vergadering van dit jaar", reverse("draaiboek:meeting-plan")
    planned = yearly.planned_in(today.year, today)
    if planned is not None:
        action, url = "Houd de geplande vergadering, met verslag", planned.get_absolute_url()
    elif year.lacking is not None:
        action = f"Deze vergadering telt nog niet: {year.lacking.lacks}"
        url = year.lacking.meeting.get_absolute_url()
    yield Row(
        title=f"Vergadering van {today.year}",
        action=action,
        url=url,
        urgency=Urgency.WAIT if planned else Urgency.SOON,
        detail="minstens één keer per jaar",
        due_on=date(today.year, 12, 31),
    )


def _to_record(user: User) -> Iterator[Item]:
    begun = Meeting.objects.visible_to(user).coming().filter(starts_at__lte=timezone.now())
    action = "Leg vast wie er was, of gelast de vergadering af"
    yield Found(begun, lambda one: _row(one, action), what="vergaderingen", url=_all())


def _minutes(user: User) -> Iterator[Item]:
    held = Meeting.objects.visible_to(user).filter(state=MeetingState.HELD, minutes=None)
    action = "Schrijf het verslag"
    yield Found(
        held.order_by("starts_at", "pk"),
        lambda one: _row(one, action),
        what="vergaderingen",
        url=_all(),
    )
    drafts = Minutes.objects.visible_to(user).filter(state=MinutesState.DRAFT)
    drafts = drafts.filter(meeting__state=MeetingState.HELD).select_related("meeting")

    def row_of(minutes: Minutes) -> Row:
        may = user.may("minutes.adopt") and not minutes.lacks_text()
        return Row(
            title=minutes.name(),
            action="Stel het verslag vast als het klaar is" if may else "Maak het verslag af",
            url=minutes.get_absolute_url(),
            urgency=Urgency.WAIT,
            is_exercise=minutes.meeting.is_exercise,
        )

    yield Found(drafts.order_by("meeting__starts_at", "pk"), row_of, what="verslagen", url=_all())


def _proposed(user: User) -> Iterator[Item]:
    visible = Meeting.objects.visible_to(user).coming().filter(starts_at__gt=timezone.now())
    waiting = visible.filter(pk__in=Invitation.objects.proposed().values("meeting"))
    action = "Nodig de experts uit die de secretaris voorstelt"
    yield Found(waiting, lambda one: _row(one, action), what="vergaderingen", url=_all())


def _invitations(user: User) -> Iterator[Item]:
    own = Invitation.objects.of(user).filter(reply="").values("meeting")
    found = Meeting.objects.visible_to(user).coming().filter(starts_at__gt=timezone.now())
    action = "Laat weten of u komt"
    yield Found(
        found.filter(pk__in=own), lambda one: _row(one, action), what="vergaderingen", url=_all()
    )


def _row(meeting: Meeting, action: str) -> Row:
    return Row(
        title=f"Vergadering {meeting.pk}: {meeting.name()}",
        action=action,
        url=meeting.get_absolute_url(),
        urgency=Urgency.ACT,
        due_on=meeting.day(),
        is_exercise=meeting.is_exercise,
    )


def _actions(user: User, today: date) -> Iterator[Item]:
    """Yield one's own actions that come near, and to CPO and secretaris all that are overdue."""

    def row_of(action: ActionItem) -> Row | None:
        is_overdue = action.is_overdue(today)
        if not is_overdue and action.owner_id != user.pk:
            return None
        return Row(
            title=f"Actie: {action.text}",
            action="Had klaar moeten zijn" if is_overdue else "Doe deze actie",
            url=action.get_absolute_url(),
            urgency=Urgency.OVERDUE if is_overdue else Urgency.ACT,
            detail="" if action.owner_id == user.pk else action.owner.full_name,
            due_on=action.due_on,
            is_exercise=action.meeting.is_exercise,
        )

    found = ActionItem.objects.visible_to(user).open().filter(due_on__lte=today + ACTION_AHEAD)
    found = found.select_related("meeting", "owner")
    yield Found(found, row_of, what="acties", url=reverse("draaiboek:actions"))


def _all() -> str:
    return reverse("draaiboek:meetings")
