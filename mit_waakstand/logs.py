"""What a log line may hold: what happened, never who or what it was about (robustness 8)."""

from typing import Any

PERSONAL = ("user_agent", "ip")


def without_personal_data(_logger: object, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Return the event without what says something about a visitor (a structlog processor)."""
    for name in PERSONAL:
        event.pop(name, None)
    return event
