"""A published signal as machines read it: in feed, sitemaps and lists; from its payload only."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import make_aware

from mit_waakstand.markdown import to_plain
from mit_waakstand.public_site.for_machines import tooi
from mit_waakstand.public_site.for_machines.described import Deed, Described, Document, Relation
from mit_waakstand.public_site.for_machines.tooi import Term
from mit_waakstand.public_site.models import Publication, PublishedFile, Reason
from signals.public_words import Content, in_one_line, is_in_time, is_offline

MIW = "MIT in waakstand"
Files = dict[str, PublishedFile]


def described(publication: Publication, folder: str) -> Described:
    """Return one version of a signal; ``folder`` is where its page stands."""
    content = publication.content
    change = content["wijziging"]
    number = content["nummer"]
    if content.get("verwijderd"):
        gone = "offline gehaald" if is_offline(content) else "verwijderd met bericht"
        return Described(
            title=f"Signaal {number}: {gone}",
            summary=change["toelichting"],
            folder=folder,
            change=change["soort"],
            facts={"nummer": number, "sleutel": publication.key, "verwijderd": True},
        )
    return Described(
        title=_title(content),
        summary=_summary(content),
        folder=folder,
        change=change["soort"],
        facts=_facts(content) | {"sleutel": publication.key},
        documents=tuple(_documents(publication)),
        keywords=(content["ziekte"],),
    )


def _title(content: Content) -> str:
    title, change = f"Signaal {content['nummer']}: {content['titel']}", content["wijziging"]
    return title if change["soort"] == "eerste publicatie" else f"{title} ({change['soort']})"


def _summary(content: Content) -> str:
    """Return what changed, how signal and response went, and what it is about."""
    change = content["wijziging"]["toelichting"]
    parts = (change, f"{in_one_line(content)}.", to_plain(content["samenvatting"]))
    return "\n\n".join(part for part in parts if part)


def _facts(content: Content) -> dict[str, Any]:
    """Return the row of a signal in the list of all signals."""
    response = content["reactie"] or {}
    return {
        "nummer": content["nummer"],
        "verwijderd": False,
        "titel": content["titel"],
        "samenvatting": to_plain(content["samenvatting"]),
        "samenvattingEngels": to_plain(content.get("samenvattingEngels", "")),
        "strekking": content["strekking"],
        "ziekte": content["ziekte"],
        "uitgebrachtOp": content["uitgebrachtOp"],
        "laatsteDag": content["termijn"]["laatsteDag"],
        "reactieVerzondenOp": response.get("verzondenOp"),
        "dagenNaUitbrengen": response.get("dagenNaUitbrengen"),
        "binnenTermijn": is_in_time(content),
        "besluiten": [
            {name: decision[name] for name in ("besluit", "omschrijving", "datum")}
            for decision in content.get("besluiten", ())
        ],
    }


def _documents(publication: Publication) -> Iterator[Document]:
    """Yield every file of a version with what the Woo-index wants to know of it."""
    content, key = publication.content, publication.key
    titles = {file["naam"]: file["titel"] for file in content["bestanden"]}
    messages = {
        f"{key}-{message['naam'].replace(' ', '-')}": message
        for message in content.get("berichten", ())
    }
    for file in publication.published_files:
        title = f"{titles[file.name]} bij signaal {content['nummer']}: {content['titel']}"
        stem = file.name.removesuffix(".pdf").removesuffix("-brief")
        if stem.startswith(f"{key}-signaal"):
            yield _letter(file, publication)
        elif stem in messages:
            yield _message(file, title, messages[stem], _letter_of(publication))
        elif content["reactie"]:
            yield _response(file, title, publication)


def _letter(file: PublishedFile, publication: Publication) -> Document:
    content = publication.content
    issued = datetime.fromisoformat(content["uitgebrachtOp"])
    return Document(
        file,
        f"Signaal {content['nummer']}: {content['titel']}",
        (Deed(tooi.ADOPTED, issued),),
        created_on=issued.date(),
        summary=to_plain(content["samenvatting"]),
        identifiers=(content["nummer"],),
        author=MIW,
        replacement=_replacement(file, publication),
    )


def _response(file: PublishedFile, title: str, publication: Publication) -> Document:
    """Return the response of the SG, or the copy of the SG's own letter that belongs to it."""
    names = [found.name for found in publication.published_files]
    is_own_letter = "-reactie-brief" in file.name
    copies = () if is_own_letter else (name for name in names if "-reactie-brief" in name)
    return _from_the_sg(
        file,
        title,
        publication.content["reactie"],
        relations=(
            Relation(tooi.RESPONDS_TO, _letter_of(publication)),
            *(Relation(tooi.HAS_ANNEX, name) for name in copies),
        ),
        replacement=_replacement(file, publication),
    )


def _letter_of(publication: Publication) -> str:
    """Return the name of the signal's own letter: the first of its files."""
    return publication.published_files[0].name


def _replacement(file: PublishedFile, publication: Publication) -> Term | None:
    """Return why this file took the place of another; None for a first one."""
    reasons = {row["naam"]: row.get("reden") for row in publication.content["bestanden"]}
    if reasons.get(file.name) == Reason.PERSONAL_DATA:
        return tooi.CORRECTED_FOR_PRIVACY
    return tooi.CORRECTED if "-verbeterd-" in file.name else None


def _message(file: PublishedFile, title: str, message: Content, signal: str) -> Document:
    if message["soort"] == "aanvullend_bericht":
        return Document(
            file,
            title,
            (Deed(tooi.ADOPTED, _start_of(message["gedagtekendOp"])),),
            created_on=date.fromisoformat(message["gedagtekendOp"]),
            author=MIW,
            relations=(Relation(tooi.REFERS_TO, signal),),
        )
    return _from_the_sg(file, title, message, relations=(Relation(tooi.RESPONDS_TO, signal),))


def _from_the_sg(
    file: PublishedFile,
    title: str,
    letter: Content,
    *,
    relations: tuple[Relation, ...],
    replacement: Term | None = None,
) -> Document:
    body = tooi.respondent()
    return Document(
        file,
        title,
        (
            Deed(tooi.SIGNED, _start_of(letter["gedagtekendOp"]), body),
            Deed(tooi.RECEIVED, _start_of(letter["ontvangenOp"])),
        ),
        created_on=date.fromisoformat(letter["gedagtekendOp"]),
        identifiers=(letter["kenmerk"],) if letter["kenmerk"] else (),
        author=body,
        responsible=body,
        relations=relations,
        replacement=replacement,
    )


def _start_of(iso: str) -> datetime:
    """Return the first moment of a day in Amsterdam: DiWoo knows moments only."""
    return make_aware(datetime.combine(date.fromisoformat(iso), time()))
