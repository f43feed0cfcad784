"""What a log line may hold: what happened, never who or what it was about (robustness 8)."""

import re
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.typing import ExcInfo

Event = MutableMapping[str, Any]
PERSONAL = ("user_agent", "ip")
# The ends of these addresses let whoever has them choose a password, or read a calendar.
KEY = re.compile(r"(?:(?<=/wachtwoord/nieuw/)|(?<=/agenda/))[^/\s]+")


def without_personal_data(_logger: object, _method: str, event: Event) -> Event:
    """Return the event without visitors, what they look for, and keys (a structlog processor)."""
    for name in PERSONAL:
        event.pop(name, None)
    if "request" in event:
        event["request"] = KEY.sub("…", str(event["request"]).partition("?")[0])
    return event


def where_it_happened(exc_info: ExcInfo) -> str:
    """Return the kind and place of an error and of its causes, without their words.

    PostgreSQL quotes values of a row in the words of an error; the row of failed work keeps them.
    """
    error: BaseException | None = exc_info[1]
    parts = []
    while error is not None:
        parts.append("".join([*traceback.format_tb(error.__traceback__), type(error).__name__]))
        error = error.__cause__ or error.__context__
    return "\n".join(parts)


errors_without_words = structlog.processors.ExceptionRenderer(where_it_happened)
