"""What happened when, as the public page of a signal tells it; from payloads and nothing else."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from mit_waakstand.public_site.models import Publication
from signals import deadlines
from signals.public_words import Content, due_on, issued_on, without_response
from signals.states import Route

Item = dict[str, Any]
TITLES_OF_MESSAGES = {
    "aanvullend_bericht": "Het MIT in waakstand stuurt een aanvullend bericht",
    "tussenbericht": "De secretaris-generaal stuurt een tussenbericht",
    "aanvullende_reactie": "De secretaris-generaal stuurt een aanvullende reactie",
}


def timeline(publication: Publication, versions: list[Publication]) -> list[Item]:
    """Return what happened, oldest first; the days count from the issue (day 0).

    ``versions`` are all that the public can read, newest first.
    """
    content = publication.content
    items = [
        *_before(content),
        *_letters(content),
        *_decisions(content),
        *_informed(content),
        *_corrections(content),
        *_publications(publication, versions),
    ]
    return sorted(items, key=lambda item: item["on"])


def _before(content: Content) -> Iterator[Item]:
    for trigger in content["aanleidingen"]:
        yield _trigger(trigger, content["ziekte"])
    yield _item(
        date.fromisoformat(content["gewogenOp"]),
        "Het MIT in waakstand weegt de situatie",
        "Uitkomst: er komt een signaal.",
    )
    yield _item(
        issued_on(content),
        "Het signaal gaat naar de secretaris-generaal van SZW",
        days="dag 0 van de termijn",
    )


def _letters(content: Content) -> Iterator[Item]:
    for message in content.get("berichten", []):
        is_interim = message["soort"] == "tussenbericht"
        yield _item(
            date.fromisoformat(message["verzondenOp"]),
            TITLES_OF_MESSAGES[message["soort"]],
            "De termijn liep door." if is_interim else "",
        )
    response = content["reactie"]
    if response is not None:
        sent, due = date.fromisoformat(response["verzondenOp"]), due_on(content)
        yield _item(
            sent,
            "De secretaris-generaal stuurt een reactie",
            f"De laatste dag van de termijn was {deadlines.in_dutch(due, weekday='long')}.",
            days=f"dag {(sent - issued_on(content)).days} van de termijn",
            state="" if response["binnenTermijn"] else "late",
        )


def _informed(content: Content) -> Iterator[Item]:
    informed = content.get("ministerGeinformeerdOp")
    if informed:
        title = "De secretaris-generaal informeert de Minister"
        yield _item(date.fromisoformat(informed), title)


def _decisions(content: Content) -> Iterator[Item]:
    for decision in content.get("besluiten", []):
        on = date.fromisoformat(decision["datum"])
        yield _item(on, f"De minister: {decision['omschrijving']}")


def _corrections(content: Content) -> Iterator[Item]:
    """Yield when a wrong date was put right; older payloads do not say when."""
    for row in content.get("herstel", []):
        if "hersteldOp" in row:
            due = deadlines.in_dutch(date.fromisoformat(row["laatsteDag"]), weekday="long")
            title = "De datum van uitbrengen is hersteld"
            text = f"De laatste dag van de termijn werd {due}."
            yield _item(date.fromisoformat(row["hersteldOp"]), title, text)


def _publications(publication: Publication, versions: list[Publication]) -> Iterator[Item]:
    """Yield when this version and those before it became public."""
    for version in versions:
        if version.version > publication.version:
            continue
        on, content = localdate(version.published_at), version.content
        if version.version > 1:
            change = content["wijziging"]
            title = f"Nieuwe versie van deze pagina: {change['soort']}"
            yield _item(on, title, change["toelichting"])
        elif content["reactie"] is None:
            yield _item(on, "Het signaal wordt openbaar", without_response(content), state="late")
        else:
            yield _item(on, "Signaal en reactie worden samen openbaar")


def _trigger(trigger: dict[str, Any], disease: str) -> Item:
    titles = {
        Route.A1_STATUS: f"{disease} krijgt de A1-status",
        Route.OMT_CONVENED: "Het Outbreak Management Team (OMT) komt bijeen",
        Route.OWN_INITIATIVE: "Het MIT in waakstand ziet zelf aanleiding voor een weging",
    }
    reference = trigger["vindplaats"]
    text = f"Vindplaats: {reference}." if reference else ""
    title = titles[Route(trigger["route"])]
    return _item(date.fromisoformat(trigger["datum"]), title[:1].upper() + title[1:], text)


def _item(on: date, title: str, text: str = "", *, days: str = "", state: str = "") -> Item:
    return {"on": on, "title": title, "text": text, "days": days, "state": state}
