"""Sessions: who is signed in, since when, and when he was last there."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

if TYPE_CHECKING:
    from mit_waakstand.accounts.models.people import User

LONGEST = timedelta(hours=8)  # from sign-in, whatever somebody does
IDLE = timedelta(minutes=30)  # without a page, a step or a text that is kept


class LiveSessionManager(BaseSessionManager["LiveSession"]):
    """Questions about many sessions."""

    def of(self, user: "User", now: datetime) -> models.QuerySet["LiveSession"]:
        """Return the sessions in which this person is signed in, the latest used first."""
        live = self.filter(user=user, seen_at__gt=now - IDLE, began_at__gt=now - LONGEST)
        return live.order_by("-seen_at", "session_key")

    def over(self, now: datetime) -> models.QuerySet["LiveSession"]:
        """Return what lets nobody in any more, of people and of passers-by."""
        is_over = models.Q(seen_at__lte=now - IDLE) | models.Q(began_at__lte=now - LONGEST)
        return self.filter(models.Q(expire_date__lte=now) | models.Q(user__isnull=False) & is_over)

    def end(self, user: "User", *, but: str | None = None) -> int:
        """End this person's sessions, except the one with the key ``but``; return how many."""
        count, _ = self.filter(user=user).exclude(session_key=but or "").delete()
        return count


class LiveSession(AbstractBaseSession):
    """One browser. Its row is all there is: without the row nobody is signed in there."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    began_at = models.DateTimeField("begonnen op")
    seen_at = models.DateTimeField("laatst gezien op")

    objects: ClassVar[LiveSessionManager] = LiveSessionManager()

    class Meta:
        """Names."""

        verbose_name = "sessie"
        verbose_name_plural = "sessies"

    @classmethod
    def get_session_store_class(cls) -> type:
        """Return what reads and writes these rows."""
        from mit_waakstand.accounts.sessions import SessionStore  # noqa: PLC0415  (it needs us)

        return SessionStore

    @property
    def number(self) -> str:
        """What stands for it in a page; its key is a secret."""
        return str(self.began_at.timestamp())

    def is_over(self, now: datetime) -> bool:
        """Return whether somebody who was signed in here has to sign in again."""
        return self.user_id is not None and (
            self.seen_at <= now - IDLE or self.began_at <= now - LONGEST
        )
