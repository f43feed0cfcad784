"""What people put right about a situation, as long as nothing was decided in it (domain §5)."""

from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.seen import check_seen, fingerprint
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import NotAllowedError, RefusedError, check_rules, require_text
from signals.models import MinisterDecision, Trigger, Weighing
from signals.states import TriggerState, WeighingState


def why_it_is_settled(situation: Situation) -> str:
    """Return, in Dutch, why name and disease stay as they are; "" while they may be corrected."""
    triggers = Trigger.objects.filter(situation=situation)
    settled = (
        (
            Weighing.objects.filter(situation=situation, state=WeighingState.CLOSED),
            "In deze situatie is al een weging gesloten.",
        ),
        (
            MinisterDecision.objects.filter(situation=situation),
            "Over deze situatie is al een besluit van de minister vastgelegd.",
        ),
        (
            triggers.filter(state=TriggerState.HANDED_OVER)
            | triggers.filter(outside_scope_at__isnull=False),
            "Over deze ziekte is al iets aan of over een commissie MIT gemeld.",
        ),
    )
    return next((reason for found, reason in settled if found.exists()), "")


def read_as(situation: Situation) -> str:
    """Return the fingerprint of what somebody reads before he corrects it."""
    return fingerprint(title=situation.title, disease=situation.disease)


def correct(  # noqa: PLR0913  (each is a field of the record)
    situation: Situation, *, title: str, disease: str, seen: str = "", by: User, at: datetime
) -> Situation:
    """Correct name and disease; the history keeps the old ones. Never whether it is an exercise.

    ``seen`` is the fingerprint of what was read. Raises NotAllowedError, ConflictError, or
    RefusedError once something was decided.
    """
    if not by.may("situation.write") or not situation.is_visible_to(by):
        message = "U kunt deze situatie niet verbeteren."
        raise NotAllowedError(message)
    require_text(title, "Vul een naam in.", field="title")
    require_text(disease, "Vul een ziekte in.", field="disease")
    with recorded():
        locked = Situation.objects.select_for_update(no_key=True).get(pk=situation.pk)
        _wait_for_closing(locked)
        if reason := why_it_is_settled(locked):
            raise RefusedError(reason)
        now = f"“{locked.title}”, ziekte “{locked.disease}”"
        check_seen(seen, read_as(locked), instead=now, field="title")
        was: dict[str, object] = {"title_was": locked.title, "disease_was": locked.disease}
        locked.title, locked.disease = title.strip(), disease.strip()
        check_rules(locked, exclude=["opened_by"])
        locked._history_user, locked._history_date = by, at  # type: ignore[attr-defined]  # noqa: SLF001
        locked.save(update_fields=["title", "disease"])
        record(Happening("correct", "heeft de situatie verbeterd", locked, by, at, was))
    return locked


def _wait_for_closing(situation: Situation) -> None:
    """Lock the open weighing, so that it does not close meanwhile."""
    opened = Weighing.objects.filter(situation=situation, state=WeighingState.OPEN)
    list(opened.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
