"""What acts on runs and lessons said about themselves, as lines under their sentence."""

from collections.abc import Iterator
from datetime import date

from draaiboek import meeting_history
from mit_waakstand.trail.models import facts
from mit_waakstand.working_days import in_dutch

__all__ = ["meeting_history"]  # found by way of this module


@facts("draaiboek")
def in_words(verb: str, data: dict[str, object]) -> Iterator[str]:  # noqa: ARG001
    """Yield "Stap: …" and the like."""
    if isinstance(step := data.get("run_step"), str):
        yield f"Stap: {step}"
    if isinstance(became := data.get("became"), str) and became.strip():
        yield f"Wat ermee is gedaan: {became}"
    if isinstance(day := data.get("lesson_due"), str):
        yield f"Uiterlijk: {in_dutch(date.fromisoformat(day))}"
