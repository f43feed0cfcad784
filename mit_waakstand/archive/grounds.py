"""The grounds of the Wet open overheid on which something stays closed (artt. 5.1 and 5.2 Woo)."""

from django.db.models import TextChoices


class Ground(TextChoices):
    """One ground, by its article."""

    CROWN = "5.1-1a", "5.1 lid 1 a: eenheid van de Kroon"
    SAFETY = "5.1-1b", "5.1 lid 1 b: veiligheid van de Staat"
    CONFIDED = "5.1-1c", "5.1 lid 1 c: vertrouwelijk verstrekte bedrijfsgegevens"
    SENSITIVE = "5.1-1d", "5.1 lid 1 d: bijzondere persoonsgegevens"
    CITIZEN = "5.1-1e", "5.1 lid 1 e: identificatienummers van personen"
    ABROAD = "5.1-2a", "5.1 lid 2 a: internationale betrekkingen"
    MONEY = "5.1-2b", "5.1 lid 2 b: economische of financiële belangen van de overheid"
    CRIME = "5.1-2c", "5.1 lid 2 c: opsporing en vervolging"
    CONTROL = "5.1-2d", "5.1 lid 2 d: inspectie, controle en toezicht"
    PRIVACY = "5.1-2e", "5.1 lid 2 e: persoonlijke levenssfeer"
    BUSINESS = "5.1-2f", "5.1 lid 2 f: concurrentiegevoelige bedrijfsgegevens"
    NATURE = "5.1-2g", "5.1 lid 2 g: bescherming van het milieu"
    SECURITY = "5.1-2h", "5.1 lid 2 h: beveiliging van personen en bedrijven"
    STATE = "5.1-2i", "5.1 lid 2 i: goed functioneren van de overheid"
    HARM = "5.1-5", "5.1 lid 5: onevenredige benadeling"
    OPINION = "5.2-1", "5.2 lid 1: persoonlijke beleidsopvattingen in intern beraad"
