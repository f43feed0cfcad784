"""The mails about an invitation to a weighing: the appointment, and a link to answer."""

from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone

from mit_waakstand.calendar_feed.inviting import Invite, Method, invite_of
from mit_waakstand.mail import CalendarFile, Letter
from mit_waakstand.personal_links.models import PersonalLink
from signals import deadlines
from signals.models import Form, Participant, Weighing
from signals.models.participant import PURPOSE

ANSWER = "Laat weten of u meedoet. U hebt daar geen account voor nodig:"
KEPT = (
    "De link is alleen voor u en opent niets anders.",
    "Voor uw standpunt meldt u zich aan met uw account.",
    "Hebt u geen account? Dan legt de secretaris uw woorden vast.",
)


def invitation_letter(participant: Participant, to: str, key: str, *, at: datetime) -> Letter:
    """Return the mail that invites an expert to a weighing: no content, only when and how."""
    opening = "De Chief Preparedness Officer van het MIT in waakstand nodigt u uit voor een weging."
    return _letter(participant, to, key, about="uitnodiging", opening=opening, at=at)


def rescheduled_letter(participant: Participant, to: str, key: str, *, at: datetime) -> Letter:
    """Return the mail that tells an invited expert of the form and day that hold now."""
    opening = "De weging waarvoor u bent uitgenodigd, is gewijzigd."
    about = "vorm of datum gewijzigd"
    return _letter(participant, to, key, about=about, opening=opening, at=at)


def unanswered_letter(participant: Participant, to: str, key: str) -> Letter:
    """Return the mail to who did not say yet whether he takes part."""
    opening = "U bent uitgenodigd voor een weging. Wij weten nog niet of u meedoet."
    return _letter(participant, to, key, about="wij horen graag of u meedoet", opening=opening)


def _letter(  # noqa: PLR0913  (a mail is made of these)
    participant: Participant,
    to: str,
    key: str,
    *,
    about: str,
    opening: str,
    at: datetime | None = None,
) -> Letter:
    weighing = participant.weighing
    link = PersonalLink.objects.in_mail(participant, PURPOSE)
    return Letter(
        to=to,
        key=key,
        subject=f"Weging {weighing.pk}: {about}",
        lines=(
            opening,
            f"Datum: {deadlines.in_dutch(weighing.held_on, weekday='long')}.",
            f"Vorm: {weighing.get_form_display()}.",
            "",
            ANSWER,
        ),
        link=link.address("weighing-answer-invitation"),
        is_exercise=weighing.situation.is_exercise,
        postscript=KEPT,
        calendar=_file(weighing, to, at=at) if at else None,
    )


def _file(weighing: Weighing, to: str, *, at: datetime) -> CalendarFile:
    """Return the whole day as an appointment; a written round takes an earlier one away.

    The number of a version is the time since the weighing opened, so it rises by itself.
    """
    is_meeting = weighing.form == Form.MEETING
    invite = Invite(
        key=f"weging-{weighing.pk}-uitnodiging",
        sequence=max(0, int((at - weighing.opened_at).total_seconds())),
        title=f"Weging {weighing.pk} MIT in waakstand",
        starts=_midnight(weighing.held_on),
        ends=_midnight(weighing.held_on + timedelta(days=1)),
        place="",
        explanation="Antwoord met de link in de mail. Het uur hoort u van de secretaris.",
        to=to,
        at=at,
        is_exercise=weighing.situation.is_exercise,
        is_whole_day=True,
    )
    method = Method.REQUEST if is_meeting else Method.CANCEL
    name = "uitnodiging.ics" if is_meeting else "geen-samenkomst.ics"
    return CalendarFile(name=name, method=str(method), data=invite_of(invite, method))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=get_current_timezone())
