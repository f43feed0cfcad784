"""A yearly account as the public reads it: a page and a PDF a year, and the list of them."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate, localtime

from mit_waakstand import vault
from mit_waakstand.markdown import to_html
from mit_waakstand.public_site import register
from mit_waakstand.public_site.catalogue import Label, labels
from mit_waakstand.public_site.checking.layout import FOLDERS
from mit_waakstand.public_site.for_machines import tooi
from mit_waakstand.public_site.for_machines.described import (
    Deed,
    Described,
    Document,
    Source,
    sources,
)
from mit_waakstand.public_site.for_people.articles import Article, articles
from mit_waakstand.public_site.models import Publication, PublishedFile
from mit_waakstand.public_site.pages import (
    Page,
    files_of,
    html,
    machine_readable,
    pages,
    root,
)
from mit_waakstand.yearly.models import YearAccount
from mit_waakstand.yearly.money import euros

KIND = Publication.Kind.ACCOUNT
FOLDER = FOLDERS[KIND]
TITLE = "Jaarlijkse verantwoording"
MIW = "MIT in waakstand"


def store(account: YearAccount, *, at: datetime) -> Publication:
    """Return the publication of an adopted account, in the caller's transaction."""
    data = vault.read(account.pdf_sha256)
    name = f"verantwoording-{account.year}.pdf"
    file = PublishedFile(name, account.pdf_sha256, len(data), "application/pdf")
    return register.publish(KIND, str(account.year), payload_of(account), files=[file], at=at)


def payload_of(account: YearAccount) -> dict[str, Any]:
    """Return what the public reads of an account, as data."""
    first, last = account.period()
    return {
        "titel": account.title(),
        "vastgesteldOp": localtime(account.adopted_at).isoformat() if account.adopted_at else "",
        "jaar": account.year,
        "van": first.isoformat(),
        "totEnMet": last.isoformat(),
        "inleiding": account.introduction,
        "hoofdstukken": [
            {
                "titel": chapter["title"],
                "uitleg": chapter["explanation"],
                "toelichting": chapter["remark"],
                "cijfers": [
                    {
                        "wat": line["label"],
                        "waarde": line["value"],
                        "bijzonderheden": line["details"],
                    }
                    for line in chapter["lines"]
                ],
            }
            for chapter in account.told()
        ],
        "geld": {
            "beschikbaar": f"{account.budget:.2f}",
            "uitgegeven": f"{account.spent():.2f}",
            "uitgaven": account.spending,
        },
    }


@pages(KIND)
def pages_of_account(publication: Publication) -> Iterator[Page]:
    """Yield the PDF of a year, its data and its page."""
    folder = f"{FOLDER}/{publication.key}"
    yield from files_of(publication, folder)
    yield machine_readable(publication, folder)
    content = publication.content
    context = {
        "section": FOLDER,
        "title": content["titel"],
        "account": _shown(content),
        "file": publication.published_files[0],
        "published_on": publication.published_at,
        "breadcrumb": [("Home", root()), (TITLE, f"{root()}{FOLDER}/"), (content["titel"], "")],
    }
    body = html("public/account.html", context, address=f"{folder}/")
    yield Page(f"{folder}/index.html", body)


@labels(KIND)
def label_of_account(publication: Publication) -> Label:
    """Return the year that it is about."""
    return Label(int(publication.key))


@sources(KIND)
def accounts_for_machines() -> Source:
    """Return how feed, sitemaps and Woo-index read yearly accounts."""
    return Source(
        name=FOLDER,
        category=tooi.YEARLY,
        document_kind=tooi.YEARLY_REPORT,
        describe=described,
        is_listed=False,
    )


def described(publication: Publication) -> Described:
    """Return an account as machines read it; its PDF is the annual report of the Woo-index."""
    content = publication.content
    told = content.get("vastgesteldOp")
    adopted_at = datetime.fromisoformat(told) if told else publication.published_at
    summary = f"Wat het MIT in waakstand deed in {content['jaar']}, in cijfers en woorden."
    return Described(
        title=content["titel"],
        summary=summary,
        folder=f"{FOLDER}/{publication.key}",
        change="eerste publicatie",
        facts={},
        documents=tuple(
            Document(
                file,
                f"{content['titel']} van het MIT in waakstand",
                (Deed(tooi.ADOPTED, adopted_at),),
                created_on=localdate(adopted_at),
                summary=summary,
                author=MIW,
            )
            for file in publication.published_files
        ),
    )


@articles(FOLDER)
def all_accounts() -> Article:
    """Return the list of all accounts that are public."""
    return Article(
        TITLE,
        "public/accounts.html",
        lambda: {"accounts": _listed()},
        line=lambda: "Wat het MIT in waakstand elk jaar deed, in cijfers en woorden.",
        changed_by=lambda publication: publication.kind == KIND,
    )


def _listed() -> list[dict[str, Any]]:
    found = Publication.objects.filter(kind=KIND).current()
    rows = [
        {"title": p.content["titel"], "url": f"{root()}{FOLDER}/{p.key}/", "on": p.published_at}
        for p in found
    ]
    return sorted(rows, key=lambda row: str(row["url"]), reverse=True)


def _shown(content: dict[str, Any]) -> dict[str, Any]:
    """Return the payload with dates as dates, texts as HTML and money as it is written."""
    money = content["geld"]
    return content | {
        "van": date.fromisoformat(content["van"]),
        "totEnMet": date.fromisoformat(content["totEnMet"]),
        "inleiding": to_html(content["inleiding"]),
        "hoofdstukken": [
            chapter | {"toelichting": to_html(chapter["toelichting"])}
            for chapter in content["hoofdstukken"]
        ],
        "geld": {
            "beschikbaar": euros(Decimal(money["beschikbaar"])),
            "uitgegeven": euros(Decimal(money["uitgegeven"])),
            "uitgaven": [
                (row["omschrijving"], euros(Decimal(row["bedrag"]))) for row in money["uitgaven"]
            ],
        },
    }
