"""The public page of a signal: everything on it follows from the payloads of its versions."""

from datetime import date, datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from mit_waakstand.markdown import to_html, to_plain
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import absolute, root
from signals import deadlines
from signals.public_timeline import timeline
from signals.public_words import (
    Content,
    in_one_line,
    is_in_time,
    is_offline,
    issued_on,
    letter_facts,
    without_response,
)


def context(
    publication: Publication, versions: list[Publication], gone: list[Publication]
) -> dict[str, Any]:
    """Return what the template of one version shows; ``versions`` are newest first.

    ``gone`` are those from before a removal, of which the page says only that they were there.
    """
    content, newest = publication.content, versions[0]
    is_old = publication != newest
    return _frame(publication) | {
        "published_on": localdate(publication.published_at),
        "line": in_one_line(content),
        "in_time": is_in_time(content),
        "summary": to_html(content["samenvatting"]),
        "english": to_html(content.get("samenvattingEngels", ""), first_heading=3),
        "description": to_plain(content["samenvatting"])[:300],
        "letter": _sheet(content["tekst"]),
        **_response(content),
        "messages": [_message(message) for message in content.get("berichten", [])],
        "decisions": [_decision(decision) for decision in content.get("besluiten", [])],
        "issued_on": issued_on(content),
        "facts": _facts(content),
        "timeline": timeline(publication, versions),
        "files": _files(publication, "../" if is_old else ""),
        "citation": _citation(publication),
        "hash": publication.hash,
        "changes": [
            *(_change(version, newest=newest, is_old=is_old) for version in versions),
            *(_gone(version) for version in gone),
        ],
        "is_old": is_old,
        "version": publication.version,
        "newer": _newer(publication, versions),
    }


def notice(publication: Publication, versions: list[Publication]) -> dict[str, Any]:
    """Return what the page of a removed publication shows: that it was there, and its hashes."""
    return _frame(publication) | {
        "removed_on": localdate(publication.published_at),
        "is_offline": is_offline(publication.content),
        "reason": publication.content["wijziging"]["toelichting"],
        "hash": publication.hash,
        "hashes": [(version.version, version.hash) for version in versions[1:]],
    }


def still_public(versions: list[Publication]) -> list[Publication]:
    """Return the versions that may be read, newest first: nothing from before a removal."""
    removed = [number for number, v in enumerate(versions) if v.content.get("verwijderd")]
    return versions[: removed[0]] if removed else versions


def entry(publication: Publication) -> dict[str, Any]:
    """Return what a list shows of a signal."""
    content = publication.content
    common = {"number": content["nummer"]}
    if content.get("verwijderd"):
        on = deadlines.in_dutch(localdate(publication.published_at))
        return common | {
            "title": "Offline gehaald" if is_offline(content) else "Verwijderd met bericht",
            "summary": content["wijziging"]["toelichting"],
            "line": f"{'Offline gehaald' if is_offline(content) else 'Verwijderd'} op {on}",
        }
    return common | {
        "title": content["titel"],
        "summary": to_plain(content["samenvatting"]),
        "line": in_one_line(content),
    }


def _frame(publication: Publication) -> dict[str, Any]:
    content = publication.content
    return {
        "section": "signalen",
        "breadcrumb": [
            ("Home", root()),
            ("Signalen", f"{root()}signalen/"),
            (content["nummer"], ""),
        ],
        "signal": content,
        "key": publication.key,
    }


def _sheet(text: str) -> SafeString:
    """Return a text under a heading of level 2."""
    return to_html(text, first_heading=3)


def _response(content: Content) -> dict[str, Any]:
    response = content["reactie"]
    if response is None:
        without = content["zonderReactie"]
        decided = date.fromisoformat(without["vastBesluitVan"])
        return {
            "without_response": without_response(content),
            "standing_decision": to_html(without["vastBesluit"]),
            "decided_on": decided,
        }
    return {
        "response": _sheet(response["tekst"]),
        "response_facts": letter_facts(response),
        "grounds": response.get("gronden", ""),
    }


def _message(message: Content) -> dict[str, Any]:
    name = message["naam"]
    return {
        "name": name[:1].upper() + name[1:],
        "text": to_html(message["tekst"], first_heading=4),
        "facts": letter_facts(message),
        "is_interim": message["soort"] == "tussenbericht",
        "grounds": message.get("gronden", ""),
    }


def _decision(decision: Content) -> dict[str, Any]:
    facts = [
        ("Datum", _day(decision["datum"])),
        ("Behandeld in de ministerraad", _day(decision["behandeldOp"])),
        ("Kamerstuk", decision["kamerstuk"]),
        ("Staatscourant", decision["staatscourant"]),
        ("Anders dan het signaal in", ", ".join(decision["wijktAfIn"])),
        ("Komt terug op", _day(decision["komtTerugOp"])),
    ]
    what = decision["omschrijving"]
    return {
        "what": what[:1].upper() + what[1:],
        "facts": [(name, value) for name, value in facts if value],
        "reasons": to_html(decision["motivering"], first_heading=4),
        "link": decision["beslisnota"],
    }


def _day(iso: str) -> str:
    return deadlines.in_dutch(date.fromisoformat(iso)) if iso else ""


def _facts(content: Content) -> list[tuple[str, str]]:
    return [
        ("Kenmerk", content["nummer"]),
        ("Strekking", content["strekking"]["omschrijving"]),
        ("Ziekte", content["ziekte"]),
        ("Uitgebracht", deadlines.in_dutch(issued_on(content), weekday="long")),
        ("Aan", content["geadresseerde"]),
        *_on_behalf(content),
        *(("Herstel van een datum", _correction(row)) for row in content.get("herstel", ())),
    ]


def _on_behalf(content: Content) -> list[tuple[str, str]]:
    """Return which steps the secretaris took namens de CPO."""
    steps = " en ".join(content.get("namensDeCpo", ()))
    return [("Namens de CPO", f"De secretaris deed dit namens de CPO: {steps}.")] if steps else []


def _correction(row: Content) -> str:
    days = [
        deadlines.in_dutch(localdate(datetime.fromisoformat(row[name])))
        for name in ("eerstUitgebrachtOp", "uitgebrachtOp")
    ]
    old_due, due = (_day(row[name]) for name in ("eersteLaatsteDag", "laatsteDag"))
    files = row.get("oudeDatumIn", [])
    return " ".join(
        [
            f"Eerst stond hier {days[0]}. Het was {days[1]}.",
            f"De laatste dag van de termijn was eerst {old_due} en werd {due}.",
            *([f"De oude datum staat nog in: {' en '.join(files)}."] if files else []),
            f"Reden: {row['reden']}",
        ]
    )


def _files(publication: Publication, folder: str) -> list[dict[str, Any]]:
    titles = {file["naam"]: file["titel"] for file in publication.content["bestanden"]}
    return [
        {
            "label": f"{titles[file.name]} {publication.content['nummer']}",
            "url": f"{folder}{file.name}",
            "address": absolute(f"signalen/{publication.key}/{file.name}"),
            "size": file.size,
            "sha256": file.sha256,
        }
        for file in publication.published_files
    ]


def _citation(publication: Publication) -> dict[str, str]:
    content = publication.content
    issued = issued_on(content)
    return {
        "before": f"MIT in waakstand ({issued.year}).",
        "title": content["titel"],
        "after": f"Signaal {content['nummer']}, {deadlines.in_dutch(issued)}.",
        "url": absolute(f"signalen/{publication.key}/"),
    }


def _change(version: Publication, *, newest: Publication, is_old: bool) -> dict[str, Any]:
    """Return one line of "Wijzigingen op deze pagina", with the way to a version that is older."""
    change = version.content["wijziging"]
    what = change["soort"][:1].upper() + change["soort"][1:]
    up = "../" if is_old else ""
    return {
        "on": localdate(version.published_at),
        "text": f"{what}. {change['toelichting']}".strip(),
        "version": version.version,
        "url": up if version == newest else f"{up}versie-{version.version}/",
    }


def _gone(version: Publication) -> dict[str, Any]:
    """Return the line of a version that nobody can read any more; of a notice, what it said."""
    change = version.content.get("wijziging") if version.content.get("verwijderd") else None
    what = f"{change['soort'].capitalize()}. {change['toelichting']}" if change else ""
    text = what or "Deze versie is niet meer te lezen."
    on = localdate(version.published_at)
    return {"on": on, "text": text, "version": version.version, "url": ""}


def _newer(publication: Publication, versions: list[Publication]) -> dict[str, Any] | None:
    """Return what came after this version, for the mark on an old one; None on the newest."""
    after = [version for version in versions if version.version == publication.version + 1]
    if not after:
        return None
    change = after[0].content["wijziging"]
    return {
        "version": after[0].version,
        "on": localdate(after[0].published_at),
        "kind": change["soort"],
        "reason": change["toelichting"],
    }
