"""The mails about a meeting: no names, no content, one link, and the appointment itself."""

from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from draaiboek.models import ActionItem, Invitation, Meeting
from draaiboek.models.invitation import PURPOSE
from mit_waakstand.calendar_feed.inviting import Invite, Method, invite_of
from mit_waakstand.house import office_address
from mit_waakstand.mail import CalendarFile, Letter
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.public_site.pages import absolute

ON_THE_PAGE = "De link om online mee te doen staat in de afspraak in uw agenda."
ANSWER = "Laat weten of u komt. U hebt daar geen account voor nodig:"
CHANGE_YOUR_MIND = (
    "De link is alleen voor u en opent niets anders.",
    "U kunt uw antwoord wijzigen tot de vergadering begint.",
)


def invitation_letter(invitation: Invitation, to: str, key: str, *, at: datetime) -> Letter:
    """Return the mail with which somebody is invited."""
    meeting = invitation.meeting
    opening = "U bent uitgenodigd voor een vergadering van het MIT in waakstand."
    if invitation.expert_id:
        opening = (
            "De Chief Preparedness Officer nodigt u uit voor een vergadering van het MIT in "
            "waakstand."
        )
    return _letter(
        invitation,
        to,
        key,
        about="uitnodiging",
        lines=(opening, *when_and_where(meeting), "", ANSWER),
        calendar=_file(invitation, to, Method.REQUEST, at=at),
    )


def changed_letter(invitation: Invitation, to: str, key: str, *, at: datetime) -> Letter:
    """Return the mail that moment, form or place changed; the answer that stands is asked again."""
    opening = "De vergadering waarvoor u bent uitgenodigd, is gewijzigd. Nu geldt:"
    return _letter(
        invitation,
        to,
        key,
        about="moment of plaats gewijzigd",
        lines=(opening, *when_and_where(invitation.meeting), "", ANSWER),
        calendar=_file(invitation, to, Method.REQUEST, at=at),
    )


def reminder_letter(invitation: Invitation, to: str, key: str) -> Letter:
    """Return the mail to who did not answer yet."""
    opening = "U bent uitgenodigd voor een vergadering. Wij weten nog niet of u komt."
    return _letter(
        invitation,
        to,
        key,
        about="wij horen graag of u komt",
        lines=(opening, *when_and_where(invitation.meeting), "", ANSWER),
    )


def cancelled_letter(invitation: Invitation, to: str, key: str, *, at: datetime) -> Letter:
    """Return the mail that the meeting is off, or that this person is not expected any more."""
    meeting = invitation.meeting
    is_withdrawn = not invitation.is_standing()
    opening = "Uw uitnodiging voor deze vergadering is ingetrokken."
    if not is_withdrawn:
        opening = "De vergadering waarvoor u bent uitgenodigd, gaat niet door."
    return Letter(
        to=to,
        key=key,
        subject=f"{called(meeting)}: {'uitnodiging ingetrokken' if is_withdrawn else 'afgelast'}",
        lines=(opening, when(meeting), "", "Hebt u een vraag? Kijk hier hoe u ons bereikt:"),
        link=absolute("contact/"),
        is_exercise=meeting.is_exercise,
        calendar=_file(invitation, to, Method.CANCEL, at=at),
    )


def action_letter(action: ActionItem, to: str, key: str) -> Letter:
    """Return the mail to the owner of an action whose day has passed."""
    return Letter(
        to=to,
        key=key,
        subject=f"Actie {action.pk} had klaar moeten zijn",
        lines=(
            "Een actie van u uit een vergadering is nog niet afgevinkt.",
            f"Uiterlijk: {date_format(action.due_on, 'l j F Y')}.",
            "",
            "Bekijk de actie en vink haar af als zij is gedaan:",
        ),
        link=office_address(reverse("draaiboek:actions")),
        is_exercise=action.meeting.is_exercise,
    )


def called(meeting: Meeting) -> str:
    """Return how a meeting is called where no content may stand: by its number."""
    return f"Vergadering {meeting.pk}"


def when(meeting: Meeting) -> str:
    """Return the line that says when, in Dutch time."""
    starts, ends = localtime(meeting.starts_at), localtime(meeting.ends_at)
    day = date_format(starts, "l j F Y")
    until = f"{ends:%H.%M}" if ends.date() == starts.date() else date_format(ends, "l j F Y, H.i")
    return f"Wanneer: {day}, {starts:%H.%M} tot {until} uur."


def when_and_where(meeting: Meeting) -> tuple[str, ...]:
    """Return the lines that say when, how and where."""
    lines = [when(meeting), f"Vorm: {meeting.get_form_display()}."]
    if meeting.place:
        lines.append(f"Plaats: {meeting.place}.")
    if meeting.link:
        lines.append(ON_THE_PAGE)
    return tuple(lines)


def _letter(  # noqa: PLR0913  (a mail is made of these)
    invitation: Invitation,
    to: str,
    key: str,
    *,
    about: str,
    lines: tuple[str, ...],
    calendar: CalendarFile | None = None,
) -> Letter:
    link = PersonalLink.objects.in_mail(invitation, PURPOSE)
    return Letter(
        to=to,
        key=key,
        subject=f"{called(invitation.meeting)}: {about}",
        lines=lines,
        link=link.address("meeting-reply"),
        is_exercise=invitation.meeting.is_exercise,
        postscript=CHANGE_YOUR_MIND,
        calendar=calendar,
    )


def _file(invitation: Invitation, to: str, method: Method, *, at: datetime) -> CalendarFile:
    meeting = invitation.meeting
    invite = Invite(
        key=f"vergadering-{meeting.pk}",
        sequence=meeting.sequence,
        title=f"{called(meeting)} MIT in waakstand",
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        place=" / ".join(part for part in (meeting.place, meeting.link) if part),
        explanation="Antwoord met de link in de mail.",
        to=to,
        at=at,
        is_exercise=meeting.is_exercise,
    )
    name = "afgelast.ics" if method == Method.CANCEL else "uitnodiging.ics"
    return CalendarFile(name=name, method=str(method), data=invite_of(invite, method))
