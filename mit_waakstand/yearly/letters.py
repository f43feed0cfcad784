"""The yearly account as PDF. Data in, bytes out: what is printed is printed for ever."""

from typing import Final

from mit_waakstand import pdf
from mit_waakstand.markdown import to_html
from mit_waakstand.yearly.models import YearAccount
from mit_waakstand.yearly.money import euros

STYLESHEET: Final = "letters/account.css"


def account_pdf(account: YearAccount, *, demo: bool) -> bytes:
    """Return an adopted account as PDF/A-3a and PDF/UA-1; the same account, the same bytes.

    Raises ValueError before it is adopted.
    """
    if account.adopted_at is None:
        message = f"{account} was not adopted"
        raise ValueError(message)
    document = pdf.Document(
        identifier=f"verantwoording-{account.year}",
        reference=f"Verantwoording {account.year}",
        title=f"{account.title()} van het MIT in waakstand",
        subject=f"Jaarlijkse verantwoording van het MIT in waakstand over {account.year}",
        text=account.introduction,
        created_at=account.adopted_at,
        demo=demo,
    )
    first, last = account.period()
    context = {
        "account": account,
        "first": first,
        "last": last,
        "introduction": to_html(account.introduction),
        "chapters": [c | {"remark": to_html(c["remark"])} for c in account.told()],
        "spending": account.amounts(),
        "spent": euros(account.spent()),
        "budget": euros(account.budget),
    }
    return pdf.render("letters/account.html", context, document=document, stylesheet=STYLESHEET)
