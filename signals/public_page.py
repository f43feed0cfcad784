"""The public page of a signal: everything on it follows from the payloads of its versions."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from mit_waakstand.markdown import to_html, to_plain
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import absolute, root
from signals import deadlines
from signals.states import Route


def context(publication: Publication, versions: list[Publication]) -> dict[str, Any]:
    """Return what the template of the page shows; ``versions`` are newest first."""
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
        "published_on": localdate(publication.published_at),
        "line": in_one_line(content),
        "in_time": content["reactie"]["binnenTermijn"],
        "summary": to_html(content["samenvatting"]),
        "description": to_plain(content["samenvatting"])[:300],
        "letter": _sheet(content["tekst"]),
        "response": _sheet(content["reactie"]["tekst"]),
        "response_facts": _response_facts(content),
        "issued_on": _issued_on(content),
        "facts": _facts(content),
        "timeline": timeline(publication),
        "files": _files(publication),
        "citation": _citation(publication),
        "hash": publication.hash,
        "changes": [_change(version) for version in versions],
    }


def entry(publication: Publication) -> dict[str, Any]:
    """Return what a list shows of a signal."""
    content = publication.content
    return {
        "number": content["nummer"],
        "key": publication.key,
        "title": content["titel"],
        "summary": to_plain(content["samenvatting"]),
        "line": in_one_line(content),
        "in_time": content["reactie"]["binnenTermijn"],
        "published_on": localdate(publication.published_at),
    }


def in_one_line(content: dict[str, Any]) -> str:
    """Return how signal and response went, such as "Uitgebracht op …, reactie na 9 dagen, …"."""
    issued = deadlines.in_dutch(_issued_on(content))
    response = content["reactie"]
    return f"Uitgebracht op {issued}, reactie {_after(response)}, {_against_the_term(content)}"


def timeline(publication: Publication) -> list[dict[str, Any]]:
    """Return what happened when, oldest first; the days count from the issue (day 0)."""
    content = publication.content
    issued, due = _issued_on(content), _due(content)
    sent = date.fromisoformat(content["reactie"]["verzondenOp"])
    published = localdate(publication.published_at)
    items = [_trigger(trigger, content["ziekte"]) for trigger in content["aanleidingen"]]
    items += [
        _item(
            date.fromisoformat(content["gewogenOp"]),
            "Het MIT in waakstand weegt de situatie",
            "Uitkomst: er komt een signaal.",
        ),
        _item(
            issued,
            "Het signaal gaat naar de secretaris-generaal van SZW",
            days="dag 0 van de termijn",
        ),
        _item(
            sent,
            "De secretaris-generaal stuurt een reactie",
            f"De laatste dag van de termijn was {deadlines.in_dutch(due, weekday='long')}.",
            days=f"dag {(sent - issued).days} van de termijn",
            state="" if content["reactie"]["binnenTermijn"] else "late",
        ),
        _item(published, "Signaal en reactie worden samen openbaar"),
    ]
    informed = content.get("ministerGeinformeerdOp")
    if informed:
        title = "De secretaris-generaal informeert de Minister"
        items.append(_item(date.fromisoformat(informed), title))
    return sorted(items, key=lambda item: item["on"])


def _item(
    on: date, title: str, text: str = "", *, days: str = "", state: str = ""
) -> dict[str, Any]:
    return {"on": on, "title": title, "text": text, "days": days, "state": state}


def _trigger(trigger: dict[str, Any], disease: str) -> dict[str, Any]:
    titles = {
        Route.A1_STATUS: f"{disease} krijgt de A1-status",
        Route.OMT_CONVENED: "Het Outbreak Management Team (OMT) komt bijeen",
        Route.OWN_INITIATIVE: "Het MIT in waakstand ziet zelf aanleiding voor een weging",
    }
    reference = trigger["vindplaats"]
    text = f"Vindplaats: {reference}." if reference else ""
    title = titles[Route(trigger["route"])]
    return _item(date.fromisoformat(trigger["datum"]), title[:1].upper() + title[1:], text)


def _sheet(text: str) -> SafeString:
    """Return a text under a heading of level 2."""
    return to_html(text, first_heading=3)


def _response_facts(content: dict[str, Any]) -> list[tuple[str, str]]:
    response = content["reactie"]
    days = {
        label: deadlines.in_dutch(date.fromisoformat(response[name]))
        for label, name in (
            ("Gedagtekend", "gedagtekendOp"),
            ("Verzonden", "verzondenOp"),
            ("Ontvangen", "ontvangenOp"),
        )
    }
    reference = {"Kenmerk": response["kenmerk"]} if response["kenmerk"] else {}
    return [*days.items(), ("Ondertekend door", response["ondertekenaar"]), *reference.items()]


def _facts(content: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        ("Kenmerk", content["nummer"]),
        ("Strekking", content["strekking"]["omschrijving"]),
        ("Ziekte", content["ziekte"]),
        ("Uitgebracht", deadlines.in_dutch(_issued_on(content), weekday="long")),
        ("Aan", content["geadresseerde"]),
        *_on_behalf(content),
        *(("Herstel van een datum", _correction(row)) for row in content.get("herstel", ())),
    ]


def _on_behalf(content: dict[str, Any]) -> list[tuple[str, str]]:
    """Return which steps the secretaris took namens de CPO."""
    steps = " en ".join(content.get("namensDeCpo", ()))
    return [("Namens de CPO", f"De secretaris deed dit namens de CPO: {steps}.")] if steps else []


def _correction(row: dict[str, Any]) -> str:
    days = [
        deadlines.in_dutch(localdate(datetime.fromisoformat(row[name])))
        for name in ("eerstUitgebrachtOp", "uitgebrachtOp")
    ]
    return f"Eerst stond hier {days[0]}. Het was {days[1]}. Reden: {row['reden']}"


def _files(publication: Publication) -> list[dict[str, Any]]:
    titles = {file["naam"]: file["titel"] for file in publication.content["bestanden"]}
    return [
        {
            "label": f"{titles[file.name]} {publication.content['nummer']}",
            "url": file.name,
            "size": file.size,
            "sha256": file.sha256,
        }
        for file in publication.published_files
    ]


def _citation(publication: Publication) -> dict[str, str]:
    content = publication.content
    issued = _issued_on(content)
    return {
        "before": f"MIT in waakstand ({issued.year}).",
        "title": content["titel"],
        "after": f"Signaal {content['nummer']}, {deadlines.in_dutch(issued)}.",
        "url": absolute(f"signalen/{publication.key}/"),
    }


def _change(version: Publication) -> dict[str, Any]:
    change = version.content["wijziging"]
    what = change["soort"][:1].upper() + change["soort"][1:]
    return {
        "on": localdate(version.published_at),
        "text": f"{what}. {change['toelichting']}".strip(),
        "version": version.version,
    }


def _issued_on(content: dict[str, Any]) -> date:
    return localdate(datetime.fromisoformat(content["uitgebrachtOp"]))


def _due(content: dict[str, Any]) -> date:
    return date.fromisoformat(content["termijn"]["laatsteDag"])


def _after(response: dict[str, Any]) -> str:
    days = response["dagenNaUitbrengen"]
    if days == 0:
        return "op dezelfde dag"
    return f"na {_days(days)}"


def _against_the_term(content: dict[str, Any]) -> str:
    if content["reactie"]["binnenTermijn"]:
        return "binnen de termijn van twee weken"
    late = date.fromisoformat(content["reactie"]["verzondenOp"]) - _due(content)
    return f"{_days(late // timedelta(days=1))} buiten de termijn van twee weken"


def _days(number: int) -> str:
    return "1 dag" if number == 1 else f"{number} dagen"
