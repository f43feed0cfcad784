"""What a log line may hold: what happened, never who or what it was about (robustness 8)."""

import logging
import re
import traceback
from collections.abc import Generator, MutableMapping
from contextlib import contextmanager
from typing import Any

import structlog
from structlog.typing import ExcInfo

Event = MutableMapping[str, Any]
PERSONAL = ("user_agent", "ip")
# The ends of these addresses let whoever has them choose a password, read a calendar, or answer
# for somebody.
KEY = re.compile(r"(?:(?<=/wachtwoord/nieuw/)|(?<=/agenda/)|(?<=/persoonlijk/))[^/\s]+")


def without_personal_data(_logger: object, _method: str, event: Event) -> Event:
    """Return the event without visitors, what they look for, and keys (a structlog processor)."""
    for name in PERSONAL:
        event.pop(name, None)
    if "request" in event:
        event["request"] = KEY.sub("…", str(event["request"]).partition("?")[0])
    return event


def without_keys(_logger: object, _method: str, event: Event) -> Event:
    """Return the event of a library without keys: Django names the address of a refused form."""
    event["event"] = KEY.sub("…", str(event.get("event", "")))
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
_moment = structlog.processors.TimeStamper(fmt="iso", utc=True)


def to_console(*, level: str) -> dict[str, Any]:
    """Return the settings of the standard library: one line of JSON for each event."""
    json = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processor": structlog.processors.JSONRenderer(ensure_ascii=False),
        "foreign_pre_chain": [
            structlog.contextvars.merge_contextvars,
            without_keys,
            structlog.stdlib.add_log_level,
            _moment,
            errors_without_words,
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": json},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
            "pikepdf": {"level": "WARNING"},
            "django.request": {"level": "ERROR"},
        },
    }


def configure() -> None:
    """Tell structlog the same."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            without_personal_data,
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            _moment,
            errors_without_words,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


@contextmanager
def only_trouble() -> Generator[None, None, None]:
    """Let nothing below a warning through, for the length of the block."""
    root = logging.getLogger()
    before = root.level
    root.setLevel(max(before, logging.WARNING))
    try:
        yield
    finally:
        root.setLevel(before)
