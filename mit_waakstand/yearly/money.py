"""Amounts in euros as Dutch people write and read them."""

import re
from decimal import Decimal

WRITTEN = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,2})?")
MOST = Decimal(10_000_000)


def euros(amount: Decimal) -> str:
    """Return an amount as "€ 70.000,00"."""
    english = f"{amount:,.2f}"
    return f"€ {english.translate(str.maketrans(',.', '.,'))}"


def amount_of(written: str) -> Decimal | None:
    """Return the amount that stands in "1.234,50" or "€ 1234"; None when there is none."""
    text = written.replace("€", "").strip()
    if not WRITTEN.fullmatch(text):
        return None
    amount = Decimal(text.replace(".", "").replace(",", "."))
    return amount if abs(amount) < MOST else None
