"""The shorter letters, messages and decisions of the demonstration. All of it is invented."""

from mit_waakstand.demo.texts import Texts
from signals.models import Purport

SIGNED = "F. Fictief, secretaris-generaal (verzonnen persoon)"


def a_signal(disease: str, *, purport: str = Purport.INSTITUTE) -> Texts:
    """Return the texts of a short signal about an invented disease."""
    prepares = purport == Purport.PREPARE
    asks = "Bereid een commissie MIT voor" if prepares else "Stel een commissie MIT in"
    return {
        "title": f"{asks} vanwege {disease}",
        "purport": purport,
        "summary": f"Door {disease} kunnen er regels komen die voor iedereen gelden. Wij vragen "
        "om advies over de gevolgen daarvan voor de samenleving.",
        "text": f"Het MIT in waakstand heeft gewogen of {disease} gevolgen kan hebben voor de hele "
        "samenleving. Ons oordeel is dat dit zo is.\n\n"
        "## Wat wij verwachten\n\n"
        "- scholen en kinderopvang vallen uit;\n"
        "- in zorg en vervoer ontstaat personeelstekort;\n"
        "- mensen die alleen wonen, raken geïsoleerd.\n\n"
        "## Wat wij vragen\n\n"
        "Wij vragen u de Minister te informeren, zodat zij kan besluiten.",
        "attachments": "",
        "copies": "",
    }


def a_response(disease: str, reference: str) -> Texts:
    """Return the texts of a short response to such a signal."""
    return {
        "text": f"Ik dank u voor uw signaal over {disease}.\n\nDe Minister is geïnformeerd. Zij "
        "besluit zo snel mogelijk en betrekt daarbij uw motivering.",
        "signed_by": SIGNED,
        "reference": reference,
    }


SCOPE = "Adviseren over de maatschappelijke gevolgen van maatregelen, en over flankerend beleid."
NOT_INSTITUTED = (
    "Het signaal vraagt om voorbereiding. De Minister stelt nu geen commissie in, en bereidt die "
    "ook niet voor: de (verzonnen) bestaande overleggen kunnen dit werk tot het voorjaar doen."
)
HELD = (
    "De Minister wacht op het tweede (verzonnen) advies van het OMT. Daarna besluit zij over het "
    "instellen van een commissie."
)
CHECKLIST: Texts = {
    "archive_done": True,
    "archive_remark": "",
    "members_done": True,
    "members_remark": "Acht van de negen (verzonnen) oud-leden blijven beschikbaar.",
    "framework_done": False,
    "framework_remark": "Niet nodig: de ervaringen passen in de huidige versie.",
    "evaluation_done": True,
    "evaluation_remark": "",
}
NEW_FACTS = (
    "Sinds ons signaal is zilverkoorts ook in een tweede (verzonnen) provincie vastgesteld.\n\n"
    "Ons oordeel blijft hetzelfde. Uw termijn verandert niet."
)
MORE_TIME = "Ik heb uw signaal ontvangen. Voor een zorgvuldige reactie heb ik meer tijd nodig."
LATER_RESPONSE = (
    "In aanvulling op mijn reactie meld ik dat de (verzonnen) overleggen over nachtkoorts zijn "
    "begonnen. Over de uitkomst informeer ik u in het voorjaar."
)
STANDING = "Blijft een reactie uit, dan heeft het publiek er recht op te weten wat wij signaleren."
STANDING_IN_PUBLIC = (
    "Reageert de secretaris-generaal niet binnen twee weken, dan kan het MIT in waakstand een "
    "signaal zonder reactie openbaar maken. Een latere reactie voegen wij toe."
)
