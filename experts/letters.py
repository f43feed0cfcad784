"""The mail that asks an expert whether his record is still right (domain §8)."""

from django.utils.timezone import localdate

from experts.models import Expert
from experts.models.words import day_in_words
from mit_waakstand.mail import Letter
from mit_waakstand.personal_links.models import PersonalLink

PAGE = "experts:own-record-by-link"
BY_KIND = {
    "mail_own_record": (
        "Kloppen uw gegevens nog? Register van het MIT in waakstand",
        "Wij vragen u elk jaar of uw gegevens nog kloppen. Dat kost u een minuut.",
    ),
    "mail_own_record_again": (
        "Herinnering: kloppen uw gegevens nog? Register van het MIT in waakstand",
        "Wij vroegen u of uw gegevens nog kloppen, en hoorden nog niets van u.",
    ),
}


def own_record(kind: str, expert: Expert, link: PersonalLink, *, key: str) -> Letter:
    """Return the question, or its reminder, with the link of this person."""
    subject, why = BY_KIND[kind]
    last = day_in_words(localdate(link.expires_at))
    return Letter(
        to=expert.email,
        subject=subject,
        key=key,
        lines=(
            "U staat in het register van expertises van het MIT in waakstand, bij het Sociaal en",
            "Cultureel Planbureau (SCP).",
            "",
            why,
            "Op uw eigen pagina kunt u bevestigen, verbeteren, of u uit het register laten halen.",
            "",
            f"U hebt geen account nodig. De link werkt één keer, tot {last}.",
            "Hij is alleen voor u: stuur hem niet door.",
        ),
        link=link.address(PAGE),
    )
