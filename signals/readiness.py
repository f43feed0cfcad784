"""How the side of signals stands, for Paraatheid: A1 weighed, Bureau SG within reach, holidays."""

from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.duties.models import Norm, Proof, ProofKind, Subject, months_later
from mit_waakstand.readiness import Finding, Ground, Link, Status, checks
from signals.deadlines import in_dutch
from signals.models import Suspension, Trigger
from signals.models.calendar import is_check_due


@checks("a1 weighed")
def a1_weighed(today: date) -> Finding:
    """Return whether every A1 status is being weighed (R-043); we decided: within 24 hours."""
    real = Trigger.objects.unweighed_a1().filter(situation__is_exercise=False)
    waiting = list(real.order_by("registered_at", "pk")[:1])
    status, reason = Status.IN_ORDER, "Geen A1-status wacht op een weging."
    if Suspension.objects.in_force(today):
        waiting, reason = [], "De waakstand is opgeschort: er wordt nu niet gewogen."
    elif waiting:
        since = localdate(waiting[0].registered_at)
        status = Status.NOT_IN_ORDER if since < today else Status.ATTENTION
        reason = f"Een A1-status wacht sinds {in_dutch(since)} op een weging."
    url = waiting[0].get_absolute_url() if waiting else reverse("signals:triggers")
    return Finding(
        title="Elke A1-status gewogen",
        ground=Ground.AGREED,
        status=status,
        reason=f"{reason} Eigen keuze: binnen 24 uur.",
        source="R-043",
        evidence=(Link(label="Aanleidingen", url=reverse("signals:triggers")),),
        act=Link(label="Begin met wegen", url=url),
    )


@checks("account of bureau sg")
def account_of_bureau_sg(today: date) -> Finding:
    """Return whether somebody of Bureau SG can sign in: he did, or it was tried with him."""
    months = Norm.objects.value(Subject.SG_ACCOUNT)
    accounts = User.objects.with_role(Role.SG_OFFICE)
    signed_in = accounts.exclude(last_login=None).order_by("-last_login").first()
    tried = Proof.objects.latest(ProofKind.SG_ACCOUNT)
    days = [localdate(signed_in.last_login)] if signed_in and signed_in.last_login else []
    days += [tried.done_on] if tried and tried.succeeded else []
    is_there = accounts.exists()
    in_order = is_there and bool(days) and max(days) >= months_later(today, -months)
    reason = "Er is nog geen account van Bureau SG dat werkt."
    if is_there:
        reason = "Nog niemand van Bureau SG heeft zich aangemeld."
    if days and is_there:
        reason = f"Het laatst gebruikt of beproefd op {in_dutch(max(days))}."
    act = Link(
        label="Laat Bureau SG zich aanmelden, en leg de proef vast",
        url=reverse("office:proof-record", args=[ProofKind.SG_ACCOUNT]),
    )
    if not is_there:
        url = reverse("people:invite")
        label = "Nodig iemand van Bureau SG uit"
        act = Link(label=label, url=url, permission="account.write")
    return Finding(
        title="Account van Bureau SG",
        ground=Ground.OWN_NORM,
        status=Status.IN_ORDER if in_order else Status.ATTENTION,
        reason=f"{reason} Norm: om de {months} maanden.",
        evidence=(Link(label="Wat is vastgelegd", url=reverse("office:proofs")),),
        act=act,
    )


@checks("holidays")
def holidays(today: date) -> Finding:
    """Return whether this autumn's look at the holidays by royal decree was taken."""
    is_due = is_check_due(today)
    year = today.year + 1
    reason = "De gelijkgestelde dagen zijn nagekeken, of dat hoeft nog niet."
    if is_due:
        reason = f"Nog niet nagekeken of er voor {year} gelijkgestelde dagen zijn."
    return Finding(
        title="Feestdagen van volgend jaar",
        ground=Ground.OWN_NORM,
        status=Status.ATTENTION if is_due else Status.IN_ORDER,
        reason=reason,
        act=Link(
            label="Kijk de gelijkgestelde dagen na",
            url=reverse("signals:calendar"),
            permission="table.write",
        ),
    )
