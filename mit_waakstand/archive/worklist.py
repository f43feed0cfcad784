"""What the archive asks of people today (the rows of "Nu te doen")."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from django.db.models import Count, Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.archive.models import Handover, WooReview
from mit_waakstand.archive.states import HandoverState, WooState
from mit_waakstand.working_days import in_dutch
from mit_waakstand.worklist import Found, Item, Row, Urgency, rows

# Artikel 4.4, eerste lid, Woo: a decision within four weeks after the request was received.
TERM, NEAR = timedelta(weeks=4), timedelta(weeks=1)


@rows("archive")
def rows_for(user: User, today: date) -> Iterable[Item]:
    """Return the inventories that are not adopted, and the dossiers that wait to be handed over."""
    if not user.may("archive.see"):
        return
    page = reverse("archive:dossiers")
    drafts = (
        WooReview.objects.visible_to(user)
        .filter(state=WooState.DRAFT, listed_at__isnull=False)
        .annotate(waiting=Count("documents", filter=Q(documents__judgement="")))
        .select_related("situation")
        .order_by("received_on", "pk")
    )
    of_a_review = partial(_of_a_review, user=user, today=today)
    yield Found(drafts, of_a_review, what="Woo-inventarissen", url=page)
    prepared = Handover.objects.visible_to(user).filter(state=HandoverState.PREPARED)
    prepared = prepared.select_related("situation").order_by("prepared_at", "pk")
    of_a_handover = partial(_of_a_handover, user=user)
    yield Found(prepared, of_a_handover, what="overdrachten", url=page)


def _of_a_review(review: WooReview, user: User, today: date) -> Row:
    due = review.received_on + TERM
    action, urgency = _step(review, user)
    if today > due:
        urgency = Urgency.OVERDUE
    elif due - today <= NEAR:
        urgency = Urgency.SOON
    return Row(
        title=review.situation.title,
        action=action,
        url=review.get_absolute_url(),
        urgency=urgency,
        detail=f"verzoek {review.reference}; besluit uiterlijk {in_dutch(due)}, tenzij verdaagd",
        due_on=due,
        is_exercise=review.is_part_of_exercise(),
    )


def _step(review: WooReview, user: User) -> tuple[str, Urgency]:
    if review.waiting:  # type: ignore[attr-defined]  # annotated by the caller
        return "Beoordeel de documenten van de Woo-inventaris", Urgency.ACT
    if user.may("woo.adopt"):
        return "Stel de Woo-inventaris vast", Urgency.ACT
    return "De CPO stelt de Woo-inventaris vast", Urgency.WAIT


def _of_a_handover(handover: Handover, user: User) -> Row:
    hands_over = user.may("handover.hand_over")
    return Row(
        title=handover.situation.title,
        action="Draag het dossier over aan de commissie"
        if hands_over
        else "De CPO draagt het dossier over aan de commissie",
        url=handover.get_absolute_url(),
        urgency=Urgency.ACT if hands_over else Urgency.WAIT,
        detail="het archiefpakket is voorbereid",
        is_exercise=handover.is_part_of_exercise(),
    )
