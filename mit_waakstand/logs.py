"""What a log line may hold: what happened, never who or what it was about (robustness 8)."""

from collections.abc import MutableMapping
from typing import Any

Event = MutableMapping[str, Any]
PERSONAL = ("user_agent", "ip")


def without_personal_data(_logger: object, _method: str, event: Event) -> Event:
    """Return the event without what says something about a visitor (a structlog processor)."""
    for name in PERSONAL:
        event.pop(name, None)
    return event
