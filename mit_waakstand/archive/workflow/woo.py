"""What people do with an inventory for a Woo request: begin, judge, adopt, and take it out."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.archive.grounds import Ground
from mit_waakstand.archive.models import (
    Dossier,
    Judgement,
    Package,
    WooDocument,
    WooReview,
)
from mit_waakstand.outbox.putting import put
from mit_waakstand.seen import check_seen, fingerprint
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import NotAllowedError, RefusedError, check_rules, step


def begin(
    situation: Situation, *, reference: str, received_on: date, by: User, at: datetime
) -> WooReview:
    """Return an inventory whose documents the outbox lists, with what it suggests for each.

    Raises NotAllowedError, or RefusedError at a field.
    """
    if not Dossier(situation=situation).is_visible_to(by):
        message = "U kunt van dit dossier geen Woo-inventaris maken."
        raise NotAllowedError(message)
    if received_on > localdate(at):
        message = "Deze datum ligt in de toekomst."
        raise RefusedError(message, field="received_on")
    review = WooReview(situation=situation, reference=reference.strip(), received_on=received_on)
    with recorded():
        with step("begin", review, by=by, at=at, request=review.reference):
            pass
        put("make_woo_inventory", about=review, at=at)
    return review


def judge(  # noqa: PLR0913  (each is a field of the record)
    review: WooReview,
    *,
    document: WooDocument,
    judgement: str,
    grounds: Sequence[str] = (),
    explanation: str = "",
    seen: str = "",
    by: User,
    at: datetime,
) -> WooReview:
    """Record what a person decided about one document; until it is adopted he may think again.

    Raises ConflictError when somebody else decided meanwhile, or RefusedError at a field.
    """
    chosen = [ground for ground in Ground.values if ground in grounds]
    told = {"document": document.place, "judgement": judgement, "grounds": chosen}
    with step("judge", review, by=by, at=at, **told) as locked:
        found = locked.documents.select_for_update().get(pk=document.pk)
        now = found.get_judgement_display() or "nog niet beoordeeld"
        check_seen(seen, judged(found), instead=now)
        if (judgement == Judgement.OPEN) == bool(chosen):
            message = "Kies een grond als u iets niet openbaar maakt, en alleen dan."
            raise RefusedError(message, field="grounds")
        found.judgement, found.grounds = judgement, chosen
        found.explanation = explanation.strip()
        found.judged_at, found.judged_by = at, by
        check_rules(found)
        found.save()
    return locked


def judged(document: WooDocument) -> str:
    """Return the fingerprint of what was decided, as somebody read it."""
    return fingerprint(
        judgement=document.judgement,
        grounds=document.grounds,
        explanation=document.explanation,
    )


def adopt(review: WooReview, *, by: User, at: datetime) -> WooReview:
    """Adopt the inventory: every document was decided about, and nothing in it changes any more."""
    with step("adopt", review, by=by, at=at) as locked:
        pass
    return locked


def pack(review: WooReview, *, by: User, at: datetime) -> WooReview:
    """Ask for the zip of an adopted inventory; the outbox makes it. Nothing is published."""
    with recorded():
        with step("pack", review, by=by, at=at) as locked:
            locked.package = Package.objects.create(
                situation=locked.situation, requested_at=at, requested_by=by
            )
        put("make_woo_package", about=locked.package, at=at)
    return locked
