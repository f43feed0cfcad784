"""Whether the kader and the weegvragen are in order (domain §6)."""

from datetime import date

from afwegingskader.models import KaderEdition, WeighingQuestions
from mit_waakstand.editions.models import Edition
from mit_waakstand.readiness import Finding, Ground, Link, Status, checks
from mit_waakstand.working_days import in_dutch


@checks("afwegingskader.kader")
def kader_in_force(today: date) -> Finding:  # noqa: ARG001
    """Tell whether a version of the afwegingskader is in force."""
    return _in_force(KaderEdition, "R-023")


@checks("afwegingskader.weegvragen")
def weegvragen_in_force(today: date) -> Finding:  # noqa: ARG001
    """Tell whether a version of the weegvragen is in force: without, nothing can be weighed."""
    return _in_force(WeighingQuestions, "R-043")


@checks("afwegingskader.kader_review")
def kader_is_reviewed(today: date) -> Finding:
    """Tell whether the kader was looked at again by the day that was chosen."""
    return _review(KaderEdition, today)


@checks("afwegingskader.weegvragen_review")
def weegvragen_are_reviewed(today: date) -> Finding:
    """Tell whether the weegvragen were looked at again by the day that was chosen."""
    return _review(WeighingQuestions, today)


def _in_force(kind: type[KaderEdition] | type[WeighingQuestions], source: str) -> Finding:
    in_force, draft = kind.objects.in_force(), kind.objects.draft()
    title = f"{kind.CALLED[:1].upper()}{kind.CALLED[1:]} vastgesteld"
    if in_force is None:
        url = draft.get_absolute_url() if draft else kind.draft_url()
        return Finding(
            title=title,
            ground=Ground.AGREED,
            status=Status.NOT_IN_ORDER,
            reason=f"Er is geen vastgestelde versie van {kind.ARTICLE}.",
            source=source,
            act=Link(label="Stel een versie vast", url=url),
        )
    evidence = (Link(label=in_force.title(), url=in_force.get_absolute_url()),)
    since = f" sinds {in_dutch(in_force.adopted_on)}" if in_force.adopted_on else ""
    if in_force.is_example:
        return Finding(
            title=title,
            ground=Ground.AGREED,
            status=Status.ATTENTION,
            reason="Wat geldt, is een voorbeeld. Het hoort alleen in een demonstratie.",
            source=source,
            evidence=evidence,
            act=Link(label="Begin een eigen versie", url=kind.list_url()),
        )
    return Finding(
        title=title,
        ground=Ground.AGREED,
        status=Status.IN_ORDER,
        reason=f"Versie {in_force.number} geldt{since}.",
        source=source,
        evidence=evidence,
    )


def _review(kind: type[KaderEdition] | type[WeighingQuestions], today: date) -> Finding:
    in_force: Edition | None = kind.objects.in_force()
    title = f"Herziening van {kind.ARTICLE}"
    if in_force is None:
        reason, act = (
            "Er is nog geen versie om te herzien.",
            Link(label="Stel een versie vast", url=kind.list_url()),
        )
    elif in_force.review_on is None:
        reason, act = (
            "Er is geen datum gekozen om opnieuw te kijken.",
            Link(label="Kies een datum van herziening", url=_plan_url(in_force)),
        )
    elif in_force.review_on <= today:
        reason, act = (
            f"De datum van herziening was {in_dutch(in_force.review_on)}.",
            Link(
                label="Kies een nieuwe datum, of begin een nieuwe versie", url=_plan_url(in_force)
            ),
        )
    else:
        return Finding(
            title=title,
            ground=Ground.OWN_NORM,
            status=Status.IN_ORDER,
            reason=f"U kijkt opnieuw uiterlijk op {in_dutch(in_force.review_on)}.",
            evidence=(Link(label=in_force.title(), url=in_force.get_absolute_url()),),
        )
    return Finding(
        title=title, ground=Ground.OWN_NORM, status=Status.ATTENTION, reason=reason, act=act
    )


def _plan_url(edition: Edition) -> str:
    return edition.step_url("plan_review")
