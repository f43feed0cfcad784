"""What people do for Paraatheid: the CPO sets a norm, somebody writes down what was done."""

from datetime import date, datetime

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.duties.models import BY_MACHINE, Norm, Proof, ProofKind, Subject
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import NotAllowedError, RefusedError, check_rules


def set_norm(*, subject: str, value: int, reason: str, by: User, at: datetime) -> Norm:
    """Return the norm that holds from now on; only the CPO sets one, with a reason.

    Raises NotAllowedError, or RefusedError at a field.
    """
    if not by.may("norm.set"):
        message = "Een eigen norm stelt de CPO."
        raise NotAllowedError(message)
    norm = Norm(subject=subject, value=value, reason=reason.strip(), set_at=at, set_by=by)
    check_rules(norm, exclude=["set_by"])
    with recorded():
        norm.save()
        what = Subject(subject).label
        told: dict[str, object] = {"subject": subject, "value": value, "reason": reason}
        sentence = f"heeft een eigen norm gesteld ({what}: {value})"
        record(Happening("set_norm", sentence, norm, by, at, told, permission="norm.set"))
    return norm


def record_proof(  # noqa: PLR0913  (each is a field of the record)
    *, kind: str, done_on: date, succeeded: bool, note: str, by: User, at: datetime
) -> Proof:
    """Return the record of what was done on a day, and how it went.

    Raises NotAllowedError, or RefusedError at a field: only a plan lies in the future.
    """
    if not by.may(permission_for(kind)):
        message = "U kunt dit niet vastleggen."
        raise NotAllowedError(message)
    if kind != ProofKind.EVALUATION_PLANNED and done_on > localdate(at):
        message = "Deze datum ligt in de toekomst."
        raise RefusedError(message, field="done_on")
    proof = Proof(
        kind=kind,
        done_on=done_on,
        succeeded=succeeded,
        note=note.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    return _keep(proof)


def record_by_machine(*, kind: ProofKind, succeeded: bool, note: str, at: datetime) -> Proof:
    """Return the record of what a command did today, and how it went; it is nobody's."""
    return _keep(
        Proof(kind=kind, done_on=localdate(at), succeeded=succeeded, note=note, recorded_at=at)
    )


def _keep(proof: Proof) -> Proof:
    """Keep a proof that was asked for, with its event; raises RefusedError at a field."""
    check_rules(proof, exclude=["recorded_by"])
    with recorded():
        proof.save()
        told: dict[str, object] = {
            "kind": proof.kind,
            "done_on": str(proof.done_on),
            "succeeded": proof.succeeded,
        }
        sentence = f"heeft vastgelegd: {ProofKind(proof.kind).label}"
        who, at = proof.recorded_by, proof.recorded_at
        record(Happening("record_proof", sentence, proof, who, at, told))
    return proof


def permission_for(kind: str) -> str:
    """Return the permission that recording this kind of proof asks."""
    return "proof.machine" if kind in BY_MACHINE else "proof.duty"
