"""How the kinds of work are called for people: nobody has to know our own names."""

from collections.abc import Iterable

from mit_waakstand.outbox.models import Work
from signals.proof import IN_WORDS

WORK_IN_WORDS = IN_WORDS | {
    "erase_question": "De gegevens van een oude vraag wissen",
    "forget_words": "Gewiste woorden uit het zoeken halen",
    "list_erasure": "Een gewist persoon vastleggen, voor na een terugzetting",
    "list_question_erasure": "Een gewiste vraag op de lijst met wissingen zetten",
    "mail_account_invitation": "Uitnodiging voor een account",
    "mail_address_changed": "Mail dat een account een ander mailadres heeft",
    "mail_last_resort": "Alarm over de noodtoegang",
    "mail_second_factor_reset": "Mail dat de tweede stap van het aanmelden is gewist",
    "mail_a1": "Herinnering aan een A1-status die niet is gewogen",
    "mail_answer": "Antwoord op een vraag aan het aanspreekpunt",
    "mail_assessment": "Verzoek om mee te doen met een toepassing van het afwegingskader",
    "mail_calendar": "Verzoek om de feestdagen na te kijken",
    "mail_decided": "Mail over een besluit van de minister",
    "mail_digest": "Dagelijkse mail met problemen van de techniek",
    "mail_deputy_acts": "Mail dat een waarnemer begint",
    "mail_deputy_ended": "Mail dat een aanwijzing als waarnemer eindigt",
    "mail_deputy_stopped": "Mail dat een waarneming stopt",
    "mail_inject": "Mail dat er in een oefening iets gebeurt",
    "mail_invitation": "Uitnodiging voor een weging",
    "mail_lesson": "Herinnering aan een les uit een uitvoering",
    "mail_action_overdue": "Herinnering aan een actie uit een vergadering",
    "mail_meeting_cancelled": "Mail dat een vergadering niet doorgaat",
    "mail_meeting_changed": "Mail dat een vergadering is verplaatst",
    "mail_meeting_invitation": "Uitnodiging voor een vergadering",
    "mail_meeting_reminder": "Herinnering aan een uitnodiging voor een vergadering",
    "mail_meeting_withdrawn": "Mail dat een uitnodiging is ingetrokken",
    "make_archive_package": "Een archiefpakket van een dossier maken",
    "make_woo_inventory": "De documenten voor een Woo-verzoek op een rij zetten",
    "make_woo_package": "De uitvoer van een Woo-inventaris maken",
    "make_assessment_pdf": "De pdf van een afgesloten toepassing van het afwegingskader",
    "make_minutes_pdf": "De PDF van een verslag maken",
    "mail_invitation_unanswered": "Herinnering aan een uitnodiging voor een weging",
    "mail_held_file": "Alarm over een bestand dat de virusscanner tegenhield",
    "mail_scanner_silent": "Alarm dat de virusscanner niet antwoordt",
    "mail_new_password": "Mail met een link voor een nieuw wachtwoord",
    "mail_sign_in_changed": "Mail dat iemands aanmelding is veranderd",
    "mail_outside_scope": "Mail dat een ziekte buiten de opdracht van de commissie valt",
    "mail_own_record": "Vraag aan een expert of de gegevens kloppen",
    "mail_own_record_again": "Herinnering aan een expert om de gegevens na te kijken",
    "mail_proposal": "Mail over een voorstel van een expert",
    "mail_proposal_answered": "Antwoord op een voorstel",
    "mail_question_assigned": "Mail dat een vraag is toegewezen",
    "mail_questions_waiting": "Mail dat er vragen wachten",
    "mail_rescheduled": "Mail over een andere datum van een weging",
    "mail_review": "Herinnering om een versie opnieuw te bekijken",
    "make_version_pdf": "De pdf van een vastgestelde versie",
    "mail_run_late": "Herinnering aan stappen van een uitvoering",
    "mail_suspension_proposed": "Mail over een voorgestelde opschorting",
    "mail_trial": "Proefmail",
    "make_account_pdf": "Pdf van de jaarlijkse verantwoording maken",
    "renew_security_txt": "Het bestand security.txt vernieuwen",
    "upload": "Openbare pagina's naar de bucket brengen",
}


def in_words(work: Work) -> str:
    """Return what a piece of work is called; its own name where a later version forgot the kind."""
    return WORK_IN_WORDS.get(work.kind, work.kind)


def with_words(work: Iterable[Work]) -> list[tuple[str, Work]]:
    """Return each piece of work with what it is called."""
    return [(in_words(piece), piece) for piece in work]
