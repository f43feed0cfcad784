"""Errors, told to a server of the office's own choice (sentry): where, never who or what about.

A report is built from what may go out; whatever the library collects beside that stays here. The
words of an error stay too: PostgreSQL quotes values of a row in them.
"""

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import sentry_sdk
from sentry_sdk.integrations.celery import CeleryIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.logging import LoggingIntegration

from mit_waakstand import tracing
from mit_waakstand.logs import KEY

if TYPE_CHECKING:
    from sentry_sdk._types import Event, Hint

OF_A_REPORT: Final = ("event_id", "timestamp", "platform", "level", "transaction", "sdk")
OF_AN_ERROR: Final = ("type", "module")
OF_A_FRAME: Final = (
    *("filename", "abs_path", "module", "function", "lineno", "in_app"),
    *("pre_context", "context_line", "post_context"),  # lines of the program itself
)


def send_to(dsn: str) -> None:
    """Send errors that nobody caught to this address from now on."""
    sentry_sdk.init(
        dsn=dsn,
        before_send=without_personal_data,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_enabling_integrations=False,
        integrations=[DjangoIntegration(transaction_style="function_name"), CeleryIntegration()],
        disabled_integrations=[LoggingIntegration],
        auto_session_tracking=False,
        send_client_reports=False,
        propagate_traces=False,
        enable_metrics=False,
        spotlight=False,
        release="",  # the library would ask git
        server_name="",
    )


def report(error: Exception) -> None:
    """Tell of an error that was caught and that nobody counted on; without address, nothing."""
    sentry_sdk.capture_exception(error)


def without_personal_data(event: "Event", _hint: "Hint") -> "Event":
    """Return what may go out of an event: the kind and place of its errors, and which request."""
    found: Any = event
    errors = found.get("exception", {}).get("values", ())
    report: Any = _only(found, OF_A_REPORT)
    report["exception"] = {"values": [_place_of(error) for error in errors]}
    report["tags"] = {tracing.NAME: tracing.current()}
    if "request" in found:
        address = urlsplit(str(found["request"].get("url", "")))
        report["request"] = {
            "method": found["request"].get("method", ""),
            "url": KEY.sub("…", address._replace(query="", fragment="").geturl()),
        }
    kept: Event = report
    return kept


def _place_of(error: dict[str, Any]) -> dict[str, Any]:
    frames = (error.get("stacktrace") or {}).get("frames", ())
    place = {"stacktrace": {"frames": [_only(frame, OF_A_FRAME) for frame in frames]}}
    return _only(error, OF_AN_ERROR) | place


def _only(found: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: found[name] for name in names if name in found}
