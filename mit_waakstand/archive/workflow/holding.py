"""Appraising a dossier, holding it, and lifting that (issue 6 §2)."""

from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.archive.models import Appraisal, Dossier
from mit_waakstand.seen import check_seen, fingerprint
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import NotAllowedError, RefusedError, require_text, step

NOT_YOURS = "U kunt dit dossier niet wijzigen."


def appraise(  # noqa: PLR0913  (each is a field of the record)
    situation: Situation,
    *,
    appraisal: str,
    selection_category: str = "",
    kept_years: int | None = None,
    seen: str = "",
    by: User,
    at: datetime,
) -> Dossier:
    """Record the waardering with its selection list; N, "nader te bepalen", has neither.

    ``seen`` is the fingerprint of what was read. Raises ConflictError when somebody else changed
    it, NotAllowedError, or RefusedError at the field.
    """
    with recorded():
        told = {"appraisal": appraisal, "selection_category": selection_category}
        with step("appraise", _row(situation, by), by=by, at=at, **told) as dossier:
            check_seen(seen, appraised(dossier), instead=dossier.get_appraisal_display())
            dossier.appraisal, dossier.kept_years = appraisal, kept_years
            dossier.selection_category = selection_category.strip()
            _check(dossier)
    return dossier


def appraised(dossier: Dossier) -> str:
    """Return the fingerprint of the appraisal, as somebody read it."""
    return fingerprint(
        appraisal=dossier.appraisal,
        selection_category=dossier.selection_category,
        kept_years=dossier.kept_years,
    )


def hold(situation: Situation, *, reason: str, by: User, at: datetime) -> Dossier:
    """Hold the dossier, with a reason: from now on nothing of it is destroyed."""
    with recorded(), step("hold", _row(situation, by), by=by, at=at, reason=reason) as dossier:
        require_text(reason, "Geef een reden.", field="reason")
        dossier.hold_reason = reason.strip()
    return dossier


def lift(situation: Situation, *, reason: str, by: User, at: datetime) -> Dossier:
    """Lift the hold, with a reason; a commissie that sits holds the dossier all the same."""
    with recorded(), step("lift", _row(situation, by), by=by, at=at, reason=reason) as dossier:
        require_text(reason, "Geef een reden.", field="reason")
        dossier.lift_reason = reason.strip()
    return dossier


def _row(situation: Situation, by: User) -> Dossier:
    """Return the row of the dossier, made when there was none; nothing stays when a step fails."""
    if not Dossier(situation=situation).is_visible_to(by):
        raise NotAllowedError(NOT_YOURS)
    return Dossier.objects.get_or_create(situation=situation)[0]


def _check(dossier: Dossier) -> None:
    """Raise RefusedError at the field of what the database would refuse without a field."""
    is_undecided = dossier.appraisal == Appraisal.UNDECIDED
    if is_undecided == bool(dossier.selection_category):
        message = "Noem bij B of V de selectielijst en de categorie; laat dit bij N leeg."
        raise RefusedError(message, field="selection_category")
    if (dossier.appraisal == Appraisal.DESTROYED) != (dossier.kept_years is not None):
        message = "Vul bij V een bewaartermijn in, en alleen bij V."
        raise RefusedError(message, field="kept_years")
