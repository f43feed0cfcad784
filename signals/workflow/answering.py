"""Answering an invitation to a weighing by the link in the mail, without an account (domain §5)."""

from datetime import datetime, time, timedelta

from django.utils.timezone import get_current_timezone

from mit_waakstand.personal_links import workflow as links
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import ConflictError, check_rules
from signals.models import Participant, Weighing
from signals.models.participant import PURPOSE

AT_LEAST = timedelta(hours=24)  # an A1 status is weighed within a day
TOO_LATE = "U kunt niet meer antwoorden: u nam al deel, of de weging is gesloten."


def give_link(participant: Participant, *, at: datetime) -> None:
    """Make the link with which the expert answers; an earlier one works no more.

    It is for this one purpose and opens nothing else, until the day of the weighing is over. An
    answer does not use it up: people change their minds.
    """
    after = participant.weighing.held_on + timedelta(days=1)
    ends = datetime.combine(after, time(), tzinfo=get_current_timezone())
    links.make(PURPOSE, participant, at=at, expires_at=max(ends, at + AT_LEAST))


def answer_by_link(
    link: PersonalLink, *, takes_part: bool, reason: str = "", at: datetime
) -> Participant:
    """Record whether the expert with this link takes part; acting in the weighing needs an account.

    Raises ConflictError when the link works no more, he took part already, or it is closed.
    """
    with recorded():
        found = PersonalLink.objects.select_for_update().get(pk=link.pk)
        weighing = Weighing.objects.select_for_update(of=("self",), no_key=True).get(
            participants__pk=found.subject_pk
        )
        participant = weighing.participants.get(pk=found.subject_pk)
        if not found.is_open_at(at) or not participant.can_answer():
            raise ConflictError(TOO_LATE)
        participant.confirmed_at = at if takes_part else None
        participant.declined_at = None if takes_part else at
        participant.declined_because = "" if takes_part else reason.strip()
        check_rules(participant)
        participant.save()
        verb = "confirm" if takes_part else "decline"
        words = "doet mee" if takes_part else "meldt zich af"
        sentence = f"een expert {words}, met de link uit de mail"
        told: dict[str, object] = {"expert": participant.expert_id}
        record(Happening(verb, sentence, weighing, None, at, told))
    return participant
