"""What a password must be."""

import re

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

# Words that everybody who knows this house tries first, also within longer ones.
WORDS = (
    *("maatschappelijk", "afwegingskader", "preparedness", "wachtwoord", "planbureau"),
    *("impactteam", "secretaris", "waakstand", "waarnemer", "beheerder", "draaiboek"),
    *("pandemie", "minister", "signaal", "welkom", "omt", "cpo", "mit", "scp", "szw", "vws"),
)
LEAST_BESIDE = 8  # letters that are left when these words are taken out


class LongEnough(MinimumLengthValidator):
    """Asks for a length, in Dutch: Django 5.2 asks in English, its translation does not match."""

    def get_error_message(self) -> str:
        """Return what to do about a password that is too short."""
        return f"Dit wachtwoord is te kort. Neem minstens {self.min_length} tekens."

    def get_help_text(self) -> str:
        """Return what is asked, before anything is typed."""
        return f"Minstens {self.min_length} tekens, bijvoorbeeld een zin."


class NotOfTheHouse:
    """Refuses what is hardly more than words of this house, a year and a mark."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002  (as Django asks)
        """Raise ValidationError (Dutch) when too little is left without those words."""
        typed = password.casefold()
        left = re.sub("|".join(WORDS), "", typed)
        if left != typed and len(re.sub(r"[\W\d_]", "", left)) < LEAST_BESIDE:
            message = "Dit wachtwoord is te raden: het bestaat vooral uit woorden van het MIT."
            raise ValidationError(message)

    def get_help_text(self) -> str:
        """Return what is asked, before anything is typed."""
        return "Niet vooral woorden van het MIT in waakstand."
