"""The minutes as they are frozen: what was true at that moment, and the PDF that is made once."""

from typing import Any, Final

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime

from draaiboek.models import Meeting, Minutes
from mit_waakstand import pdf
from mit_waakstand.markdown import to_html

STYLESHEET: Final = "letters/letter.css"


def content_of(meeting: Meeting) -> dict[str, Any]:
    """Return what the minutes say beside their text: people, agenda, decisions, actions.

    Adopted minutes are an archive record: they keep the names of that day (domain §8).
    """
    invitations = list(meeting.invitations.standing().in_order())
    return {
        "name": meeting.name(),
        "starts_at": localtime(meeting.starts_at).isoformat(),
        "ends_at": localtime(meeting.ends_at).isoformat(),
        "form": meeting.get_form_display(),
        "place": meeting.place or "online",
        "present": [_person(i) for i in invitations if i.attended],
        "absent": [_person(i) for i in invitations if not i.attended],
        "interests": [
            {"name": i.name(), "interests": i.interests} for i in invitations if i.has_conflict
        ],
        "declared": sum(i.has_conflict is not None for i in invitations),
        "agenda": [{"subject": item.subject, "about": item.about()} for item in _items(meeting)],
        "decisions": [
            {"item": decision.item.subject if decision.item else "", "text": decision.text}
            for decision in meeting.decisions.select_related("item").order_by("pk")
        ],
        "actions": [
            {
                "text": action.text,
                "owner": action.owner.full_name,
                "due_on": date_format(action.due_on, "j F Y"),
            }
            for action in meeting.actions.select_related("owner").order_by("pk")
        ],
    }


def minutes_pdf(minutes: Minutes) -> bytes:
    """Return adopted minutes as PDF/A-3a and PDF/UA-1; the same minutes give the same bytes.

    Raises ValueError for minutes that were not adopted.
    """
    if minutes.adopted_at is None:
        message = f"{minutes} was not adopted"
        raise ValueError(message)
    reference = f"VERSLAG-{minutes.meeting_id}-{minutes.version}"
    document = pdf.Document(
        identifier=reference.lower(),
        reference=reference,
        title=f"{minutes.name()}, versie {minutes.version}",
        subject="Verslag van een vergadering van het MIT in waakstand",
        text=minutes.text,
        created_at=minutes.adopted_at,
        demo=settings.DEMO,
        exercise=minutes.meeting.is_exercise,
    )
    context = {
        "minutes": minutes,
        "content": minutes.content,
        "text": to_html(minutes.text, first_heading=3),
    }
    return pdf.render(
        "draaiboek/minutes_pdf.html", context, document=document, stylesheet=STYLESHEET
    )


def _person(invitation: Any) -> dict[str, str]:
    part = invitation.in_what_part()
    return {"name": invitation.name(), "part": "CPO" if invitation.attended_as_cpo else part}


def _items(meeting: Meeting) -> Any:
    return meeting.items.order_by("place", "pk")
