"""Publications for tests: an invented signal about a disease that does not exist."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from building import person
from mit_waakstand import vault
from mit_waakstand.accounts.roles import Role
from mit_waakstand.public_site import register
from mit_waakstand.public_site.models import Publication, PublishedFile, Reason

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ISSUED = datetime(2026, 9, 1, 16, tzinfo=AMSTERDAM)
PUBLISHED = datetime(2026, 9, 12, 10, tzinfo=AMSTERDAM)

WITHOUT_RESPONSE: dict[str, Any] = {
    "reactie": None,
    "zonderReactie": {"vastBesluitVan": "2026-09-02", "vastBesluit": "Zo doen wij dat."},
}


def a_file(name: str, data: bytes = b"%PDF-1.7 een brief") -> PublishedFile:
    return PublishedFile(name, vault.store(data), len(data), "application/pdf")


def a_payload(number: str = "MIW-2026-01", *, days: int = 9, **changes: Any) -> dict[str, Any]:
    sent = (ISSUED.date() + timedelta(days=days)).isoformat()
    key = number.lower()
    return {
        "nummer": number,
        "oefening": False,
        "titel": f"Vergulde koorts ({number})",
        "strekking": {"code": "voorbereiden", "omschrijving": "voorbereiden op een commissie MIT"},
        "samenvatting": "De vergulde koorts verspreidt zich **snel**.",
        "tekst": "Geachte secretaris-generaal,\n\n## Waarom nu\n\nDe koorts verdubbelt.",
        "ondertekenaar": "Roos van Duivenvoorde",
        "geadresseerde": "de secretaris-generaal van SZW",
        "bijlagen": [],
        "afschriften": [],
        "ziekte": "vergulde koorts",
        "aanleidingen": [
            {
                "route": "a1",
                "omschrijving": "A1-status van een infectieziekte",
                "datum": "2026-08-28",
                "vindplaats": "Stcrt. 2026, 99999",
                "nummerOmt": "",
            }
        ],
        "gewogenOp": "2026-08-29",
        "uitgebrachtOp": ISSUED.isoformat(),
        "termijn": {"regel": "strict", "laatsteDag": "2026-09-15"},
        "reactie": {
            "tekst": "Dank voor uw signaal.",
            "ondertekenaar": "A. de Verzonnene",
            "kenmerk": "",
            "gedagtekendOp": sent,
            "verzondenOp": sent,
            "ontvangenOp": sent,
            "dagenNaUitbrengen": days,
            "binnenTermijn": date.fromisoformat(sent) <= date(2026, 9, 15),
        },
        "bestanden": [
            {"naam": f"{key}-signaal.pdf", "titel": "Signaal"},
            {"naam": f"{key}-reactie.pdf", "titel": "Reactie van de secretaris-generaal"},
        ],
        "wijziging": {"soort": "eerste publicatie", "toelichting": ""},
    } | changes


def a_published_signal(number: str = "MIW-2026-01", **changes: Any) -> Publication:
    key = number.lower()
    files = [a_file(f"{key}-signaal.pdf"), a_file(f"{key}-reactie.pdf", b"%PDF-1.7 een reactie")]
    with transaction.atomic():
        payload = a_payload(number, **changes)
        return register.publish("signaal", key, payload, files=files, at=PUBLISHED)


def a_removal(key: str) -> Publication:
    payload = {"nummer": key.upper(), "oefening": False}
    change = {"wijziging": {"soort": "verwijderd", "toelichting": "Er stond een naam in."}}
    with transaction.atomic():
        return register.remove("signaal", key, payload | change, reason="fout", at=PUBLISHED)


def taken_offline(key: str) -> Publication:
    """Remove a signal for personal data, and blank its rows in the register."""
    payload = {"nummer": key.upper(), "oefening": False}
    change = {"wijziging": {"soort": "offline gehaald", "toelichting": "Er stond een naam in."}}
    why = Reason.PERSONAL_DATA
    with transaction.atomic():
        notice = register.remove("signaal", key, payload | change, reason=why, at=PUBLISHED)
        register.blank(notice, by=person(Role.CPO), at=PUBLISHED)
    return notice


def cleaned(key: str) -> Publication:
    """Publish the signal without personal data."""
    names = (f"{key}-signaal-openbaar-1.pdf", f"{key}-reactie.pdf")
    files = [a_file(name, name.encode()) for name in names]
    reasons = [{"reden": "persoonsgegevens"}, {}]
    payload = a_payload(
        key.upper(),
        bestanden=[
            {"naam": file.name, "titel": "Brief"} | reason
            for file, reason in zip(files, reasons, strict=True)
        ],
        wijziging={"soort": "correctie", "toelichting": "Zonder namen."},
        titel="Schoon",
    )
    with transaction.atomic():
        return register.publish("signaal", key, payload, files=files, at=PUBLISHED)
