"""The words of the demonstration. All of it is invented, except the dates of historical cases."""

from typing import Any

from signals.models import Judgement, Outcome, Purport

Texts = dict[str, Any]

SILVER_FEVER: Texts = {
    "title": "Stel een commissie MIT in vanwege zilverkoorts",
    "purport": Purport.INSTITUTE,
    "summary": "Zilverkoorts verspreidt zich snel. Er komen misschien maatregelen die voor "
    "iedereen gelden, zoals het sluiten van scholen. Wij vragen het kabinet om deskundigen te "
    "laten adviseren over de gevolgen daarvan voor de samenleving.",
    "text": "Op grond van de A1-status van zilverkoorts heeft het MIT in waakstand gewogen of een "
    "commissie MIT nodig is. Ons oordeel is dat dit het geval is.\n\n"
    "## Waarom nu\n\n"
    "Met een A1-status kan de overheid maatregelen opleggen die voor iedereen gelden. Zulke "
    "maatregelen hebben gevolgen die verder gaan dan de gezondheidszorg:\n\n"
    "- leerlingen missen lessen en contact met leeftijdgenoten;\n"
    "- ondernemers en werknemers verliezen inkomen;\n"
    "- mensen die al kwetsbaar zijn, worden het hardst geraakt.\n\n"
    "## Wat wij vragen\n\n"
    "Wij vragen u de Minister van Sociale Zaken en Werkgelegenheid te informeren, zodat zij kan "
    "besluiten over het instellen van een commissie MIT. Die commissie kan op korte termijn "
    "adviseren over de maatschappelijke gevolgen van maatregelen, en over beleid dat de schade "
    "beperkt.\n\n"
    "## Hoe wij tot dit oordeel kwamen\n\n"
    "Wij beantwoordden de zeven weegvragen, met een expert op het gebied van gedrag. De expert "
    "kwam tot dezelfde uitkomst.",
    "attachments": "Antwoorden op de weegvragen, versie 0.1",
    "copies": "de Chief Medical Officer van Nergenshuizen (fictief)",
}
RESPONSE_SILVER_FEVER: Texts = {
    "text": "Met belangstelling heb ik kennisgenomen van uw signaal.\n\n"
    "Ik heb de Minister geïnformeerd. Zij neemt een besluit over het instellen van een commissie "
    "MIT en betrekt daarbij uw motivering. Over de uitkomst hoort u zo snel mogelijk.\n\n"
    "Ik dank u en de betrokken expert voor de snelle en zorgvuldige weging.",
    "signed_by": "F. Fictief, secretaris-generaal (verzonnen persoon)",
    "reference": "DEMO-0001",
}
BLUE_HICCUPS = (
    "In drie verzonnen gemeenten neemt het aantal meldingen van blauwe hik toe. Wij willen wegen "
    "of dit gevolgen kan hebben voor de samenleving."
)
MEASLES: Texts = {
    "assessment": "Het OMT bespreekt vaccinatie en voorlichting. Maatregelen die voor iedereen "
    "gelden, zijn niet aan de orde. Voor een MIT is hier geen rol.",
    "potential": "Nee. De ziekte is bekend en er is een werkzaam vaccin.",
    "measures": "Nee.",
    "consequences": "Beperkt tot scholen en kinderopvang met een lage vaccinatiegraad.",
    "changed": "Eerste beoordeling in deze situatie.",
}
MIST_FLU: Texts = {
    "assessment": "Mistgriep gaat niet van mens op mens. Wij hoeven niet samen te komen.",
    "potential": "Nee, volgens het (verzonnen) advies van het OMT.",
    "measures": "Nee, alleen bij bedrijven met vee.",
    "consequences": "Beperkt tot de (verzonnen) veehouderij.",
    "changed": "Eerste beoordeling in deze situatie.",
}
CORONAVIRUS: Texts = {
    "assessment": "Het virus is nieuw, er is geen vaccin en elders gelden maatregelen voor hele "
    "steden. Wij willen daarom samenkomen.",
    "potential": "Ja: overdracht van mens op mens is aangetoond.",
    "measures": "Denkbaar: in het buitenland gelden zij al.",
    "consequences": "Mogelijk groot: onderwijs, werk, zorg en sociaal contact.",
    "changed": "Eerste beoordeling in deze situatie.",
}
CORONAVIRUS_SIGNAL: Texts = {
    "title": "Bereid een commissie MIT voor vanwege 2019-nCoV",
    "purport": Purport.PREPARE,
    "summary": "In deze oefening vragen wij om een commissie MIT voor te bereiden, omdat een "
    "nieuw virus maatregelen nodig kan maken die iedereen raken.",
    "text": "In deze oefening spelen wij januari 2020 na met de kennis van toen.\n\n"
    "Het OMT kwam op 24 januari bijeen. Op 28 januari kreeg 2019-nCoV de A-status. Beide "
    "aanleidingen zijn in een weging behandeld.\n\n"
    "Wij vragen u voor te bereiden dat een commissie MIT snel kan worden ingesteld.",
    "attachments": "",
    "copies": "",
}
EXERCISE_RESPONSE: Texts = {
    "text": "Dit is een oefenreactie, geschreven door een deelnemer aan de oefening. Daarin "
    "neemt Bureau SG het signaal over en bereidt het een besluit voor.",
    "signed_by": "Deelnemer aan de oefening (oefenreactie)",
}
MOON_COUGH_CAUSE = (
    "Maanhoest duikt op in buurlanden, nog zonder A1-status of OMT. Wij zien op eigen initiatief "
    "aanleiding om te wegen."
)
MOON_COUGH: Texts = {
    "title": "Bereid een commissie MIT voor vanwege maanhoest",
    "purport": Purport.PREPARE,
    "summary": "Maanhoest komt dichterbij. Wij vragen om nu al voor te bereiden dat deskundigen "
    "snel kunnen adviseren over de gevolgen voor de samenleving.",
    "text": "Het MIT in waakstand heeft op eigen initiatief gewogen of maanhoest gevolgen kan "
    "hebben voor de hele samenleving.\n\nOns oordeel: de kans is reëel, de tijd is kort.\n\n"
    "Wij vragen u voor te bereiden dat een commissie MIT kan worden ingesteld zodra maatregelen "
    "worden overwogen.",
    "attachments": "",
    "copies": "",
}
CRYSTAL_FLU_ASSESSMENT: Texts = {
    "assessment": "Het OMT overweegt beperkingen bij bijeenkomsten. Dat raakt velen; wij komen "
    "daarom samen.",
    "potential": "Ja, volgens het (verzonnen) advies van het OMT.",
    "measures": "Ja, het OMT noemt ze.",
    "consequences": "Cultuur, sport, horeca en sociaal contact.",
    "changed": "Eerste beoordeling in deze situatie.",
}
CRYSTAL_FLU: Texts = {
    "title": "Stel een commissie MIT in vanwege kristalgriep",
    "purport": Purport.INSTITUTE,
    "summary": "Door kristalgriep kunnen er regels komen voor bijeenkomsten. Wij vragen om een "
    "commissie die adviseert over de gevolgen voor mensen, bedrijven en verenigingen.",
    "text": "Het OMT kwam bijeen over kristalgriep en noemt beperkingen voor bijeenkomsten.\n\n"
    "Het MIT in waakstand kwam daarna samen met twee experts. Wij verwachten gevolgen voor "
    "verenigingen, cultuur, horeca en voor mensen die alleen wonen.\n\n"
    "Wij vragen u de Minister te informeren, zodat zij kan besluiten een commissie MIT in te "
    "stellen.",
    "attachments": "Antwoorden op de weegvragen, versie 0.1",
    "copies": "",
}
DREAM_FEVER: Texts = {
    "title": "Signaal vanwege droomkoorts (concept)",
    "summary": "Droomkoorts kreeg gisteren de A1-status. Dit is nog een concept.",
    "text": "Eerste aanzet. De weging loopt nog.",
}


def _answers(judgement: str, outlook: str) -> Texts:
    return {
        "potentieel": {"judgement": judgement, "text": f"Pandemisch potentieel: {outlook}."},
        "maatregelen": {"judgement": judgement, "text": f"Collectieve maatregelen: {outlook}."},
        "gevolgen": {"text": f"Gevolgen voor de samenleving: {outlook}."},
        "meerwaarde": {"judgement": judgement, "text": f"Meerwaarde van advies: {outlook}."},
        "toevoeging": {"text": "Een commissie brengt de inzichten van instituten bij elkaar."},
        "snelheid": {"text": f"Snelheid: {outlook}."},
        "flankerend": {"judgement": judgement, "text": f"Flankerend beleid: {outlook}."},
    }


ANSWERS: Texts = {
    Outcome.SIGNAL: _answers(Judgement.YES, "aannemelijk, op basis van wat wij nu weten"),
    Outcome.NO_SIGNAL: _answers(Judgement.NO, "niet aannemelijk, op basis van wat wij nu weten"),
}
OPINION: Texts = {
    Outcome.SIGNAL: {
        "rationale": "Maatregelen zullen gedrag en draagvlak raken. Advies daarover is nu nodig.",
        "interests": "",
    },
    Outcome.NO_SIGNAL: {
        "rationale": "Ik verwacht geen maatregelen die de hele samenleving raken.",
        "interests": "Lid van een (verzonnen) adviesraad over hik.",
    },
}
RATIONALE: Texts = {
    Outcome.SIGNAL: "Er is pandemisch potentieel, maatregelen voor iedereen zijn denkbaar, en "
    "advies over de gevolgen heeft op korte termijn meerwaarde.",
    Outcome.NO_SIGNAL: "Maatregelen voor iedereen zijn niet in zicht. Wij blijven het volgen.",
}
