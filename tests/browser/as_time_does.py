"""What only time does, done at once in the database of the house that runs."""

from urllib.parse import urlsplit

import psycopg
from living_house import DATABASE, LivingHouse
from playwright.sync_api import BrowserContext


def end_sign_in(living: LivingHouse, context: BrowserContext) -> None:
    """Take this browser's session out of the database."""
    (key,) = [cookie["value"] for cookie in context.cookies() if cookie["name"] == "sessie"]
    assert _change(living, "DELETE FROM accounts_livesession WHERE session_key = %s", key) == 1


def let_three_days_pass(living: LivingHouse, *, meeting: int) -> None:
    """Let a planned meeting of tomorrow be one of the day before yesterday.

    The meeting that was held a day ago came after it, at whatever hour it is now.
    """
    earlier = "starts_at - interval '3 days', ends_at = ends_at - interval '3 days'"
    statement = f"UPDATE draaiboek_meeting SET starts_at = {earlier} WHERE id = %s"  # noqa: S608
    assert _change(living, statement, meeting) == 1


def _change(living: LivingHouse, statement: str, value: object) -> int:
    """Return how many rows changed."""
    url = urlsplit(living.services.database_url)._replace(path=f"/{DATABASE}").geturl()
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(statement, [value]).rowcount  # type: ignore[call-overload]
