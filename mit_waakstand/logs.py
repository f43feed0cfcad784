"""What a log line may hold: what happened, never who or what it was about (robustness 8)."""

import re
from collections.abc import MutableMapping
from typing import Any

Event = MutableMapping[str, Any]
PERSONAL = ("user_agent", "ip")
# The end of this address lets whoever has it choose a password.
KEY = re.compile(r"(?<=/wachtwoord/nieuw/)[^/\s]+")


def without_personal_data(_logger: object, _method: str, event: Event) -> Event:
    """Return the event without visitors and keys (a structlog processor)."""
    for name in PERSONAL:
        event.pop(name, None)
    if "request" in event:
        event["request"] = KEY.sub("…", str(event["request"]))
    return event
