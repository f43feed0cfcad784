"""A public version as machines read it: in feed, sitemaps and Woo-index; from its payload only."""

from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import make_aware

from mit_waakstand.public_site.checking.layout import FOLDERS
from mit_waakstand.public_site.for_machines import tooi
from mit_waakstand.public_site.for_machines.described import (
    Deed,
    Described,
    Document,
    Source,
)
from mit_waakstand.public_site.models import Publication, PublishedFile

MIW = "MIT in waakstand"
KIND = Publication.Kind.EDITION
# How the Woo-index knows each kind; one that is not here is a report of the own initiative, as
# what the MIT in waakstand weighs with is (standards, §1).
CATEGORY = {"draaiboek": tooi.WORKING_METHOD}
DOCUMENT_KIND = {"draaiboek": tooi.PLAN}


def source() -> Source:
    """Return how machines read versions."""
    return Source(
        name="versies",
        category=tooi.OWN_INITIATIVE,
        document_kind=tooi.REPORT,
        describe=described,
        others=tuple(dict.fromkeys(CATEGORY.values())),
        is_listed=False,
    )


def described(publication: Publication) -> Described:
    """Return one version; the PDF of its content and its own document are two documents."""
    content = publication.content
    return Described(
        title=content["titel"],
        summary=f"Vastgesteld {content['besluit']}.",
        folder=f"{FOLDERS[KIND]}/{publication.key}",
        change="eerste publicatie",
        facts={},
        documents=tuple(
            _document(file, named["titel"], content)
            for file, named in zip(publication.published_files, content["bestanden"], strict=True)
        ),
        page=address_of(publication),
        category=CATEGORY.get(content["soort"]),
        document_kind=DOCUMENT_KIND.get(content["soort"]),
    )


def address_of(publication: Publication) -> str:
    """Return where the page of a version stands, below the root of the site."""
    content = publication.content
    number = content["nummer"].replace(".", "-")
    return f"{content['soort']}/versie/{number}/"


def _document(file: PublishedFile, title: str, content: dict[str, Any]) -> Document:
    adopted_on = date.fromisoformat(content["vastgesteldOp"])
    return Document(
        file,
        f"{title} van het {MIW}",
        (Deed(tooi.ADOPTED, make_aware(datetime.combine(adopted_on, time()))),),
        created_on=adopted_on,
        identifiers=(f"{content['soort']} {content['nummer']}",),
        author=MIW,
    )
