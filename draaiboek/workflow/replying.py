"""Answering an invitation, with an account or by the link in the mail, and declaring interests."""

from datetime import datetime

from draaiboek.models import Attendance, Invitation, Meeting, Reply, Way
from mit_waakstand.accounts.models import User
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import (
    ConflictError,
    NotAllowedError,
    RefusedError,
    check_rules,
    require_text,
    step,
)

TOO_LATE = "U kunt niet meer antwoorden: de vergadering is begonnen, of gaat niet door."
NOT_INVITED = "Dit kan alleen wie voor deze vergadering is uitgenodigd."


def reply(meeting: Meeting, *, reply: str, joins: str = "", by: User, at: datetime) -> Meeting:
    """Answer one's own invitation; it can be changed until the meeting begins."""
    with step("reply", meeting, by=by, at=at, reply=reply) as locked:
        _answer(_own(locked, by), reply, joins, way=Way.ACCOUNT, at=at)
    return locked


def reply_by_link(link: PersonalLink, *, reply: str, joins: str = "", at: datetime) -> Invitation:
    """Record the answer of who has this link, without an account.

    Raises ConflictError when the link, or the invitation behind it, works no more.
    """
    with recorded():
        found = PersonalLink.objects.select_for_update().get(pk=link.pk)
        invitation = _locked(found.subject_pk)
        if not found.is_open_at(at) or not invitation.can_be_answered_at(at):
            raise ConflictError(TOO_LATE)
        _answer(invitation, reply, joins, way=Way.LINK, at=at)
        data: dict[str, object] = {"reply": reply, "invitation": invitation.pk}
        sentence = "de uitnodiging is beantwoord met de link uit de mail"
        record(Happening("reply", sentence, invitation.meeting, None, at, data))
    return invitation


def record_reply(  # noqa: PLR0913  (each is a field of the record)
    meeting: Meeting,
    *,
    invitation: Invitation,
    reply: str = "",
    joins: str = "",
    has_conflict: bool | None = None,
    interests: str = "",
    by: User,
    at: datetime,
) -> Meeting:
    """Write down what somebody else answered, or which interests he declared, by telephone say."""
    with step("record_reply", meeting, by=by, at=at, invitation=invitation.pk) as locked:
        found = locked.invitations.standing().filter(pk=invitation.pk).first()
        if found is None:
            raise RefusedError(NOT_INVITED, field="invitation")
        if not reply and has_conflict is None:
            message = "Vul een antwoord in, of wat deze persoon over belangen zei."
            raise RefusedError(message)
        if reply:
            _answer(found, reply, joins, way=Way.RECORDED, at=at)
        if has_conflict is not None:
            _declare(found, interests, has_conflict=has_conflict, recorded_by=by, at=at)
    return locked


def declare_interests(
    meeting: Meeting, *, has_conflict: bool, interests: str = "", by: User, at: datetime
) -> Meeting:
    """Declare one's own interests in what is on the agenda, or that there are none."""
    with step("declare_interests", meeting, by=by, at=at, has_conflict=has_conflict) as locked:
        _declare(_own(locked, by), interests, has_conflict=has_conflict, recorded_by=None, at=at)
    return locked


def _own(meeting: Meeting, by: User) -> Invitation:
    own = meeting.invitations.of(by).order_by("pk").first()
    if own is None:
        raise NotAllowedError(NOT_INVITED)
    return own


def _locked(pk: int) -> Invitation:
    Meeting.objects.select_for_update(no_key=True).get(invitations__pk=pk)
    return Invitation.objects.select_related("meeting").get(pk=pk)


def _answer(invitation: Invitation, reply: str, joins: str, *, way: Way, at: datetime) -> None:
    is_hybrid = invitation.meeting.form == Attendance.HYBRID
    if is_hybrid and reply == Reply.YES and not joins:
        message = "Kies of u op locatie of online meedoet."
        raise RefusedError(message, field="joins")
    invitation.reply = reply
    invitation.joins = joins if is_hybrid and reply != Reply.NO else ""
    invitation.replied_at, invitation.replied_way = at, way
    check_rules(invitation)
    invitation.save()


def _declare(
    invitation: Invitation,
    interests: str,
    *,
    has_conflict: bool,
    recorded_by: User | None,
    at: datetime,
) -> None:
    if has_conflict:
        require_text(interests, "Leg uit om welk belang het gaat.", field="interests")
    invitation.has_conflict, invitation.interests = has_conflict, interests.strip()
    invitation.declared_at, invitation.recorded_by = at, recorded_by
    check_rules(invitation)
    invitation.save()
