"""The session engine: eight hours from sign-in, or thirty minutes without a sign of life.

Both moments stand in columns of the row, so they cost no question of their own, and nothing that
is stored in a session can move them. What ends here, ends for every page at once.
"""

from datetime import datetime, timedelta
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError
from django.utils import timezone

from mit_waakstand.accounts.models import IDLE, LONGEST, LiveSession

NOTED_EACH = timedelta(minutes=1)  # a sign of life within this time is not written again


class SessionStore(DatabaseStore):
    """Reads and writes the sessions of this house."""

    began_at: datetime | None = None
    seen_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[LiveSession]:
        """Return the kind of row."""
        return LiveSession

    def create(self) -> None:
        """Make a new row: signing in begins a new session, with its own eight hours."""
        self.began_at = None
        super().create()

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002  (the library's)
        """Write the row; raises UpdateError only when it is gone: somebody signed out meanwhile.

        The library says that of every trouble with the database too, and then tells a person that
        his browser is wrong and nothing was saved; while what he did is there.
        """
        try:
            super().save(must_create=must_create)
        except UpdateError as error:
            trouble = error.__context__
            if not isinstance(trouble, DatabaseError) or type(trouble) is DatabaseError:
                raise
        else:
            return
        raise trouble

    def create_model_instance(self, data: dict[str, Any]) -> LiveSession:
        """Return the row as it is to be saved; saving is a sign of life."""
        now = timezone.now()
        self.began_at, self.seen_at = self.began_at or now, now
        row = cast("LiveSession", super().create_model_instance(data))
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.began_at, row.seen_at = self.began_at, self.seen_at
        return row

    def note_sign_of_life(self) -> None:
        """Write that somebody is there, at most once a minute."""
        now = timezone.now()
        if self.session_key and self.seen_at and now - self.seen_at > NOTED_EACH:
            LiveSession.objects.filter(session_key=self.session_key).update(seen_at=now)
            self.seen_at = now

    def time_left(self) -> timedelta:
        """Return how long this sign-in lasts when nothing is done any more."""
        if self.began_at is None or self.seen_at is None:
            return timedelta(0)
        return min(self.seen_at + IDLE, self.began_at + LONGEST) - timezone.now()

    def _get_session_from_db(self) -> LiveSession | None:
        row: LiveSession | None = super()._get_session_from_db()  # type: ignore[misc]
        if row is None:
            return None
        if row.is_over(timezone.now()):
            self._session_key = None
            return None
        self.began_at, self.seen_at = row.began_at, row.seen_at
        return row
