"""Taking part in a weighing: proposed, invited, declined, a standpunt, declared interests."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from experts.models import Expert
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.putting import put
from mit_waakstand.seen import check_seen, fingerprint
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import NotAllowedError, RefusedError, check_rules, require_text, step
from signals.models import InterestDeclaration, Participant, Weighing
from signals.workflow.answering import give_link

NOT_INVITED = "Dit kan alleen wie voor deze weging is uitgenodigd."


def propose_expert(
    weighing: Weighing, *, experts: Iterable[Expert], by: User, at: datetime
) -> Weighing:
    """Put experts on the draft list, for the CPO to invite; they are told nothing yet."""
    proposed = list(experts)
    keys = [expert.pk for expert in proposed]
    with step("propose_expert", weighing, by=by, at=at, experts=keys) as locked:
        for expert in proposed:
            if locked.participants.filter(expert=expert).exists():
                message = f"{expert.name} staat al bij deze weging."
                raise RefusedError(message, field="experts")
            _check_exercise(locked.situation, expert)
            Participant.objects.create(
                weighing=locked, expert=expert, proposed_at=at, proposed_by=by
            )
    return locked


def invite(weighing: Weighing, *, expert: Expert, by: User, at: datetime) -> Weighing:
    """Invite an expert (R-004): he gets mail with a link to answer, with or without an account.

    With an account he sees this weighing only. Who was proposed or declined before can be invited
    too. Raises RefusedError for who is invited already.
    """
    with step("invite", weighing, by=by, at=at, expert=expert.pk) as locked:
        participant = locked.participants.filter(expert=expert).first()
        is_back = participant is not None and participant.declined_at is not None
        if participant is not None and participant.is_invited():
            message = "Deze expert is al uitgenodigd."
            raise RefusedError(message, field="experts")
        _check_exercise(locked.situation, expert)
        participant = participant or Participant(weighing=locked, expert=expert)
        participant.invited_at, participant.declined_at = at, None
        participant.declined_because, participant.confirmed_at = "", None
        participant.save()
        give_link(participant, at=at)
        key = f"mail_invitation:{participant.pk}:{at.isoformat()}" if is_back else ""
        recipient = participant.expert.recipient()
        put("mail_invitation", about=participant, at=at, key=key, recipient=recipient)
    return locked


def invite_all(
    weighing: Weighing, *, experts: Iterable[Expert], by: User, at: datetime
) -> Weighing:
    """Invite several experts at once; all of them, or none."""
    with recorded():
        for expert in experts:
            weighing = invite(weighing, expert=expert, by=by, at=at)
    return weighing


def decline(weighing: Weighing, *, reason: str = "", by: User, at: datetime) -> Weighing:
    """Decline one's own invitation; from then on the weighing is out of sight again."""
    with step("decline", weighing, by=by, at=at, reason=reason) as locked:
        own = _own(locked, by)
        if own.took_part:
            message = "U nam al deel aan deze weging. Vraag de secretaris om hulp."
            raise RefusedError(message)
        own.declined_at, own.declined_because = at, reason.strip()
        own.confirmed_at = None
        own.save()
    return locked


def give_opinion(  # noqa: PLR0913  (each is a field of the record)
    weighing: Weighing,
    *,
    opinion: str,
    rationale: str,
    interests: str = "",
    has_conflict: bool = False,
    by: User,
    at: datetime,
) -> Weighing:
    """Record the standpunt of the expert who is signed in, with his declared interests."""
    with step("give_opinion", weighing, by=by, at=at) as locked:
        own = _own(locked, by)
        own.recorded_by = None
        _opine(own, opinion=opinion, rationale=rationale, at=at)
        _declare(locked, by, interests, has_conflict=has_conflict, at=at, field="interests")
    return locked


def written_of(participant: Participant) -> str:
    """Return the fingerprint of what was written down of an expert, as somebody read it."""
    kept = participant
    return fingerprint(
        took_part=kept.took_part,
        opinion=kept.opinion,
        rationale=kept.rationale,
        interests=kept.interests,
    )


def record_opinion(  # noqa: PLR0913  (each is a field of the record)
    weighing: Weighing,
    *,
    participant: Participant,
    opinion: str = "",
    rationale: str = "",
    interests: str = "",
    seen: Mapping[str, str] | None = None,
    by: User,
    at: datetime,
) -> Weighing:
    """Record that an expert took part in the meeting, with or without a standpunt, in his words.

    The page shows who recorded it. What an expert wrote himself is not overwritten. ``seen`` is
    what was read of each participant, by key. Raises ConflictError when somebody else wrote more.
    """
    with step("record_opinion", weighing, by=by, at=at, expert=participant.expert_id) as locked:
        expert = locked.participants.invited().filter(pk=participant.pk).first()
        if expert is None:
            raise RefusedError(NOT_INVITED, field="participant")
        if expert.opinion and expert.recorded_by_id is None:
            message = "Deze expert gaf zelf al een standpunt."
            raise RefusedError(message, field="participant")
        now = f"{expert.get_opinion_display() or 'geen standpunt'}, “{expert.rationale}”"
        read = (seen or {}).get(str(expert.pk), "")
        check_seen(read, written_of(expert), instead=now, field="participant")
        expert.took_part, expert.recorded_by = True, by
        expert.interests = interests.strip()
        if opinion:
            _opine(expert, opinion=opinion, rationale=rationale, at=at)
        else:
            expert.opinion, expert.rationale, expert.opined_at = "", rationale.strip(), None
            expert.save()
    return locked


def declare_interests(
    weighing: Weighing, *, statement: str = "", has_conflict: bool, by: User, at: datetime
) -> Weighing:
    """Declare one's own interests in this weighing, or that there are none.

    For CPO, secretaris and each invited expert with an account. Who has a conflict cannot close.
    """
    with step("declare_interests", weighing, by=by, at=at, has_conflict=has_conflict) as locked:
        if not locked.may_declare(by):
            raise NotAllowedError(NOT_INVITED)
        _declare(locked, by, statement, has_conflict=has_conflict, at=at, field="statement")
    return locked


def _own(weighing: Weighing, by: User) -> Participant:
    own = weighing.participants.invited().filter(expert__user=by).first()
    if own is None:
        raise NotAllowedError(NOT_INVITED)
    return own


def _opine(participant: Participant, *, opinion: str, rationale: str, at: datetime) -> None:
    require_text(rationale, "Geef bij uw standpunt een motivering.", field="rationale")
    participant.opinion, participant.rationale = opinion, rationale
    participant.took_part, participant.opined_at = True, at
    check_rules(participant)
    participant.save()


def _declare(  # noqa: PLR0913  (each is a field of the record)
    weighing: Weighing, user: User, statement: str, *, has_conflict: bool, at: datetime, field: str
) -> None:
    if has_conflict and not statement.strip():
        message = "Leg uit om welk belang het gaat."
        raise RefusedError(message, field=field)
    declaration = weighing.declarations.filter(user=user).first()
    declaration = declaration or InterestDeclaration(weighing=weighing, user=user)
    declaration.statement, declaration.has_conflict = statement.strip(), has_conflict
    declaration.declared_at = at
    check_rules(declaration)
    declaration.save()


def _check_exercise(situation: Situation, expert: Expert) -> None:
    takes_part = bool(expert.user and situation.is_within_reach_of(expert.user))
    if situation.is_exercise and not takes_part:
        message = "Deze expert neemt niet deel aan de oefening."
        raise RefusedError(message, field="experts")
