"""Letters to test with; printed as bytes when run, so that another process can make the same."""

import sys
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from signals.letters import ResponseLetter, SignalLetter

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

PARAGRAPH = (
    "Het MIT in waakstand heeft gewogen of de maatschappelijke gevolgen van kwelderkoorts "
    "aanleiding geven tot het instellen van een commissie MIT. Łukasz Őrsi nam deel als "
    "deskundige. Een *zorgvuldige* weging vraagt om **tempo**.\n\n"
)
TEXT = (
    "## Aanleiding\n\n"
    + PARAGRAPH
    + "### Onderwijs\n\n- lesuitval\n  - bij jongeren\n- afstand\n\n"
    "1. eerst wegen\n2. dan signaleren\n\n> Wij weten nog niet hoe lang de uitbraak duurt.\n\n"
    + PARAGRAPH * 2
    + "Meer staat op [onze website](https://voorbeeld.example/miw).\n"
)
LONG_TEXT = TEXT + PARAGRAPH * 11


def a_signal_letter(**changes: Any) -> SignalLetter:
    letter = SignalLetter(
        number="MIW-2026-01",
        title="Kwelderkoorts: stel een commissie MIT in",
        purport="instellen nu",
        text=TEXT,
        issued_at=datetime(2026, 9, 1, 16, 0, tzinfo=AMSTERDAM),
        response_due_on=date(2026, 9, 15),
        signed_by="mr. A.B. van der Łukasz-Őrsi",
        addressee_name="de heer drs. J.P. Voorbeeld",
        addressee_address=("Postbus 90801", "2509 LV Den Haag"),
        sender_address=("Sociaal en Cultureel Planbureau", "Postbus 16164", "2500 BD Den Haag"),
        contact=("Secretariaat MIT in waakstand", "miw@voorbeeld.example"),
        attachments=("Beantwoording van de weegvragen, versie 0.1",),
        copies=("de directeur van het Sociaal en Cultureel Planbureau",),
        register_head="3f9a" * 16,
    )
    return replace(letter, **changes)


def a_response_letter(**changes: Any) -> ResponseLetter:
    letter = ResponseLetter(
        number="MIW-2026-01",
        signal_title="Kwelderkoorts: stel een commissie MIT in",
        text="Geachte voorzitter,\n\n" + PARAGRAPH,
        signed_by="drs. J.P. Voorbeeld, plaatsvervangend secretaris-generaal",
        dated_on=date(2026, 9, 11),
        sent_on=date(2026, 9, 14),
        received_on=date(2026, 9, 15),
        response_due_on=date(2026, 9, 15),
        recorded_at=datetime(2026, 9, 15, 9, 30, tzinfo=AMSTERDAM),
        their_reference="2026-0000123456",
    )
    return replace(letter, **changes)


if __name__ == "__main__":
    import django

    django.setup()

    from signals.letters import response_pdf, signal_letter_pdf

    sys.stdout.buffer.write(signal_letter_pdf(a_signal_letter(text=LONG_TEXT)))
    sys.stdout.buffer.write(response_pdf(a_response_letter()))
