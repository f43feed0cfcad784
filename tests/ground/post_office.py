"""A mail server for tests: a real SMTP conversation, and every message that it accepted."""

import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class PostOffice:
    """What came in; ``refuses`` are addresses for which it says no, with its own words."""

    port: int = 0
    arrived: list[EmailMessage] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    refuses_sender: str = ""
    refuses_content: str = ""
    hangs_up: bool = False  # after it took a mail, before it says so

    async def handle_MAIL(  # noqa: N802  (the server calls it so)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        if self.refuses_sender:
            return self.refuses_sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.refuses_content:
            return self.refuses_content
        content = envelope.original_content or b""
        message = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
        message["X-Delivered-To"] = ", ".join(envelope.rcpt_tos)
        self.arrived.append(message)
        if self.hangs_up:
            server.transport.abort()
        return "250 OK"

    def recipients(self) -> list[str]:
        """Return to whom mail was delivered, in alphabetical order."""
        return sorted(str(message["X-Delivered-To"]) for message in self.arrived)


class _FreePort(Controller):
    """The library asks its own port whether it runs; ours is only known once it does."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def post_office(port: int = 0) -> Generator[PostOffice, None, None]:
    """Run a mail server on this port of this machine; on a free one unless told otherwise."""
    office = PostOffice()
    controller = _FreePort(office, hostname="127.0.0.1", port=port)
    controller.start()
    office.port = controller.port
    try:
        yield office
    finally:
        controller.stop()


@contextmanager
def silent_office() -> Generator[int, None, None]:
    """Yield a port where somebody picks up and then never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]
