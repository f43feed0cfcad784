"""The standard agenda of each kind of meeting; what stands here can be edited in the meeting."""

from dataclasses import dataclass

from draaiboek.models import MeetingKind, Purpose


@dataclass(frozen=True)
class StandardItem:
    """One item of a standard agenda."""

    subject: str
    purpose: Purpose
    note: str = ""


OPENING = StandardItem("Opening en vaststellen van de agenda", Purpose.DECIDE)
INTERESTS = StandardItem(
    "Belangen", Purpose.INFORM, "Wie een belang heeft bij een agendapunt, zegt dat nu."
)
MINUTES = StandardItem("Verslag van de vorige vergadering", Purpose.DECIDE)
ACTIONS = StandardItem("Openstaande acties", Purpose.DISCUSS)
CLOSING = StandardItem("Rondvraag en sluiting", Purpose.INFORM)

STANDARD: dict[str, tuple[StandardItem, ...]] = {
    MeetingKind.YEARLY: (
        OPENING,
        INTERESTS,
        MINUTES,
        ACTIONS,
        StandardItem("Draaiboek", Purpose.DECIDE, "Klopt het nog? Wat leerden wij van oefeningen?"),
        StandardItem("Afwegingskader", Purpose.DECIDE, "Moet het worden bijgewerkt?"),
        StandardItem("Expertises", Purpose.DISCUSS, "Wie en wat missen wij voor een commissie?"),
        StandardItem("Verantwoording over het jaar", Purpose.DECIDE),
        CLOSING,
    ),
    MeetingKind.WEIGHING: (
        OPENING,
        INTERESTS,
        StandardItem("De aanleiding", Purpose.INFORM),
        StandardItem("De weegvragen", Purpose.DISCUSS),
        StandardItem("Standpunten van de experts", Purpose.DISCUSS),
        StandardItem("Uitkomst: signaal of geen signaal", Purpose.DECIDE),
        CLOSING,
    ),
    MeetingKind.EXERCISE: (
        OPENING,
        StandardItem("Het scenario en de spelregels", Purpose.INFORM),
        StandardItem("De oefening", Purpose.DISCUSS),
        StandardItem("Nabespreking: wat leren wij hiervan?", Purpose.DISCUSS),
        CLOSING,
    ),
    MeetingKind.OTHER: (OPENING, INTERESTS, MINUTES, ACTIONS, CLOSING),
}
