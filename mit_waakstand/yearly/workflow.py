"""What people do with a yearly account: begin, write, refresh, adopt, deliver, publish."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.putting import put
from mit_waakstand.seen import check_seen, fingerprint
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError, require_text, step
from mit_waakstand.yearly import public
from mit_waakstand.yearly.composing import compose, counted_until
from mit_waakstand.yearly.models import FIRST_YEAR, YearAccount
from mit_waakstand.yearly.states import ACCOUNT_STEPS, AccountState

ONE_A_YEAR = "Er is al een verantwoording over dit jaar."


@dataclass(frozen=True)
class Amount:
    """Something that money went to; ``bedrag`` in euros, as text with a point."""

    omschrijving: str
    bedrag: str


def draft(year: int, *, by: User | None = None, at: datetime) -> YearAccount:
    """Return the new account of a year, composed from the records; nobody needs to do it.

    Raises NotAllowedError, RefusedError for a year that has not begun, or ConflictError when there
    is one.
    """
    row, today = ACCOUNT_STEPS["draft"], localdate(at)
    if by is not None and not by.may(row.permission):
        message = "U kunt geen verantwoording beginnen."
        raise NotAllowedError(message)
    if not FIRST_YEAR <= year <= today.year:
        message = "Kies een jaar dat is begonnen, vanaf 2026."
        raise RefusedError(message, field="year")
    account = YearAccount(
        year=year,
        state=AccountState.DRAFT,
        chapters=compose(year, today=today),
        counted_until=counted_until(year, today),
        drafted_at=at,
    )
    with recorded():
        try:
            with transaction.atomic():
                account.save()
        except IntegrityError as error:
            raise ConflictError(ONE_A_YEAR) from error
        sentence = row.sentence
        told: dict[str, object] = {"year": year}
        record(Happening("draft", sentence, account, by, at, told, row.permission))
    return account


def edit(  # noqa: PLR0913  (each is a part of the page)
    account: YearAccount,
    *,
    introduction: str,
    remarks: dict[str, str],
    budget: Decimal,
    spending: Sequence[Amount],
    seen: str = "",
    by: User,
    at: datetime,
) -> YearAccount:
    """Keep what the MIW says, and the amounts. ``seen`` is the fingerprint of what was read.

    Raises ConflictError when somebody else saved meanwhile.
    """
    with step("edit", account, by=by, at=at) as locked:
        check_seen(seen, written(locked), instead="een andere tekst, of andere bedragen")
        locked.introduction, locked.budget = introduction, budget
        locked.remarks = {name: text for name, text in remarks.items() if text.strip()}
        locked.spending = [asdict(amount) for amount in spending]
    return locked


def written(account: YearAccount) -> str:
    """Return the fingerprint of everything that people write in an account."""
    return fingerprint(
        introduction=account.introduction,
        remarks=sorted(account.remarks.items()),
        budget=f"{account.budget:.2f}",
        spending=account.spending,
    )


def refresh(account: YearAccount, *, by: User, at: datetime) -> YearAccount:
    """Make the figures anew from the records of today; what people wrote stays."""
    with step("refresh", account, by=by, at=at) as locked:
        _count(locked, at)
    return locked


def adopt(account: YearAccount, *, by: User, at: datetime) -> YearAccount:
    """Adopt it with the figures of this moment: from now on nothing in it changes."""
    with recorded():
        with step("adopt", account, by=by, at=at) as locked:
            _count(locked, at)
            if locked.has_a_gap():
                raise RefusedError(locked.has_a_gap())
        put("make_account_pdf", about=locked, at=at)
    return locked


def deliver(
    account: YearAccount, *, delivered_to: str, delivered_on: date, by: User, at: datetime
) -> YearAccount:
    """Record to whom it was delivered, and on which day. Raises RefusedError at a field."""
    told: dict[str, Any] = {"delivered_on": str(delivered_on)}
    with step("deliver", account, by=by, at=at, **told) as locked:
        require_text(delivered_to, "Vul in aan wie is aangeboden.", field="delivered_to")
        if delivered_on > localdate(at):
            message = "Deze datum ligt in de toekomst."
            raise RefusedError(message, field="delivered_on")
        if locked.adopted_at and delivered_on < localdate(locked.adopted_at):
            message = "Deze datum ligt voor de dag van het vaststellen."
            raise RefusedError(message, field="delivered_on")
        locked.delivered_to, locked.delivered_on = delivered_to.strip(), delivered_on
    return locked


def publish(account: YearAccount, *, checked: bool, by: User, at: datetime) -> YearAccount:
    """Make it public: page, PDF and data; once, by the CPO, after a look for personal data."""
    with recorded():
        with step("publish", account, by=by, at=at) as locked:
            if not checked:
                message = "Kijk eerst of er persoonsgegevens in staan."
                raise RefusedError(message, field="checked")
        put("bake", about=public.store(locked, at=at), at=at)
    return locked


def _count(account: YearAccount, at: datetime) -> None:
    today = localdate(at)
    account.chapters = compose(account.year, today=today)
    account.counted_until = counted_until(account.year, today)
