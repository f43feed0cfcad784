"""Builders for Paraatheid: norms, and what people write down as done."""

from datetime import date, datetime

from building import person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.duties import workflow
from mit_waakstand.duties.models import Norm, Proof
from mit_waakstand.readiness import Finding, checks


def a_norm(subject: str, value: int, *, at: datetime) -> Norm:
    """Return a norm that the CPO set."""
    return workflow.set_norm(
        subject=subject, value=value, reason="Zo is het nodig.", by=person(Role.CPO), at=at
    )


def a_proof(kind: str, *, done_on: date, at: datetime, succeeded: bool = True) -> Proof:
    """Return what the secretaris wrote down."""
    return workflow.record_proof(
        kind=kind,
        done_on=done_on,
        succeeded=succeeded,
        note="Zie de map van het secretariaat.",
        by=person(Role.SECRETARY),
        at=at,
    )


def found(name: str, today: date) -> Finding:
    """Return what a check finds."""
    return checks[name](today)
